import { describe, expect, it } from 'vitest';
import { because, issue, issueOf, saidReason, why, whyOf, wrong } from '../../shared/domain/reasons.ts';

describe('why a field is refused', () => {
  it('is a code, and a sentence with what it names in it', () => {
    expect(why('unknown-field')).toEqual({ code: 'unknown-field', message: 'unknown field' });
    expect(why('too-long', { n: 40 })).toEqual({
      code: 'too-long',
      message: 'must have at most 40 characters',
      values: { n: 40 },
    });
    expect(wrong('links.3.slug', 'missing', { what: 'a slug' })).toEqual({
      path: 'links.3.slug',
      code: 'missing',
      message: 'is missing: send a slug',
      values: { what: 'a slug' },
    });
  });

  it('is said the same of what was told by its code alone', () => {
    expect(saidReason({ code: 'unknown-field' })).toEqual(why('unknown-field'));
    expect(saidReason({ code: 'too-long', values: { n: 40 } })).toEqual(why('too-long', { n: 40 }));
  });

  it('is found again by a schema’s sentence, by what a check carries, and else is the sentence alone', () => {
    const sentence = because('below-least', { n: 7_777 });
    expect(sentence).toBe('must be at least 7777');
    expect(whyOf({ message: sentence })).toEqual(why('below-least', { n: 7_777 }));
    const told = why('squad-full');
    expect(whyOf({ message: sentence, params: { why: told } })).toEqual(told);
    expect(whyOf({ message: 'is odd', params: {} })).toEqual({ code: 'not-acceptable', message: 'is odd' });
  });

  it('of a check across fields stands at the field that it names, or at the whole', () => {
    const found = {
      code: 'custom',
      message: 'must be at least 8888',
      params: { why: why('below-least', { n: 8_888 }) },
    };
    expect(issue('amount', 'below-least', { n: 8_888 })).toEqual({ ...found, path: ['amount'] });
    expect(issue(undefined, 'below-least', { n: 8_888 })).toEqual(found);
    expect(issueOf('lines', why('below-least', { n: 8_888 }))).toEqual({ ...found, path: ['lines'] });
    // It may name what was sent, so nothing of it is kept: only a schema's own words are found again.
    expect(whyOf({ message: found.message }).code).toBe('not-acceptable');
  });
});

import { describe, expect, it } from 'vitest';
import { eraseTexts } from '../../shared/domain/erase-texts.ts';

const erased = (json: unknown, ...texts: string[]) => eraseTexts(json, texts);

describe('erasing texts from JSON', () => {
  it('says undefined where there was nothing to erase', () => {
    expect(erased({ a: 'x', list: [1, null, true], b: { c: 'adam' } }, 'ada')).toBeUndefined();
    expect(erased({ a: '{"b":"x"}' }, 'ada')).toBeUndefined();
    expect(erased({ a: 'ada' })).toBeUndefined();
  });

  it.each(['customerId', 'clickId', 'email', 'externalId', 'displayName', 'city', 'couponCode'])(
    'leaves out %s, which may be missing',
    (name) => expect(erased({ [name]: 'ada', id: 1 }, 'ada')).toEqual({ id: 1 }),
  );

  it('has any other field say so, which may not be missing', () =>
    expect(erased({ handle: 'ada', n: 1 }, 'ada')).toEqual({ handle: 'erased', n: 1 }));

  it('takes it out of lists, at whatever depth', () => {
    expect(erased({ codes: ['ADA10', 'BEA'], of: [{ codes: ['ADA10'] }] }, 'ADA10')).toEqual({
      codes: ['BEA'],
      of: [{ codes: [] }],
    });
  });

  it('takes it out of sentences and addresses, but not out of longer words', () => {
    expect(erased('by ada, /c/ada?x=ada', 'ada')).toBe('by erased, /c/erased?x=erased');
    expect(erased({ note: 'adamant ada-b x-ada and ada!' }, 'ada')).toEqual({
      note: 'adamant ada-b x-ada and erased!',
    });
    expect(erased('a.a (1+1)', 'a.a', '(1+1)')).toBe('erased erased');
    expect(erased('aba', 'a.a')).toBeUndefined();
  });

  it('finds one of two letters only where it stands alone: it is in many words', () => {
    expect(erased({ text: 'li went', handle: 'li' }, 'li')).toEqual({ text: 'li went', handle: 'erased' });
    expect(erased('lil went', 'lil')).toBe('erased went');
    expect(erased({ text: 'li, went! (li)', handle: 'li' }, 'li')).toEqual({
      text: 'li, went! (li)',
      handle: 'erased',
    });
  });

  it('looks into JSON that a text holds, and takes what only begins like it for text', () => {
    expect(erased({ payload: '{"customerId":"c-1","n":[1]}' }, 'c-1')).toEqual({ payload: '{"n":[1]}' });
    expect(erased({ payload: '["c-1","x"]' }, 'c-1')).toEqual({ payload: '["x"]' });
    expect(erased({ payload: '{"n": [1]}', id: 'c-1' }, 'c-1')).toEqual({
      payload: '{"n": [1]}',
      id: 'erased',
    });
    expect(erased({ payload: '{ by c-1' }, 'c-1')).toEqual({ payload: '{ by erased' });
  });
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { lineOf } from '../../../../infra/local/journal/line-of.ts';

it('is the line of JSON that any document is, its frozen parts too', () => {
  const parts = fc.oneof(fc.jsonValue(), fc.constant(undefined), fc.jsonValue().map(Object.freeze));
  fc.assert(
    fc.property(fc.dictionary(fc.stringMatching(/^[a-zA-Z]\w*$/), parts), (document) => {
      for (let time = 0; time < 2; time++) expect(lineOf(document)).toBe(`${JSON.stringify(document)}\n`);
    }),
  );
});

it('encodes a frozen part once, and one that may change each time', () => {
  const [shared, own] = [Object.freeze({ a: 1 }), { b: 1 }];
  lineOf({ shared, own });
  own.b = 2;
  expect(lineOf({ shared, own })).toBe('{"shared":{"a":1},"own":{"b":2}}\n');
});

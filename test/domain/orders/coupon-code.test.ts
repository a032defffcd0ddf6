import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holderAt } from '../../../shared/domain/orders/code-holder.ts';
import { codesWithin, foldCode, isLookedUp } from '../../../shared/domain/orders/coupon-code.ts';

describe('is the same code', () => {
  it.each([
    ['case', 'ada10', 'ADA10'],
    ['outer blanks', ' ADA10 ', 'ADA10'],
    ['inner blanks', 'BLACK  FRIDAY', 'BLACKFRIDAY'],
    ['a tab and a line end of a spreadsheet', 'ADA10\t\r\n', 'ADA10'],
    ['no-break blank', 'ADA\u00a010', 'ADA 10'],
    ['narrow and wide blanks', 'ADA\u202f10\u3000', 'ADA10'],
    ['zero-width blanks and joiners', 'A\u200bD\u200dA\u206010\ufeff', 'ADA10'],
    ['soft hyphen', 'ADA\u00ad10', 'ADA10'],
    ['marks of direction', '\u200f\u202eADA10\u202c\u2066', 'ADA10'],
    ['full-width letters of an Asian keyboard', 'ＡＤＡ１０', 'ADA10'],
    ['curly quote', 'MOM’S', "mom's"],
    ['accent key for a quote', 'MOM´S', 'MOM`S'],
    ['double quotes of two languages', '„ADA“', '"ADA"'],
    ['dashes', 'ADA\u201310', 'ADA-10'],
    ['hyphens that do not break, minus', 'ADA\u201110\u22125', 'ADA-10-5'],
    ['ellipsis', 'WAIT…', 'WAIT...'],
    ['accents put together or apart', 'ADÁ15', 'ADA\u030115'],
    ['emoji with and without its selector', '❤️10', '❤10'],
    ['ligature', 'ﬁt', 'FIT'],
    ['German sharp s', 'straße', 'STRASSE'],
    ['a Turkish keyboard', 'İLKBAHAR', 'ilkbahar'],
    ['final sigma', 'ΟΔΟΣ', 'οδος'],
  ])('whatever the %s', (_, one, other) => expect(foldCode(one)).toBe(foldCode(other)));
});

describe('is another code', () => {
  it.each([
    ['ADA10', 'ADA1O'],
    ['007', '7'],
    ['ADÁ15', 'ADA15'],
    ['ADA.14', 'ADA14'],
    ['20%ADA', '20ADA'],
    ['ADA-10', 'ADA10'],
    ['ADA_10', 'ADA-10'],
    ['#VIP', 'VIP'],
    ['🧦10', '🧤10'],
    ['שלום10', 'שלום11'],
    ['1/2', '12'],
  ])('%s than %s', (one, other) => expect(foldCode(one)).not.toBe(foldCode(other)));
});

it.each([
  ['FREESHIP, ADA10', ['FREESHIP', 'ADA10']],
  ['FREESHIP;ADA10', ['FREESHIP', 'ADA10']],
  ['ada10 | 20%ada', ['ada10', '20%ada']],
  ['ADA10\nSUMMER', ['ADA10', 'SUMMER']],
  ['“ADA10”', ['ADA10']],
  ['ADA10.', ['ADA10']],
  ['(#ADA10)!', ['ADA10']],
  ['🧦10,ADA', ['🧦10', 'ADA']],
  ['-20%', ['20%']],
  ['ADA10', []],
  [' ADA 10 ', []],
  ['ADA10,', ['ADA10']],
  [',;.', []],
  ['ADA10 + FREESHIP', ['ADA10', 'FREESHIP']],
  ['FREESHIP / ADA10', ['FREESHIP', 'ADA10']],
  ['ADA10 & FREESHIP', ['ADA10', 'FREESHIP']],
  ['ADA10\tFREESHIP', ['ADA10', 'FREESHIP']],
  ['ADA10 (10%)', ['ADA10', '10%']],
  ['ADA10 - 10% off', ['ADA10', '10% off']],
  ['Code: ADA10', ['Code', 'ADA10']],
  ['code:ada10|amount:5.00', ['code', 'ada10', 'amount', '5.00']],
  ['{"code":"ADA10"}', ['code', 'ADA10']],
  ['<b>ADA10</b>', ['b', 'ADA10', 'b']],
  ['ADA-10', []],
  ['R&B', []],
  ['ADA+BO', []],
  ['ADA/10', []],
])('%j may hold %j', (text, codes) => expect(codesWithin(text)).toEqual(codes));

it.each(['', ' ', '\u200b\u00a0', '\ud800', '\u0000'])('%j is no code at all', (code) => {
  expect(foldCode(code)).toBe('');
  expect(isLookedUp(foldCode(code))).toBe(false);
});

it('folding twice is folding once, and case never matters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (code) => {
      expect(foldCode(foldCode(code))).toBe(foldCode(code));
      expect(foldCode(code.toLowerCase())).toBe(foldCode(code));
      expect(foldCode(code.toUpperCase())).toBe(foldCode(code));
      expect(foldCode(` ${code}\u200b`)).toBe(foldCode(code));
    }),
    { numRuns: 2_000 },
  );
});

describe('a code that changed hands', () => {
  const held = [
    { creatorId: 'ada', from: 100, until: 200 },
    { creatorId: 'bo', from: 300, until: 400 },
    { creatorId: 'ada', from: 400 },
  ];
  it.each([
    [0, 'ada', 'before anybody is known to have held it'],
    [100, 'ada', 'from its first moment'],
    [199, 'ada', 'to the last'],
    [200, undefined, 'given up is nobody’s'],
    [299, undefined, 'and not the later holder’s'],
    [300, 'bo', 'taken again'],
    [400, 'ada', 'the moment of a change is the next holder’s'],
    [1e15, 'ada', 'to this day'],
  ])('at %i is %s’s: %s', (at, creatorId, _why) => {
    expect(holderAt(held, at)).toBe(creatorId);
    expect(holderAt([...held].reverse(), at)).toBe(creatorId);
  });
  it('and that nobody ever held is nobody’s', () => expect(holderAt([], 5)).toBeUndefined());
});

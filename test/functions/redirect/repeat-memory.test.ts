import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createRepeatMemory } from '../../../functions/redirect/repeat-memory.ts';

const WINDOW = 30_000;

it('knows a visitor on a link for as long as the window lasts, from the tap that counted', () => {
  const memory = createRepeatMemory();
  expect(memory.seen('lnk_a', 'visitor', 0, WINDOW)).toBe(false);
  expect(memory.seen('lnk_a', 'visitor', WINDOW - 1, WINDOW)).toBe(true);
  expect(memory.seen('lnk_a', 'visitor', WINDOW, WINDOW)).toBe(false);
  expect(memory.seen('lnk_b', 'visitor', WINDOW, WINDOW)).toBe(false);
  expect(memory.seen('lnk_a', 'other', WINDOW, WINDOW)).toBe(false);
});

it('forgets the oldest tap for the newest, and no other', () => {
  const memory = createRepeatMemory(4);
  for (const visitor of ['a', 'b', 'c', 'd', 'e']) expect(memory.seen('lnk', visitor, 0, WINDOW)).toBe(false);
  for (const visitor of ['b', 'c', 'd', 'e']) expect(memory.seen('lnk', visitor, 1, WINDOW)).toBe(true);
  expect(memory.seen('lnk', 'a', 1, WINDOW)).toBe(false);
  expect(memory.seen('lnk', 'b', 1, WINDOW)).toBe(false);
});

it('says what a list of the last taps says, though all share a few buckets', () => {
  const taps = fc.record({ link: fc.nat(2), visitor: fc.nat(3), at: fc.nat(100) });
  fc.assert(
    fc.property(fc.array(taps, { maxLength: 60 }), (all) => {
      const memory = createRepeatMemory(8);
      const counted: typeof all = [];
      for (const tap of all) {
        const known = counted
          .slice(-8)
          .findLast(({ link, visitor }) => link === tap.link && visitor === tap.visitor);
        const isRepeat = known !== undefined && tap.at - known.at >= 0 && tap.at - known.at < 30;
        expect(memory.seen(`lnk_${tap.link}`, `${tap.visitor}`, tap.at, 30)).toBe(isRepeat);
        if (!isRepeat) counted.push(tap);
      }
    }),
  );
});

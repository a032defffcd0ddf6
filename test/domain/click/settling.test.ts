import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { CountableClick } from '../../../shared/domain/click/fold.ts';
import { FEW_CLICKS, foldPartitionOf, settleBy, settleWhole } from '../../../shared/domain/click/settling.ts';
import { aClick, excluded, NOON } from '../../support/builders.ts';

const tap = (name: string, seconds: number, visitor?: string): CountableClick =>
  aClick({ name, at: NOON + seconds * 1_000, ...(visitor ? { visitor } : {}) });

const aTap = fc.record({
  seconds: fc.integer({ min: 0, max: 59 }),
  visitor: fc.constantFrom('ada', 'ben', 'cleo', undefined),
  isBot: fc.boolean(),
});

const minutes = fc.array(aTap, { minLength: FEW_CLICKS + 1, maxLength: 60 }).map((taps) =>
  taps.map(({ seconds, visitor, isBot }, index) => ({
    ...tap(`n${index}`, seconds, visitor),
    ...(isBot ? { verdict: excluded('bot') } : {}),
  })),
);

it('shows each click of a partition by its fold as it counts among all of them', () => {
  fc.assert(
    fc.property(minutes, fc.constantFrom(0, 5, 30, 86_400), (clicks, dedupeSeconds) => {
      const { settling } = foldPartitionOf(clicks, dedupeSeconds);
      if (!settling) throw new Error('so many clicks say how they were settled');
      const alone = settleBy(settling);
      const whole = settleWhole(clicks, dedupeSeconds);
      const byId = new Map(clicks.map((click) => [click.id, click]));
      for (const one of whole) expect(alone(byId.get(one.click.id) as CountableClick)).toEqual(one);
    }),
  );
});

it('says nothing of few clicks, nor where there is too much to say', () => {
  const few = Array.from({ length: FEW_CLICKS }, (_, index) => tap(`f${index}`, index, 'ada'));
  expect(foldPartitionOf(few, 30).settling).toBeUndefined();
  const restless = Array.from({ length: 502 }, (_, index) => tap(`r${index}`, index / 10, 'ada'));
  expect(foldPartitionOf(restless, 30).settling).toBeUndefined();
  const { repeats = [] } = foldPartitionOf(restless.slice(0, 501), 30).settling ?? {};
  expect(repeats).toHaveLength(499);
});

it('names a click by the eleven letters of its signature: a row holds hundreds of them', () => {
  const again = Array.from({ length: FEW_CLICKS + 1 }, (_, index) => tap(`a${index}`, 2 * index, 'ada'));
  const { settling } = foldPartitionOf(again, 1);
  expect(settling?.again).toEqual(again.slice(1).map(({ id }) => id.slice(-11)));
  expect(settling?.again.every((name) => name.length === 11)).toBe(true);
});

it('does not guess of a click that came after the fold whether its visitor was here before', () => {
  const clicks = Array.from({ length: 20 }, (_, index) => tap(`n${index}`, index, `v${index}`));
  const { settling } = foldPartitionOf(clicks, 30);
  const alone = settling && settleBy(settling);
  expect(alone?.(tap('late', 40, 'v3')).firstOfMinute).toBeUndefined();
  expect(alone?.(tap('bare', 40)).firstOfMinute).toBe(false);
});

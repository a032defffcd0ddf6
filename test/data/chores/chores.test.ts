import { expect, it } from 'vitest';
import { CHORES, paceOf } from '../../../shared/data/chores/chores.ts';

const paces = Object.entries(CHORES) as [string, Readonly<Record<string, number | string>>][];

it('does on one machine what it does in AWS, or says why not', () => {
  const isDoneInBoth = (chore: Readonly<Record<string, unknown>>) =>
    'local' in chore && Object.keys(chore).some((place) => place !== 'local' && place !== 'only');
  const unexplained = paces.filter(([, chore]) => !isDoneInBoth(chore) && !chore.only);
  expect(unexplained).toEqual([]);
  expect(paces.filter(([, chore]) => isDoneInBoth(chore) && chore.only)).toEqual([]);
});

it('wakes each function of AWS in whole minutes, as EventBridge counts them', () => {
  for (const place of ['seal', 'reports', 'webhooks', 'canary'] as const)
    expect([place, paceOf(place) % 60_000, paceOf(place) > 0]).toEqual([place, 0, true]);
});

import { expect, it } from 'vitest';
import { median } from '../../../shared/domain/statistics/median.ts';

it.each([
  ['the middle value', [9, 1, 4], 4],
  ['the mean of the middle two', [10, 1, 9, 4], 6.5],
  ['its one value', [7], 7],
  ['not a number where there is none', [], Number.NaN],
])('is %s', (_, values, middle) => {
  expect(median(values)).toBe(middle);
});

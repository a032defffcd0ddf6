import { describe, expect, it } from 'vitest';
import { isSurge } from '../../../shared/domain/link/link-moments.ts';

describe('a surge', () => {
  it.each([
    ['50 clicks in a new link’s first hour', 50, 0, 0, true],
    ['49 clicks, however quiet the link was', 49, 0, 168, false],
    ['five times the mean of a busy week', 100, 20 * 168, 168, true],
    ['one click less than five times', 99, 20 * 168, 168, false],
    ['a second strong hour of a link born forty minutes ago', 60, 60, 0.67, false],
    ['the same hour when the first brought next to nothing', 60, 10, 0.67, true],
  ])('%s', (_case, clicks, trailingClicks, trailingHours, surges) => {
    expect(isSurge({ clicks, trailingClicks, trailingHours })).toBe(surges);
  });
});

import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  poissonBootstrap,
  skewCorrectedInterval,
} from '../../../shared/domain/statistics/poisson-bootstrap.ts';
import { randomInt, seededRandom } from '../../../shared/domain/statistics/seeded-random.ts';

/**
 * Taken from the plain loops of before, closures and all. Reports are named by their bytes: an interval that moved in its last
 * digit would make a revision of each.
 */
const AS_EVER = [
  { count: 7, draws: '246121eca9fa7353', low: 629306, high: 2647063.5550260013 },
  { count: 400, draws: '7e763f3427d5e79f', low: 69636121.58957882, high: 84959319.91021201 },
  { count: 20_000, draws: '52b6c347a8a2cd12', low: 3957710365.7281523, high: 4068286441.394612 },
];

describe('draws of the interval', () => {
  it.each(AS_EVER)(
    'are what they always were, to the last digit: $count amounts',
    ({ count, draws, ...ends }) => {
      const random = seededRandom(`amounts ${count}`);
      const amounts = Array.from({ length: count }, () => randomInt(random, -900, 400_000));
      const sums = poissonBootstrap(amounts, { seed: 'pinned' });
      const digest = createHash('sha256').update(new Uint8Array(sums.buffer)).digest('hex');
      expect(digest.slice(0, 16)).toBe(draws);
      expect(skewCorrectedInterval(amounts, sums, 0.9)).toEqual({ ...ends, level: 0.9 });
    },
  );
});

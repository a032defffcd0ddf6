import { expect, it } from 'vitest';
import { endBeyond, withNoiseOfItsSize } from '../../../shared/domain/lift/noise-of-its-size.ts';
import { seededRandom } from '../../../shared/domain/statistics/seeded-random.ts';

const effect = (estimate: number, half: number) => ({
  estimate,
  interval: { low: estimate - half, high: estimate + half, level: 0.9 as const },
});

it('is Wilson’s score interval of a Poisson mean where the window’s own noise is all there is: 12 counted where 10 were expected', () => {
  const reach = 1.644854 * Math.sqrt(10);
  const { low, high } = withNoiseOfItsSize(effect(2, reach), { ownNoise: 1, expected: 10 }).interval;
  // (x + z²/2) ± z·√(x + z²/4) of a count x, less the ten: by hand 12 + 1.3528 ± 1.6449·√12.6764.
  expect(10 + low).toBeCloseTo(7.4964, 3);
  expect(10 + high).toBeCloseTo(19.2092, 3);
});

it('holds 0 exactly where the range as given held it, and each end is where its own test stops', () => {
  const random = seededRandom('noise of its size');
  for (let i = 0; i < 500; i++) {
    const expected = 1 + 50 * random();
    const noise = { ownNoise: random(), expected };
    const given = effect(expected * (2.5 * random() - 1), expected * 0.8 * random());
    const { low, high } = withNoiseOfItsSize(given, noise).interval;
    expect(low <= 0 && 0 <= high).toBe(given.interval.low <= 0 && 0 <= given.interval.high);
    for (const end of [low, high])
      expect((end - given.estimate) ** 2).toBeCloseTo(
        (given.interval.high - given.estimate) ** 2 * (1 + (noise.ownNoise * end) / expected),
        6,
      );
  }
});

it('leaves a range alone whose width is all of what is unknown of the level', () => {
  expect(withNoiseOfItsSize(effect(5, 3), { ownNoise: 0, expected: 10 })).toEqual(effect(5, 3));
});

it('is wider above than below, and keeps a lopsided range lopsided', () => {
  const noise = { ownNoise: 0.6, expected: 10 };
  const { low, high } = withNoiseOfItsSize(effect(3, 4), noise).interval;
  expect(high - 3).toBeGreaterThan(3 - low);
  const lopsided = { estimate: 3, interval: { low: 2, high: 9, level: 0.9 as const } };
  const ends = withNoiseOfItsSize(lopsided, noise).interval;
  expect([ends.low, ends.high]).toEqual([endBeyond(3, -1, noise), endBeyond(3, 6, noise)]);
});

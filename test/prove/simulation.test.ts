import { expect, it } from 'vitest';
import { simulate } from './simulation.ts';

const FIXED = 60;
const FRESH = 15;

async function firstProblem(seeds: number[]): Promise<string | undefined> {
  for (const seed of seeds) {
    const { problems } = await simulate(seed);
    if (problems.length > 0) return `${problems[0]}; again: npm run prove -- --simulate --seed ${seed}`;
  }
  return undefined;
}

it('counts every stored click once in every world of the fixed seeds', async () => {
  expect(await firstProblem(Array.from({ length: FIXED }, (_, index) => index + 1))).toBeUndefined();
});

it('and in worlds that nobody has seen before', async () => {
  const first = Date.now() % 1_000_000_000;
  expect(await firstProblem(Array.from({ length: FRESH }, (_, index) => first + index))).toBeUndefined();
});

it('tells the same history twice from the same seed', async () => {
  expect(await simulate(77)).toEqual(await simulate(77));
});

import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { anApi } from '../support/api-builders.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { runExamples } from '../support/examples.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

/** Each page has a brand of its own. */
it.each([
  ['api.md', 20],
  ['three-stages.md', 20],
])('answers every example of docs/%s as the page says', async (page, atLeast) => {
  const api = await anApi(engine, { random: (count) => randomBytes(count) });
  expect(await runExamples(page, api)).toBeGreaterThan(atLeast);
});

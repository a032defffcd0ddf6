import { execFileSync } from 'node:child_process';
import { getPriority } from 'node:os';
import { expect, it } from 'vitest';

/** As the tests themselves may run further back than where most things do. */
const HERE = getPriority();
const LAST = 19;

it.each([
  [0, 2],
  [5, 2],
  [18, 4],
])('%i steps further back a thread goes back %i more, never forward, which only root may', (from, steps) => {
  const script = `import { stepBack } from './infra/local/engine/step-back.mjs'; import { getPriority } from 'node:os';
    stepBack(${steps}); console.log(getPriority());`;
  const run = [process.execPath, '--input-type=module', '-e', script];
  const reached = Number(execFileSync('nice', ['-n', String(from), ...run]));
  expect(reached).toBe(Math.min(Math.min(HERE + from, LAST) + steps, LAST));
});

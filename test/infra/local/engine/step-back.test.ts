import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';

it.each([
  [0, 2, 2],
  [5, 2, 7],
  [18, 4, 19],
])('from nice %i a thread goes back %i steps, never forward, which only root may', (from, steps, to) => {
  const script = `import { stepBack } from './infra/local/engine/step-back.mjs'; import { getPriority } from 'node:os';
    const before = getPriority(); stepBack(${steps}); console.log(getPriority() - before);`;
  const run = [process.execPath, '--input-type=module', '-e', script];
  const moved = Number(execFileSync('nice', ['-n', String(from), ...run]));
  expect(moved).toBe(Math.min(to, 19) - from);
});

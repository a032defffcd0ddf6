/**
 * `npm run check`: everything that a change must pass. All steps are run even when one fails, so that one look shows the whole bill:
 * those without tests two at a time, each told whole when it has ended, then the tests as they run. `-- --tests-ran` leaves the
 * tests out for those who run `npm test` themselves (as .ci/run does); the summary says so.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';

const STEPS = [
  { script: 'types', asks: 'does it compile, strictly' },
  { script: 'lint', asks: 'house style, paths named in documents' },
  { script: 'deps', asks: 'do imports point inward' },
  { script: 'unused', asks: 'dead files, exports, packages' },
  { script: 'synth', asks: 'AWS templates under the rule packs' },
];
const TESTS = { script: 'test', asks: 'behaviour' };
const AT_ONCE = 2;

const testsRan = process.argv.includes('--tests-ran');
const unknown = process.argv.slice(2).filter((word) => word !== '--tests-ran');
if (unknown.length > 0)
  stop(2, `unknown option ${unknown.join(' ')}; npm run check takes only -- --tests-ran`);
if (!existsSync('node_modules/.bin/tsc')) stop(1, 'no packages here yet: run npm ci first');

const left = [...STEPS];
const results = [];
await Promise.all(
  Array.from({ length: AT_ONCE }, async () => {
    for (let step = left.shift(); step; step = left.shift())
      results[STEPS.indexOf(step)] = await run(step, 'pipe');
  }),
);
results.push(
  testsRan
    ? { ...TESTS, outcome: 'skipped', note: 'npm test is run by itself' }
    : await run(TESTS, 'inherit'),
);

console.log('\n── check ──');
for (const { script, outcome, note } of results)
  console.log(`${script.padEnd(8)}${outcome.padEnd(9)}${note}`);
const failed = results.filter(({ outcome }) => outcome === 'FAILED').map(({ script }) => script);
if (failed.length > 0) stop(1, `${failed.join(', ')} failed; each can be run alone: npm run ${failed[0]}`);
console.log('check: all passed');

/** One script to its end; what it says is shown as it says it, or piped: then whole, under its heading. */
function run({ script, asks }, output) {
  const heading = `\n── ${script}: ${asks} ──`;
  if (output === 'inherit') console.log(heading);
  const started = performance.now();
  const child = spawn('npm', ['run', '--silent', script], { stdio: ['inherit', output, output] });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part) => said.push(part));
  return new Promise((done) => {
    child.on('close', (status) => {
      if (output === 'pipe') console.log(`${heading}\n${Buffer.concat(said)}`);
      const note = `${((performance.now() - started) / 1000).toFixed(1)} s`;
      done({ script, outcome: status === 0 ? 'ok' : 'FAILED', note });
    });
  });
}

function stop(code, line) {
  console.error(`check: ${line}`);
  process.exit(code);
}

/**
 * `npm run check`: everything that a change must pass, in the order in which it fails soonest. All steps are run even
 * when one fails, so that one look shows the whole bill. `-- --tests-ran` leaves the tests out for those who have just
 * run `npm test` (as .ci/run has); the summary says so.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const STEPS = [
  { script: 'types', asks: 'does it compile, strictly' },
  { script: 'lint', asks: 'house style, paths named in documents' },
  { script: 'deps', asks: 'do imports point inward' },
  { script: 'unused', asks: 'dead files, exports, packages' },
  { script: 'test', asks: 'behaviour' },
  { script: 'synth', asks: 'AWS templates under the rule packs' },
];

const testsRan = process.argv.includes('--tests-ran');
const unknown = process.argv.slice(2).filter((word) => word !== '--tests-ran');
if (unknown.length > 0)
  stop(2, `unknown option ${unknown.join(' ')}; npm run check takes only -- --tests-ran`);
if (!existsSync('node_modules/.bin/tsc')) stop(1, 'no packages here yet: run npm ci first');

const results = STEPS.map(({ script, asks }) => {
  if (script === 'test' && testsRan) return { script, outcome: 'skipped', note: 'npm test ran just before' };
  console.log(`\n── ${script}: ${asks} ──`);
  const started = process.hrtime.bigint();
  const { status } = spawnSync('npm', ['run', '--silent', script], { stdio: 'inherit' });
  const seconds = Number((process.hrtime.bigint() - started) / 1_000_000n) / 1000;
  return { script, outcome: status === 0 ? 'ok' : 'FAILED', note: `${seconds.toFixed(1)} s` };
});

console.log('\n── check ──');
for (const { script, outcome, note } of results)
  console.log(`${script.padEnd(8)}${outcome.padEnd(9)}${note}`);
const failed = results.filter(({ outcome }) => outcome === 'FAILED').map(({ script }) => script);
if (failed.length > 0) stop(1, `${failed.join(', ')} failed; each can be run alone: npm run ${failed[0]}`);
console.log('check: all passed');

function stop(code, line) {
  console.error(`check: ${line}`);
  process.exit(code);
}

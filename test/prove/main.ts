import { parseArgs } from 'node:util';
import { proveApi } from './api/prove-api.ts';
import { FAULTS } from './fault-proxy.ts';
import { proveFolder } from './folder/prove-folder.ts';
import { holds, type ProveReport, prove } from './prove.ts';
import { simulate } from './simulation.ts';

const HELP = `npm run prove -- [--clicks 100000] [--faults 0.1] [--seed TEXT]
npm run prove -- --simulate [--runs 500] [--seed NUMBER]
npm run prove -- --api [--writes 20000] [--faults 0.1] [--seed TEXT]
npm run prove -- --folder

Sends clicks through the real redirect while the store throttles, fails, resets, hangs and loses answers and
processes die; then heals, drains, seals, and compares every count with the clicks that were acknowledged.
With --simulate: many small worlds in memory, every interleaving from one seed; --runs 1 repeats one.
With --api: writers who share few names and few keys, under the same faults, kills and jumps of the clock; then what they
were answered is compared with what stands, and nothing may be left to finish.
With --folder (Linux, as root): each file of a data folder missing, empty, half, old, a folder, not to be written, and
the disk full; in no case the product may start as if nothing had happened.
Exit code 1 when a click is lost or counted twice, or an answer was not kept.`;

const { values } = parseArgs({
  options: {
    clicks: { type: 'string', default: '100000' },
    faults: { type: 'string', default: '0.1' },
    seed: { type: 'string' },
    simulate: { type: 'boolean', default: false },
    api: { type: 'boolean', default: false },
    folder: { type: 'boolean', default: false },
    writes: { type: 'string', default: '20000' },
    runs: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) console.log(HELP);
else if (values.simulate) await runSimulation();
else if (values.api) await runApiProof();
else if (values.folder) await runFolderProof();
else await runProof();

async function runProof(): Promise<void> {
  const [clicks, faults] = [Number(values.clicks), Number(values.faults)];
  if (!(clicks > 0) || !(faults >= 0 && faults < 1)) {
    console.error('prove: --clicks must be above 0, --faults from 0 to below 1');
    process.exit(2);
  }
  const seed = values.seed ?? String(Date.now() % 1_000_000);
  console.log(`prove: ${clicks} requests, ${faults * 100} % faults, seed ${seed}`);
  const report = await prove({ clicks, faults, seed, say: (line) => console.log(`  ${line}`) });
  print(report);
  console.log(`  again:           npm run prove -- --clicks ${clicks} --faults ${faults} --seed ${seed}`);
  console.log(holds(report) ? 'holds: nothing lost, nothing counted twice' : 'FAILS');
  process.exit(holds(report) ? 0 : 1);
}

async function runApiProof(): Promise<void> {
  const [writes, faults] = [Number(values.writes), Number(values.faults)];
  const seed = values.seed ?? String(Date.now() % 1_000_000);
  console.log(`prove --api: ${writes} writes, ${faults * 100} % faults, seed ${seed}`);
  const proof = await proveApi({ writes, faults, seed });
  const { done, refused, unknown } = proof.outcomes;
  console.log(
    `  answers          ${done} done, ${refused} refused, ${unknown} unknown; ${proof.replays} repeats`,
  );
  console.log(
    `  provoked         ${proof.faults} faults, ${proof.kills} kills, ${proof.jumps} jumps of the clock`,
  );
  console.log(`  not tried        ${proof.untried.length} writing routes`);
  console.log(`  violations       ${proof.violations.length}`);
  console.log(`  left to finish   ${proof.left.length}`);
  console.log(`  took             ${proof.seconds} s`);
  const { violations, left, untried } = proof;
  for (const line of [...violations, ...left, ...untried].slice(0, 20)) console.log(`    ${line}`);
  const holds = violations.length + left.length + untried.length === 0;
  console.log(
    `  again:           npm run prove -- --api --writes ${writes} --faults ${faults} --seed ${seed}`,
  );
  console.log(holds ? 'holds: every answer was kept, nothing is left half done' : 'FAILS');
  process.exit(holds ? 0 : 1);
}

async function runFolderProof(): Promise<void> {
  const cases = await proveFolder((line) => console.log(`  ${line}`));
  const failing = cases.filter(({ problem }) => problem);
  const count = (outcome: string) => cases.filter((one) => one.outcome === outcome).length;
  console.log(
    `  ${cases.length} cases: ${count('refused')} refused with a reason, ${count('whole')} whole, ${count('told')} told`,
  );
  console.log(failing.length === 0 ? 'holds: never as if nothing had happened' : `FAILS: ${failing.length}`);
  process.exit(failing.length === 0 ? 0 : 1);
}

function print(report: ProveReport): void {
  const { sinks } = report;
  const injected = FAULTS.map((fault) => `${report.injected[fault]} ${fault}`).join(', ');
  console.log(`  acknowledged     ${report.acknowledged} click ids, ${report.safe} hits kept`);
  console.log(`  kept by          table or journal ${sinks.table}, spill ${sinks.spill}, log ${sinks.log}`);
  console.log(`  stored           ${report.stored} (lost ${report.lost}, double ${report.doubled})`);
  console.log(
    `  answers          ${report.errors} errors, ${report.moments} "one moment" pages, slowest ${report.slowestMs} ms`,
  );
  console.log(`  faults           ${injected}`);
  console.log(
    `  repeats          ${report.retries} by clients, ${report.redelivered} changes redelivered, ${report.kills} kills`,
  );
  console.log(`  sealed           ${report.sealedHours} hours, drift ${report.drift}`);
  console.log(
    `  levels           ${report.differences.length} differences at link, post, creator, stage, brand, day`,
  );
  console.log(`  second drain     ${report.changedByRepeat.length} changes`);
  console.log(`  took             ${report.seconds} s`);
  for (const line of [...report.differences, ...report.changedByRepeat].slice(0, 20))
    console.log(`    ${line}`);
}

async function runSimulation(): Promise<void> {
  const first = Number(values.seed ?? Date.now() % 1_000_000);
  const runs = Number(values.runs ?? (values.seed === undefined ? 500 : 1));
  for (let seed = first; seed < first + runs; seed++) {
    const { problems, steps } = await simulate(seed);
    if (problems.length === 0) continue;
    console.log(`seed ${seed} FAILS after ${steps} steps:`);
    for (const problem of problems.slice(0, 20)) console.log(`  ${problem}`);
    console.log(`  again: npm run prove -- --simulate --seed ${seed}`);
    process.exit(1);
  }
  console.log(`holds: ${runs} simulated worlds, seeds ${first} to ${first + runs - 1}`);
}

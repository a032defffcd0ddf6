import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { listMutants } from './list-mutants.ts';
import { draw, nameOf, rangeOf } from './only-drawn.ts';
import { sayScores, type Tried } from './score.ts';

const HELP = `npm run mutate -- [ROOM…] [--sample N] [--seed S] [--minutes M] [--to FILE]

Changes shared/domain in one place at a time and asks whether the domain's own tests notice. A room is a folder of it
(\`money\`) or a file (\`roi/ledger.ts\`); none named means all of them: a night.
  --sample N   N of their mutants, of each room its share, and what they say of all with an interval
  --seed S     the draw: the same seed draws the same mutants of the same source (1)
  --minutes M  stops after so long, and says what was tried by then: of a sample, a smaller one
  --to FILE    a line of JSON for each mutant tried
What acts only while a module loads (a table of hosts, the words of a schema) is left out: it would ask for every test.`;

/** Put beside the other packages when first asked for: nobody else needs its hundred packages. */
const STRYKER = '10.1.1';
const DOMAIN = 'shared/domain';
/** Written by \`npm run zones\`, and held to what that writes. */
const WRITTEN = 'shared/domain/time/zone-data.ts';

async function main(): Promise<void> {
  const { values, positionals: rooms } = parseArgs({
    allowPositionals: true,
    options: {
      sample: { type: 'string' },
      seed: { type: 'string', default: '1' },
      minutes: { type: 'string' },
      to: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return console.log(HELP);
  const problem = problemOf(rooms, values.sample);
  if (problem !== undefined) {
    console.error(`mutate: ${problem}`);
    process.exit(2);
  }
  installTool();
  const folder = mkdtempSync(join(tmpdir(), 'vouch-mutate-'));
  try {
    const lines = values.to ?? join(folder, 'tried.jsonl');
    writeFileSync(lines, '');
    const patterns = patternsOf(rooms);
    const ranges = values.sample
      ? await drawInto(folder, patterns, Number(values.sample), values.seed)
      : undefined;
    run(folder, ranges ?? patterns, lines, Number(values.minutes ?? 1_440));
    console.log(sayScores(triedIn(lines), ranges !== undefined));
    if (ranges) console.log(`drawn with --sample ${values.sample} --seed ${values.seed}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function problemOf(rooms: string[], sample: string | undefined): string | undefined {
  const unknown = rooms.filter((room) => !existsSync(join(DOMAIN, room)));
  if (unknown.length > 0)
    return `no ${unknown.join(', ')} in ${DOMAIN}; there are ${readdirSync(DOMAIN).join(', ')}`;
  return sample === undefined || Number(sample) > 0
    ? undefined
    : `--sample ${sample} is no number of mutants`;
}

function installTool(): void {
  if (existsSync('node_modules/@stryker-mutator/vitest-runner')) return;
  const packages = ['core', 'vitest-runner'].map((name) => `@stryker-mutator/${name}@${STRYKER}`);
  execFileSync('npm', ['install', '--no-save', '--no-audit', '--no-fund', ...packages], { stdio: 'inherit' });
}

const patternsOf = (rooms: string[]): string[] =>
  (rooms.length > 0 ? rooms : ['.']).map((room) =>
    room.includes('.ts') ? join(DOMAIN, room) : join(DOMAIN, room, '**/*.{ts,tsx}'),
  );

async function drawInto(folder: string, patterns: string[], size: number, seed: string): Promise<string[]> {
  const all = await listMutants(patterns, [WRITTEN]);
  const drawn = draw(all, size, seed);
  writeFileSync(join(folder, 'drawn.json'), JSON.stringify(drawn.map(nameOf)));
  console.log(`${drawn.length} of ${all.length} mutants drawn`);
  return [...new Set(drawn.map(rangeOf))];
}

const triedIn = (file: string): Tried[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Tried]));

const settings = (folder: string, mutate: string[], isSample: boolean) => ({
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner', './test/mutate/only-drawn.ts'],
  checkers: isSample ? ['only-drawn'] : [],
  vitest: { configFile: 'test/mutate/domain.config.ts' },
  mutate: [...mutate, `!${WRITTEN}`],
  disableTypeChecks: false,
  coverageAnalysis: 'perTest',
  ignoreStatic: true,
  concurrency: 1,
  // A loop without an end is known by how often it passes a mutant; a busy machine's slow tests notice nothing.
  timeoutMS: 120_000,
  timeoutFactor: 5,
  dryRunTimeoutMinutes: 90,
  reporters: ['clear-text', 'progress-append-only', 'lines'],
  clearTextReporter: { allowColor: false, logTests: false, reportScoreTable: false, reportTests: false },
  tempDirName: join(folder, 'copy'),
});

function run(folder: string, mutate: string[], lines: string, minutes: number): void {
  const [file, drawn] = [join(folder, 'stryker.json'), join(folder, 'drawn.json')];
  writeFileSync(file, JSON.stringify(settings(folder, mutate, existsSync(drawn))));
  try {
    execFileSync(process.execPath, ['node_modules/@stryker-mutator/core/bin/stryker.js', 'run', file], {
      stdio: 'inherit',
      timeout: minutes * 60_000,
      env: { ...process.env, VOUCH_MUTANTS_DRAWN: drawn, VOUCH_MUTANTS_TRIED: lines },
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ETIMEDOUT') throw error;
    console.log(`stopped after ${minutes} minutes`);
  }
}

await main();

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { apiDocument } from '../../functions/api/document/whole-document.ts';
import { COMPILER, GENERATORS, type Generator, RUNTIMES, TSC } from './generators.ts';

type Outcome = { lines: number; errors: string[] };

/**
 * `npm run try:generators`: the document through the generators of clients that people use, each at one version, in a
 * folder of its own that is removed; what they write must compile strictly. Exits with 1 where one doesn't.
 */
function main(): void {
  const folder = mkdtempSync(join(tmpdir(), 'vouch-generators-'));
  try {
    install(folder);
    writeFileSync(join(folder, 'openapi.json'), JSON.stringify(apiDocument()));
    const outcomes = GENERATORS.map((generator) => ({ generator, outcome: tried(generator, folder) }));
    console.log(['generator', 'version', 'lines', 'compiled'].join(' · '));
    for (const { generator, outcome } of outcomes) console.log(rowOf(generator, outcome));
    process.exitCode = outcomes.every(({ outcome }) => outcome.errors.length === 0) ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function install(folder: string): void {
  const generators = GENERATORS.map(({ name, version }) => [name, version]);
  const dependencies = { ...Object.fromEntries(generators), ...RUNTIMES, ...COMPILER };
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ private: true, type: 'module', dependencies }),
  );
  const { status, said } = run(folder, 'npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts']);
  if (status !== 0) throw new Error(`try:generators: the generators could not be installed\n${said}`);
}

function tried({ name, args }: Generator, folder: string): Outcome {
  const out = join('out', name.replace(/\W+/g, '-'));
  mkdirSync(join(folder, out), { recursive: true });
  const [command = '', ...rest] = args(out);
  const made = run(folder, join(folder, 'node_modules/.bin', command), rest);
  const files = readdirSync(join(folder, out), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(out, file));
  const lines = files.reduce((sum, file) => sum + linesOf(join(folder, file)), 0);
  if (made.status !== 0 || lines === 0)
    return { lines, errors: [`it wrote nothing that can be compiled: ${made.said.trim().slice(-400)}`] };
  const compiled = run(folder, join(folder, 'node_modules/.bin/tsc'), [...TSC, ...files]);
  if (compiled.status === 0) return { lines, errors: [] };
  return { lines, errors: compiled.said.split('\n').filter((line) => /error TS\d+/.test(line)) };
}

const linesOf = (file: string): number => readFileSync(file, 'utf8').split('\n').length - 1;

function run(cwd: string, command: string, args: string[]): { status: number | null; said: string } {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    timeout: 300_000,
    maxBuffer: 64 * 1024 * 1024,
  });
  return { status, said: `${stdout ?? ''}${stderr ?? ''}${error?.message ?? ''}` };
}

function rowOf({ name, version }: Generator, { lines, errors }: Outcome): string {
  const said = errors.length === 0 ? 'yes' : `${errors.length} errors\n  ${errors.slice(0, 5).join('\n  ')}`;
  return `${name} · ${version} · ${lines} · ${said}`;
}

main();

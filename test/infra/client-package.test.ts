import { execFile, execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { serve } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROJECT_ROOT } from '../../infra/build/bundle.ts';
import { buildClient } from '../../infra/build/client.ts';
import { OPERATIONS } from '../../shared/domain/schema/operations.ts';
import { anApi } from '../support/api-builders.ts';
import { type Engine, startEngine } from '../support/engine.ts';

const run = promisify(execFile);
const FIXTURES = join(PROJECT_ROOT, 'test/fixtures/client-package');
const TSC = join(PROJECT_ROOT, 'node_modules/typescript/bin/tsc');
const MOST_GZIPPED_BYTES = 8_000;
const MOST_PACKED_BYTES = 60_000;

let engine: Engine;
let folder: string;
let packed: string;
/** A folder with nothing but what npm put there. */
let empty: string;

beforeAll(async () => {
  engine = await startEngine();
  folder = mkdtempSync(join(tmpdir(), 'client-'));
  const built = join(folder, 'built');
  buildClient(built);
  const told = execFileSync('npm', ['pack', '--json', '--pack-destination', folder], { cwd: built });
  packed = join(folder, JSON.parse(String(told))[0].filename);
  empty = join(folder, 'empty');
  mkdirSync(empty);
  writeFileSync(join(empty, 'package.json'), '{"private": true, "type": "module"}');
  execFileSync('npm', ['install', '--offline', '--no-audit', '--no-fund', packed], { cwd: empty });
  for (const name of ['use.mjs', 'use.cjs', 'use.ts'])
    copyFileSync(join(FIXTURES, `${name}.txt`), join(empty, name));
});
afterAll(() => engine.stop());

/** Every Node that is here, by its major version: our own, the machine's, and those that .ci/run brings. */
const NODES = [20, 22, 24].map((major) => ({ major, path: nodeOf(major) }));

function nodeOf(major: number): string | undefined {
  const places = [
    process.execPath,
    join(PROJECT_ROOT, `.build/nodes/${major}/node_modules/.bin/node`),
    '/usr/bin/node',
    '/usr/local/bin/node',
  ];
  return places.find(
    (place) => existsSync(place) && String(execFileSync(place, ['--version'])).startsWith(`v${major}.`),
  );
}

describe('the package in an empty folder', () => {
  it.each(NODES)('works from ESM and from CommonJS on Node $major', async ({ major, path }) => {
    if (!path) {
      expect(process.env.CI, `no Node ${major} here; .ci/run brings it`).not.toBe('true');
      return;
    }
    const api = await anApi(engine, {
      random: (count) => randomBytes(count),
      now: () => Date.now(),
    });
    const server = serve({ fetch: api.app.fetch, port: 0, hostname: '127.0.0.1' }) as Server;
    await new Promise((resolve) => server.once('listening', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    for (const [file, kind] of [
      ['use.mjs', 'esm'],
      ['use.cjs', 'cjs'],
    ] as const) {
      const { stdout } = await run(path, [file, url, api.sock.ownerKey], { cwd: empty });
      expect(stdout).toMatch(new RegExp(`^${kind} ok on v${major}\\.`));
    }
    server.close();
  });

  it.each([
    ['as a browser bundler would', ['--module', 'esnext', '--moduleResolution', 'bundler']],
    ['as Node would', ['--module', 'nodenext']],
  ])('compiles strictly, %s', async (_how, options) => {
    const strict = ['--strict', '--exactOptionalPropertyTypes', '--noUncheckedIndexedAccess', '--noEmit'];
    const args = [TSC, ...strict, '--target', 'es2022', ...options, 'use.ts'];
    const { stdout } = await run(process.execPath, args, { cwd: empty }).catch((failed) => failed);
    expect(stdout).toBe('');
  });

  it('compiles every TypeScript example of the reference', async () => {
    const page = readFileSync(join(PROJECT_ROOT, 'docs/reference.md'), 'utf8');
    const samples = [...page.matchAll(/```ts\n(.*?)```/gs)].map(([, source]) => `{\n${source}}`);
    const head =
      "import { createVouch } from 'vouch';\nconst vouch = createVouch({ baseUrl: '', apiKey: '' });\n";
    writeFileSync(join(empty, 'reference.ts'), `${head}${samples.join('\n')}\n`);
    const args = ['--strict', '--noEmit', '--target', 'es2022', '--module', 'nodenext', 'reference.ts'];
    const { stdout } = await run(process.execPath, [TSC, ...args], { cwd: empty }).catch((failed) => failed);
    expect(stdout).toBe('');
    expect(samples.length).toBeGreaterThan(120);
  });

  it('declares types that stand without those of a browser or of Node', async () => {
    writeFileSync(
      join(empty, 'bare.ts'),
      "import { createVouch } from 'vouch';\nexport const make = createVouch;\n",
    );
    const bare = ['--strict', '--noEmit', '--lib', 'es2022', '--module', 'nodenext', 'bare.ts'];
    const { stdout } = await run(process.execPath, [TSC, ...bare], { cwd: empty }).catch((failed) => failed);
    expect(stdout).toBe('');
  });

  it('is small and brings nothing along', () => {
    const manifest = JSON.parse(readFileSync(join(empty, 'node_modules/vouch/package.json'), 'utf8'));
    expect(manifest.dependencies).toBeUndefined();
    expect(manifest.private).toBeUndefined();
    expect(statSync(packed).size).toBeLessThan(MOST_PACKED_BYTES);
    const code = readFileSync(join(empty, 'node_modules/vouch/index.js'));
    expect(gzipSync(code).length).toBeLessThan(MOST_GZIPPED_BYTES);
  });
});

it('names every call once, and no body or query has a field that is a setting of a call', () => {
  const names = Object.values(OPERATIONS);
  expect(new Set(names).size).toBe(names.length);
  const types = readFileSync(join(empty, 'node_modules/vouch/index.d.cts'), 'utf8');
  expect(types.match(/^\s*"(idempotencyKey|signal|timeoutMs|query)"\??:/gm)).toBeNull();
});

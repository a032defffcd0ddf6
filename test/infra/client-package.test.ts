import { execFile, execFileSync, spawn } from 'node:child_process';
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
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { serve } from '@hono/node-server';
import jsqr from 'jsqr';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { PROJECT_ROOT } from '../../infra/build/bundle.ts';
import { buildClient } from '../../infra/build/client.ts';
import { verifyWebhook } from '../../shared/client/package.ts';
import { OPERATIONS } from '../../shared/domain/schema/operations.ts';
import { anApi } from '../support/api-builders.ts';
import { type Engine, startEngine } from '../support/engine.ts';

const run = promisify(execFile);
const FIXTURES = join(PROJECT_ROOT, 'test/fixtures/client-package');
const TSC = join(PROJECT_ROOT, 'node_modules/typescript/bin/tsc');
const MOST_GZIPPED_BYTES = 8_000;
/** Most of it the command (a reader of CSV, headings in nineteen languages, addresses of eleven platforms, the zone rules that dates of files need) and the types, which grow with the API's routes. */
const MOST_PACKED_BYTES = 160_000;

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

/** In CI all of them must be. */
function isHere(major: number, path: string | undefined): path is string {
  if (!path) expect(process.env.CI, `no Node ${major} here; .ci/run brings it`).not.toBe('true');
  return path !== undefined;
}

/** The API on a port, with its owner's key. */
async function anInstallation() {
  const api = await anApi(engine, { random: (count) => randomBytes(count), now: () => Date.now() });
  const server = serve({ fetch: api.app.fetch, port: 0, hostname: '127.0.0.1' }) as Server;
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, key: api.sock.ownerKey, close: () => server.close() };
}

/** The installed command, as a shell would start it; it sees no Vouch but the one it is told. */
async function command(args: string[], environment: Record<string, string>, node = process.execPath) {
  const { VOUCH_URL: _url, VOUCH_API_KEY: _key, ...rest } = process.env;
  const bin = join(empty, 'node_modules/.bin/vouch');
  return run(node, [bin, ...args], { cwd: empty, env: { ...rest, ...environment } }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }) => ({ code, stdout, stderr }),
  );
}

/** What a camera reads from a QR code of a terminal: two modules a character, four pixels a module. */
function scanned(lines: string[]): string | undefined {
  const rows = lines
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the colours of the terminal.
    .map((line) => [...line.replace(/\u001b\[[\d;]*m/g, '')])
    .flatMap((letters) => [
      letters.map((one) => '▀█'.includes(one)),
      letters.map((one) => '▄█'.includes(one)),
    ]);
  const size = 4;
  const width = (rows[0]?.length ?? 0) * size;
  const pixels = rows.flatMap((row) => {
    const line = row.flatMap((dark) =>
      Array<number[]>(size).fill(dark ? [0, 0, 0, 255] : [255, 255, 255, 255]),
    );
    return Array<number[][]>(size).fill(line).flat();
  });
  const read = jsqr as unknown as (
    pixels: Uint8ClampedArray,
    width: number,
    height: number,
  ) => { data: string } | null;
  return read(Uint8ClampedArray.from(pixels.flat()), width, rows.length * size)?.data;
}

describe('the package in an empty folder', () => {
  it.each(NODES)('works from ESM and from CommonJS on Node $major', async ({ major, path }) => {
    if (!isHere(major, path)) return;
    const { url, key, close } = await anInstallation();
    for (const [file, kind] of [
      ['use.mjs', 'esm'],
      ['use.cjs', 'cjs'],
    ] as const) {
      const { stdout } = await run(path, [file, url, key], { cwd: empty });
      expect(stdout).toMatch(new RegExp(`^${kind} ok on v${major}\\.`));
    }
    close();
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

  it('brings a command: a link with a QR code that reads back, keys, the check, and its mistakes told', async () => {
    const { url, key, close } = await anInstallation();
    const vouch = (...args: string[]) => command(args, { VOUCH_URL: url, VOUCH_API_KEY: key });
    const creator = { handle: '@ada', platform: 'instagram', followers: 6_200 };
    await fetch(`${url}/v1/creators`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(creator),
    });

    const made = await vouch(
      'link',
      'https://shop.example.com/socks',
      '--creator',
      'ada',
      '--placement',
      'story',
    );
    const [shortUrl = '', , ...picture] = made.stdout.trimEnd().split('\n');
    expect(made).toMatchObject({ code: 0, stderr: '' });
    expect(shortUrl).toMatch(/^https:\/\/vou\.ch\/[\w-]+$/);
    expect(scanned(picture)).toBe(`${shortUrl}?qr=1`);
    const again = await vouch('link', 'https://shop.example.com/socks', '--creator', '@Ada', '--json');
    expect(JSON.parse(again.stdout)).toMatchObject({
      destination: 'https://shop.example.com/socks',
      status: 'active',
    });

    const typed = await vouch('link', 'shop.example.com/socks?a=1', '--json');
    expect(JSON.parse(typed.stdout)).toMatchObject({ destination: 'https://shop.example.com/socks?a=1' });

    const secret =
      (await vouch('keys', 'new', 'shop', '--scope', 'conversions:write')).stdout.split('\n')[0] ?? '';
    expect(secret).toMatch(/^vouch_/);
    const listed = (await vouch('keys')).stdout;
    const id = /^(key_\w+) {2}live {2}shop /m.exec(listed)?.[1] ?? '';
    expect((await vouch('keys', 'revoke', id)).stdout).toBe(`${id} is revoked\n`);
    expect((await vouch('check')).code).toBe(1);
    expect(JSON.parse((await vouch('check', '--json')).stdout)).toMatchObject({ works: false });
    const completed = async (...words: string[]) => {
      const { stdout } = await vouch('completion', 'bash');
      const ask = `COMP_WORDS=(vouch ${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length}; _vouch; echo "\${COMPREPLY[*]}"`;
      return String(execFileSync('bash', ['-c', `${stdout}\n${ask}`])).trim();
    };
    expect(await completed('')).toBe('link report import check keys listen completion');
    expect(await completed('import', '--d')).toBe('--dry-run --dates --decimal');
    expect(await completed('import', 'f.csv', '--as', 'cr')).toBe('creators');
    expect(await completed('import', 'f.csv', '--dates', '')).toBe('dmy mdy ymd');
    expect(await completed('keys', '')).toBe('list new revoke');
    expect(await completed('import', 'f')).toBe('');
    expect(await vouch('--version')).toMatchObject({ code: 0, stdout: '0.1.0\n' });

    expect(await vouch('report')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^vouch: there is no report yet: .* POST \/v1\/reports\n$/),
    });
    expect(await vouch('lnik')).toMatchObject({
      code: 2,
      stderr: 'vouch: there is no vouch lnik; see vouch --help\n',
    });
    expect((await vouch('link', 'https://shop.example.com', '--creator', '@nobody')).stderr).toContain(
      'no creator @nobody',
    );
    const refused = await vouch('link', 'https://shop.example.com', '--slug', 'ab');
    expect(refused.stderr).toMatch(/^vouch: .*slug: .*\(request [\w-]+\)\n$/);
    for (const [said, told] of Object.entries({
      'link shop/socks': 'write it as in https://',
      'link ftp://shop.example.com/socks': 'write it as in https://',
      'listen localhost:3000': 'vouch listen http://localhost:3000/hooks/vouch',
      'check --url vou.ch': 'write it as in https://vou.ch',
      'import one.csv two.csv': 'two.csv is one too many',
      'keys revoke key_0123456789abcdef': 'vouch keys lists them',
      'check --frobnicate': "Unknown option '--frobnicate'; see vouch --help",
    }))
      expect(await vouch(...said.split(' '))).toMatchObject({
        code: 2,
        stderr: expect.stringContaining(told),
      });
    const gone = await vouch('check', '--json', '--url', 'http://127.0.0.1:1');
    expect(gone).toMatchObject({ code: 1, stderr: expect.stringContaining('and does it run?') });
    expect(JSON.parse(gone.stdout)).toMatchObject({ error: { code: 'unreachable' } });
    const badKey = await vouch('check', '--key', 'vouch_nope');
    expect(badKey).toMatchObject({ code: 1, stderr: expect.stringContaining('/app/settings/keys') });
    const data = mkdtempSync(join(folder, 'data-'));
    writeFileSync(join(data, 'running.json'), JSON.stringify({ url }));
    writeFileSync(join(data, 'owner.key'), `${key}\n`);
    expect(await command(['keys'], { VOUCH_DATA_DIR: data })).toMatchObject({ code: 0, stderr: '' });
    expect(await command(['check'], {})).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('set VOUCH_URL'),
    });
    close();
  });

  it.each(NODES)('its verbs work on Node $major', async ({ major, path }) => {
    if (!isHere(major, path)) return;
    const { url, key, close } = await anInstallation();
    const vouch = (...args: string[]) => command(args, { VOUCH_URL: url, VOUCH_API_KEY: key }, path);
    writeFileSync(join(empty, 'some.csv'), 'Handle;Platform;Followers\n@ada;ig;1.200\n');
    for (const told of ['1 new, 0 changed, 0 as before', '0 new, 0 changed, 1 as before'])
      expect(await vouch('import', 'some.csv')).toMatchObject({ code: 0, stdout: `${told}, 0 refused\n` });
    const made = await vouch('link', 'https://shop.example.com/socks', '--creator', '@ada');
    const [shortUrl, , ...picture] = made.stdout.trimEnd().split('\n');
    expect([made.code, made.stderr, scanned(picture)]).toEqual([0, '', `${shortUrl}?qr=1`]);
    expect((await vouch('keys', 'new', 'shop', '--scope', 'conversions:write')).stdout).toMatch(/^vouch_/);
    expect(JSON.parse((await vouch('check', '--json')).stdout)).toMatchObject({ works: false });
    expect((await vouch('completion', 'zsh')).stdout).toContain('import');
    expect(await vouch('report', '--json')).toMatchObject({ code: 2 });
    close();
  });

  it('its import brings a file in, from an empty folder', async () => {
    const { url, key, close } = await anInstallation();
    writeFileSync(join(empty, 'creators.csv'), 'Handle;Platform;Followers\n@imported;ig;1.200\n');
    const given = { VOUCH_URL: url, VOUCH_API_KEY: key };
    const first = await command(['import', 'creators.csv'], given);
    expect(first).toMatchObject({ code: 0, stdout: '1 new, 0 changed, 0 as before, 0 refused\n' });
    expect(first.stderr).toContain('Followers → followers');
    expect(await command(['import', 'creators.csv'], given)).toMatchObject({
      stdout: '0 new, 0 changed, 1 as before, 0 refused\n',
    });
    expect(await command(['import', 'nowhere.csv'], given)).toMatchObject({ code: 2 });
    const { stdout } = await command(
      ['link', 'https://shop.example.com/x', '--creator', '@imported', '--json'],
      given,
    );
    const link = JSON.parse(stdout);
    const creators = await fetch(`${url}/v1/creators?q=imported`, {
      headers: { authorization: `Bearer ${key}` },
    });
    const [creator] = (await creators.json()).data;
    const byId = await command(
      ['link', 'https://shop.example.com/x', '--creator', creator.id, '--json'],
      given,
    );
    expect(JSON.parse(byId.stdout).destination).toBe(link.destination);
    close();
  });

  it.each(NODES)(
    'its listen brings events to a program here on Node $major, signed, and takes its webhook away again',
    async ({ major, path }) => {
      if (!isHere(major, path)) return;
      const { url, key, close } = await anInstallation();
      const got: { headers: IncomingHttpHeaders; body: string }[] = [];
      const receiver = createServer(async (request, response) => {
        let body = '';
        for await (const chunk of request.setEncoding('utf8')) body += chunk;
        got.push({ headers: request.headers, body });
        response.end();
      });
      await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
      const forward = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hooks`;
      const child = spawn(path, [join(empty, 'node_modules/.bin/vouch'), 'listen', forward], {
        env: { ...process.env, VOUCH_URL: url, VOUCH_API_KEY: key },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let told = '';
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        told += text;
      });
      await vi.waitFor(() => expect(told).toContain('their secret: whsec_'), 20_000);
      const secret = /whsec_\S+/.exec(told)?.[0] ?? '';
      const ask = (path: string, body: object) =>
        fetch(url + path, {
          method: 'POST',
          headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
          body: JSON.stringify(body),
        });
      await ask('/v1/conversions', {
        kind: 'lead',
        externalId: 'lead-1',
        occurredAt: new Date().toISOString(),
      });
      await vi.waitFor(() => expect(got).toHaveLength(1), 20_000);
      const event = await verifyWebhook(got[0]?.body ?? '', got[0]?.headers ?? {}, secret);
      expect(event).toMatchObject({ type: 'conversion.created', data: { externalId: 'lead-1' } });
      child.kill('SIGINT');
      const code = await new Promise((resolve) => child.once('close', resolve));
      expect(code).toBe(0);
      const left = await fetch(`${url}/v1/webhooks`, { headers: { authorization: `Bearer ${key}` } });
      expect(await left.json()).toMatchObject({ data: [] });
      receiver.close();
      close();
    },
  );

  it('is small and brings nothing along', () => {
    const manifest = JSON.parse(readFileSync(join(empty, 'node_modules/vouch/package.json'), 'utf8'));
    expect(manifest.dependencies).toBeUndefined();
    expect(manifest.private).toBeUndefined();
    const licences = readFileSync(join(empty, 'node_modules/vouch/THIRD-PARTY-LICENSES'), 'utf8');
    for (const name of ['csv-parse', 'qrcode'])
      expect(licences).toMatch(new RegExp(`^${name}$[^]*?MIT`, 'm'));
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

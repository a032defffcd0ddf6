import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { previousWeek, weekOf } from '../../../shared/domain/time/week.ts';
import { firstMatch, type RunningProduct, startProduct } from '../../bench/product.ts';

let product: RunningProduct;
beforeAll(async () => {
  product = await startProduct(undefined, { VOUCH_TRUST_PROXY: 'off' });
}, 60_000);
afterAll(async () => {
  await product.kill('SIGTERM');
  product.remove();
});

const keyIn = (name: string): string => readFileSync(join(product.folder, name), 'utf8').trim();

/** As fetch, but with a Host of the caller's choice. */
function ask(path: string, headers: Record<string, string> = {}, to = product.url): Promise<number> {
  return new Promise((resolve, reject) => {
    request(to + path, { headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}

describe('what listens', () => {
  it.runIf(process.platform === 'linux')(
    'is one port, the one that was asked for: the engine has none',
    () => {
      const ports = listeningPorts(product.process.pid ?? 0);
      expect(ports).toEqual([Number(new URL(product.url).port)]);
    },
  );

  it('the engine answers behind a socket in the closed folder', () => {
    const { engine } = JSON.parse(keyIn('running.json')) as { engine: { socketPath: string } };
    expect(statSync(engine.socketPath).isSocket()).toBe(true);
    expect(engine.socketPath.startsWith(product.folder)).toBe(true);
    expect(statSync(product.folder).mode & 0o777).toBe(0o700);
  });
});

describe('the outbox', () => {
  it('is shown to this machine, under a name of this machine', async () => {
    expect(await ask('/outbox')).toBe(200);
    expect(await ask('/outbox', { host: 'localhost' })).toBe(200);
  });

  it.each([
    ['a web page whose name points here', { host: 'evil.example' }],
    ['somebody behind a proxy', { 'x-forwarded-for': '203.0.113.9' }],
    ['somebody behind another proxy', { via: '1.1 front' }],
    ['an owner’s key', { host: 'vou.ch', authorization: 'owner' }],
  ])('is closed to %s', async (_who, headers: Record<string, string>) => {
    if (headers.authorization) headers.authorization = `Bearer ${keyIn('owner.key')}`;
    for (const path of ['/outbox', '/outbox/dlv_1/raw', '/outbox/newest-report'])
      expect([401, 403]).toContain(await ask(path, headers));
  });

  it('opens to the operator’s key from anywhere', async () => {
    const authorization = `Bearer ${keyIn('operator.key')}`;
    expect(await ask('/outbox', { host: 'vou.ch', authorization })).toBe(200);
  });

  it('is off with a mail server, unless asked for', async () => {
    const server = { VOUCH_SMTP_URL: 'smtp://127.0.0.1:1', VOUCH_TRUST_PROXY: 'off' };
    const off = await startProduct(undefined, server);
    expect(await ask('/outbox', {}, off.url)).toBe(404);
    await off.kill('SIGTERM');
    const on = await startProduct(off.folder, { ...server, VOUCH_OUTBOX: 'on' });
    expect(await ask('/outbox', {}, on.url)).toBe(200);
    await on.kill('SIGTERM');
    on.remove();
  });
});

describe('shared reports', () => {
  it('a start shares nothing; what was shared is listed and taken back', async () => {
    const week = previousWeek(weekOf(Date.now(), 'Europe/Berlin'));
    const { body: report } = await product.api('POST', '/v1/reports', { week });
    const again = await restarted();
    expect((await again.api('GET', '/v1/shares')).body.data).toEqual([]);
    expect(await ask('/outbox/newest-report')).toBe(200);

    const { body: share } = await again.api('POST', `/v1/reports/${report.id}/shares`, {});
    expect((await again.api('GET', '/v1/shares')).body.data).toMatchObject([
      { id: share.id, reportId: report.id, showSpend: false },
    ]);
    expect((await fetch(String(share.url))).status).toBe(200);
    const authorization = `Bearer ${keyIn('owner.key')}`;
    const taken = await fetch(`${again.url}/v1/shares/${share.id}`, {
      method: 'DELETE',
      headers: { authorization },
    });
    expect(taken.status).toBe(204);
    expect((await fetch(String(share.url))).status).toBe(404);
    expect((await again.api('GET', '/v1/shares')).body.data).toEqual([]);
  });
});

describe('keys', () => {
  it('a start with two live owner keys changes neither; the command and the operator make more', async () => {
    const before = keyIn('owner.key');
    await product.api('POST', '/v1/api-keys', { name: 'owner', scopes: ['admin'] });
    const again = await restarted();
    expect(keyIn('owner.key')).toBe(before);
    expect((await again.api('GET', '/v1/brand')).status).toBe(200);

    const refused = await keys('new');
    expect(refused).toMatchObject({
      code: 2,
      said: expect.stringContaining('two live keys are named owner'),
    });
    const made = await keys('new', '--name', 'second', '--save');
    expect(made.code).toBe(0);
    expect(keyIn('owner.key')).toBe(made.said.trim().split('\n').at(-1));

    const { body: brand } = await again.api('GET', '/v1/brand');
    const issued = await fetch(`${again.url}/v1/brands/${brand.id}/api-keys`, {
      method: 'POST',
      headers: { authorization: `Bearer ${keyIn('operator.key')}`, 'content-type': 'application/json' },
      body: '{"name":"way back in"}',
    });
    const { secret } = (await issued.json()) as { secret: string };
    expect(issued.status).toBe(201);
    expect(await ask('/v1/brand', { authorization: `Bearer ${secret}` })).toBe(200);

    const { said } = await keys('list');
    const id = /(key_\w+) {2}live {5}second/.exec(said)?.[1] ?? '';
    expect((await keys('revoke', id)).code).toBe(0);
    expect(await ask('/v1/brand', { authorization: `Bearer ${keyIn('owner.key')}` })).toBe(401);
  });
});

describe('stopping', () => {
  it('npm start ends with its npm within two seconds, and lets go of the folder', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'vouch-npm-'));
    const npm = spawn('npm', ['start', '--', '--empty'], {
      env: { ...process.env, PORT: '0', VOUCH_DATA_DIR: folder, NODE_NO_WARNINGS: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const url = await firstMatch(npm, /(http:\/\/[^/\s]+)\/v1/);
    const began = Date.now();
    npm.kill('SIGTERM');
    while (await answers(url)) {
      if (Date.now() - began > 10_000) break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(Date.now() - began).toBeLessThan(3_000);
    while (readdirSync(folder).includes('running.json') && Date.now() - began < 5_000)
      await new Promise((resolve) => setTimeout(resolve, 50));
    expect(readdirSync(folder)).not.toContain('running.json');
    rmSync(folder, { recursive: true });
  });
});

const answers = (url: string): Promise<boolean> =>
  fetch(`${url}/healthz`).then(
    () => true,
    () => false,
  );

async function restarted(): Promise<RunningProduct> {
  await product.kill('SIGTERM');
  product = await startProduct(product.folder, { VOUCH_TRUST_PROXY: 'off' });
  return product;
}

function keys(...args: string[]): Promise<{ code: number | null; said: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['infra/local/run.mjs', 'commands/keys', ...args], {
      env: { ...process.env, VOUCH_DATA_DIR: product.folder, NODE_NO_WARNINGS: '1' },
    });
    let said = '';
    child.stdout.on('data', (chunk) => (said += chunk));
    child.stderr.on('data', (chunk) => (said += chunk));
    child.once('close', (code) => resolve({ code, said }));
  });
}

/** TCP ports on which a process listens, by the inodes of its sockets. */
function listeningPorts(pid: number): number[] {
  const inodes = new Set(
    readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      try {
        return /socket:\[(\d+)\]/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1] ?? [];
      } catch {
        return [];
      }
    }),
  );
  const ports: number[] = [];
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
    for (const line of readFileSync(table, 'utf8').split('\n').slice(1)) {
      const [, local = '', , state, , , , , , inode = ''] = line.trim().split(/\s+/);
      if (state === '0A' && inodes.has(inode)) ports.push(Number.parseInt(local.split(':')[1] ?? '', 16));
    }
  }
  return ports;
}

import { createServer, type IncomingMessage, request as plainly, type Server } from 'node:http';
import { request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { redirectTo } from '../../functions/redirect/answers.ts';
import type { LinkRequest } from '../../functions/redirect/redirect.ts';
import { createLocalServer } from '../../infra/local/server.ts';
import { readProxyTrust } from '../../shared/domain/click/client-address.ts';
import { readPath } from '../../shared/domain/link/read-path.ts';
import { behindASocket } from '../support/behind-a-socket.ts';
import { type Front, type FrontName, freePort, isInstalled, KINDS, startFront } from './front.ts';

const names = Object.keys(KINDS) as FrontName[];

it('are all installed where CI runs: `.ci/run` does so; elsewhere those that are not say so below', () => {
  if (process.env.CI === 'true') expect(names.filter((name) => !isInstalled(name))).toEqual([]);
});

/** A host that a brand has proved: served by a front that asks. */
const OWN = 'go.ada-socks.com';

/** What our own server makes of each request that a front hands on. */
let arrived: (LinkRequest & { host: string | undefined })[] = [];
let posted: number[] = [];
let ours: Server;
let behind: Awaited<ReturnType<typeof behindASocket>>;
/** Reads a request on a connection that it has used before, and is gone: a restart's moment. */
let dying: Server;
let delivered = 0;
const [upstream, upstreamThatDies] = [() => portOf(ours), () => portOf(dying)];
const portOf = (server: Server): number => (server.address() as AddressInfo).port;

beforeAll(async () => {
  const trustProxy = readProxyTrust('loopback');
  if (!trustProxy) throw new Error('loopback is a form of trust');
  behind = await behindASocket(async (asked) => {
    const { pathname, searchParams } = new URL(asked.url);
    if (pathname === '/v1/domains/served')
      return new Response('', { status: searchParams.get('domain') === OWN ? 200 : 404 });
    posted.push((await asked.arrayBuffer()).byteLength);
    return new Response('ours');
  });
  ours = createLocalServer({
    redirect: async (asked) => {
      arrived.push({ ...asked, host: asked.headers.host });
      return redirectTo('https://shop.example/socks');
    },
    others: behind.others,
    trustProxy,
  });
  dying = createServer((asked, answer) => {
    if (asked.url === '/warm') return answer.writeHead(302, { location: 'https://shop.example/' }).end();
    delivered++;
    return asked.socket.destroy();
  });
  for (const server of [ours, dying])
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
beforeEach(() => {
  arrived = [];
  posted = [];
  delivered = 0;
});
afterAll(() => {
  ours.close();
  dying.close();
  behind.close();
});

type Answer = { status: number; headers: Record<string, unknown>; body: string };

/** Slashes, letters and signs that a front may think it should tidy; the last is the page of where a link leads. */
const PATHS = [
  '/warm%2Fx',
  '//warm',
  '/w%41rm',
  '/warm|x',
  '/warm.',
  '/warm%20x',
  '/%E2%80%9Cwarm%E2%80%9D',
  '/warm%2B',
];

function askPlainly(port: number, path: string, host = 'go.example.com'): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    plainly({ host: '127.0.0.1', port, path, headers: { host }, agent: false }, (answer) =>
      answer.resume().on('end', () => resolve(answer)),
    )
      .on('error', reject)
      .end();
  });
}

/** Asks over TLS, by the authority that the front's certificate has; the path goes out as it is written here. */
function ask(
  front: Front,
  path: string,
  { method = 'GET', headers = {}, body = '', host = 'go.example.com' } = {},
): Promise<Answer> {
  const about = { host: '127.0.0.1', port: front.port, servername: host, ca: front.certificate };
  return new Promise((resolve, reject) => {
    const asking = request(
      { ...about, path, method, headers: { host, ...headers }, agent: false },
      (answer) => {
        let text = '';
        answer.on('data', (chunk) => (text += chunk));
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: text }),
        );
      },
    );
    asking.on('error', reject);
    asking.end(body);
  });
}

/** As a browser does: a page that asks for it is loaded again. */
async function tapUntilThere(front: Front): Promise<number> {
  for (let tries = 0; ; tries++) {
    const { status, headers, body } = await ask(front, '/warm');
    const again = headers.refresh !== undefined || body.includes('http-equiv=refresh');
    if (!again || tries > 5) return status;
    await sleep(2_000);
  }
}

describe.each(names)('%s with the file of the kit (skipped where it is not installed)', (name) => {
  const installed = isInstalled(name);
  let front: Front;
  beforeAll(async () => {
    if (installed) front = await startFront(name, upstream());
  }, 30_000);
  afterAll(async () => front?.stop());

  it.runIf(installed)(
    'hands each tap on, as it was asked for, with its Host, and keeps no answer',
    async () => {
      const asked = '/Warm-1?a=%2B%2F&b=//x&vclid=?';
      const first = await ask(front, asked);
      const second = await ask(front, asked);
      for (const { status, headers } of [first, second]) {
        expect(status).toBe(302);
        expect(headers).toMatchObject({
          location: 'https://shop.example/socks',
          'cache-control': 'private, no-store',
        });
      }
      expect(arrived.map(({ method, path, query, host }) => ({ method, path, query, host }))).toEqual(
        Array(2).fill({
          method: 'GET',
          path: '/Warm-1',
          query: 'a=%2B%2F&b=//x&vclid=?',
          host: 'go.example.com',
        }),
      );
    },
  );

  it.runIf(installed)('leaves a path the meaning that it has without a front', async () => {
    const readings = async (how: (path: string) => Promise<unknown>) => {
      arrived = [];
      posted = [];
      for (const path of PATHS) await how(path);
      return { links: arrived.map(({ path }) => readPath(path)), others: posted.length };
    };
    const direct = await readings((path) => askPlainly(upstream(), path));
    expect(direct.links).toHaveLength(PATHS.length - 1);
    expect(await readings((path) => ask(front, path))).toEqual(direct);
  });

  it.runIf(installed)('hands HEAD on as HEAD', async () => {
    await ask(front, '/warm', { method: 'HEAD' });
    expect(arrived.map(({ method }) => method)).toEqual(['HEAD']);
  });

  it.runIf(installed)('says the follower’s address, and not what the follower says of it', async () => {
    const headers = { 'x-forwarded-for': '203.0.113.9, 127.0.0.1', forwarded: 'for=203.0.113.9' };
    await ask(front, '/warm', { headers });
    await ask(front, '/warm');
    expect(arrived.map(({ address }) => address)).toEqual(['127.0.0.1', '127.0.0.1']);
    expect(arrived[0]?.headers['x-forwarded-for']).toBe('127.0.0.1');
  });

  it.runIf(installed)('takes what Vouch takes, and ends what is far beyond', async () => {
    const path = '/v1/posts';
    const allowed = await ask(front, path, { method: 'POST', body: 'x'.repeat(1_000_000) });
    expect([allowed.status, posted]).toEqual([200, [1_000_000]]);
    const delivery = await ask(front, '/v1/hooks/shopify/a', { method: 'POST', body: 'x'.repeat(4_500_000) });
    expect([delivery.status, posted.pop()]).toEqual([200, 4_500_000]);
    const outcome = await ask(front, path, { method: 'POST', body: 'x'.repeat(5_000_000) }).catch(
      () => 'closed',
    );
    expect(outcome === 'closed' ? 413 : (outcome as Answer).status).toBe(413);
    expect(posted.filter((bytes) => bytes > 1_000_000)).toEqual([]);
  });

  it.runIf(installed)('leads from http to https, and serves no other name', async () => {
    const asked = await askPlainly(front.plain, '/warm?a=1');
    expect([301, 302, 308]).toContain(asked.statusCode);
    expect(asked.headers.location).toMatch(/^https:\/\/go\.example\.com(:\d+)?\/warm\?a=1$/);
    const other = await askPlainly(front.plain, '/warm', 'forgotten.example.com');
    expect(other.statusCode).toBeGreaterThanOrEqual(300);
    expect(arrived).toEqual([]);
  });

  // The others take each certificate by hand.
  if (name === 'caddy')
    it.runIf(installed)(
      'gets a certificate for a host that a brand has proved, and for no other',
      async () => {
        const own = await ask(front, '/warm', { host: OWN });
        expect([own.status, arrived.map(({ host }) => host)]).toEqual([302, [OWN]]);
        const plain = await askPlainly(front.plain, '/warm?a=1', OWN);
        expect(plain.headers.location).toBe(`https://${OWN}/warm?a=1`);
        await expect(ask(front, '/warm', { host: 'stranger.example.com' })).rejects.toThrow();
        expect((await askPlainly(front.plain, '/warm', 'stranger.example.com')).statusCode).toBe(404);
      },
    );

  it.runIf(installed)(
    'brings who taps while Vouch starts again there, once',
    async () => {
      const port = await freePort();
      const before = await startFront(name, port);
      const tapping = tapUntilThere(before);
      await sleep(1_200);
      const starting = createServer((_asked, answer) => {
        delivered++;
        answer.writeHead(302, { location: 'https://shop.example/' }).end();
      });
      await new Promise<void>((resolve) => starting.listen(port, '127.0.0.1', resolve));
      expect(await tapping).toBe(302);
      expect(delivered).toBe(1);
      starting.close();
      await before.stop();
    },
    20_000,
  );

  it.runIf(installed)('delivers a tap once whose connection ends before its answer', async () => {
    const before = await startFront(name, upstreamThatDies());
    for (let warm = 0; warm < 3; warm++) expect((await ask(before, '/warm')).status).toBe(302);
    const { status } = await ask(before, '/dies');
    await before.stop();
    expect(status).toBeGreaterThanOrEqual(500);
    expect(delivered).toBe(1);
  });
});

import type { Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { FILES, redirectTo } from '../../../functions/redirect/answers.ts';
import { createLocalServer } from '../../../infra/local/server.ts';
import { behindASocket } from '../../support/behind-a-socket.ts';

let server: Server;
let behind: Awaited<ReturnType<typeof behindASocket>>;
/** What arrived at either side. */
let arrived: string[] = [];

beforeAll(async () => {
  behind = await behindASocket((request) => {
    const { pathname, search } = new URL(request.url);
    arrived.push(`ours ${request.method} ${pathname}${search}`);
    return new Response('ours');
  });
  server = createLocalServer({
    redirect: async ({ method, path, query }) => {
      arrived.push(`link ${method} ${path} ${query}`.trim());
      return path === '/favicon.ico' ? FILES.favicon : redirectTo('https://shop.example/');
    },
    others: behind.others,
    trustProxy: { kind: 'nobody' },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
beforeEach(() => {
  arrived = [];
});
afterAll(() => {
  server.close();
  behind.close();
});

/** The bytes as a proxy would write them; answers the whole of what came back. */
function ask(request: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1', () =>
      socket.write(Buffer.from(request.replaceAll('\n', '\r\n'), 'latin1')),
    );
    socket.on('data', (part) => parts.push(part));
    socket.on('end', () => resolve(Buffer.concat(parts)));
    socket.on('error', reject);
  });
}
const HOST = 'Host: go.example\nConnection: close\n\n';

it.each([
  ['as browsers write it', `GET /warm?a=1 HTTP/1.1\n${HOST}`, 'link GET /warm a=1'],
  [
    'in the absolute form that HAProxy forwards',
    `GET http://go.example:80/warm?a=1 HTTP/1.1\n${HOST}`,
    'link GET /warm a=1',
  ],
  ['without a Host, as nginx’s bare proxy_pass may', 'GET /warm HTTP/1.0\n\n', 'link GET /warm'],
  ['with slashes that nobody merged', `GET //warm HTTP/1.1\n${HOST}`, 'link GET /warm'],
  ['with letters that nobody unescaped', `GET /%77arm HTTP/1.1\n${HOST}`, 'link GET /warm'],
  [
    'with a Host that no URL can hold',
    'GET /warm HTTP/1.1\nHost: a b\nConnection: close\n\n',
    'link GET /warm',
  ],
])('a link is followed %s', async (_how, request, expected) => {
  expect((await ask(request)).toString()).toMatch(/^HTTP\/1\.1 302 /);
  expect(arrived).toEqual([expected]);
});

it.each([
  ['GET http://go.example/v1/links?a=%2F HTTP/1.1', 'ours GET /v1/links?a=%2F'],
  ['GET //v1//links HTTP/1.1', 'ours GET /v1/links'],
  ['GET /%761/links HTTP/1.1', 'ours GET /v1/links'],
  ['GET /warm%2B?x HTTP/1.1', 'ours GET /warm/preview?x'],
])('%s reaches the API and the pages', async (line, expected) => {
  expect((await ask(`${line}\n${HOST}`)).toString()).toMatch(/^HTTP\/1\.1 200 /);
  expect(arrived).toEqual([expected]);
});

it('the API answers HTTP/1.0 without a Host', async () => {
  expect((await ask('GET /healthz HTTP/1.0\n\n')).toString()).toMatch(/^HTTP\/1\.1 200 /);
  expect(arrived).toEqual(['ours GET /healthz']);
});

it('the favicon is sent as bytes', async () => {
  const answer = await ask(`GET /favicon.ico HTTP/1.1\n${HOST}`);
  expect(answer.subarray(answer.indexOf('\r\n\r\n') + 4, -1).subarray(0, 4)).toEqual(
    Buffer.from([0, 0, 1, 0]),
  );
  expect(answer.indexOf('\x89PNG', 0, 'latin1')).toBeGreaterThan(0);
});

import { request, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono } from 'hono';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { originOf } from '../../../../infra/local/api/api-server.ts';
import type { Behind } from '../../../../infra/local/api/hand-over.ts';
import { createLocalServer } from '../../../../infra/local/server.ts';
import { behindASocket } from '../../../support/behind-a-socket.ts';

const CHUNK = 64 * 1024;
const nothing = async () => {};

let front: Server;
let back: Awaited<ReturnType<typeof behindASocket>>;
let heard: string[];
/** Filled while the thread behind works. */
let seen: { pulled: number; gone: string[]; peers: string[]; dropped: boolean };
let ready: () => Promise<void>;

beforeEach(async () => {
  [heard, ready] = [[], nothing];
  seen = { pulled: 0, gone: [], peers: [], dropped: false };
  const behind: Partial<Behind> = { ready: () => ready(), hear: () => heard.push('heard') };
  back = await behindASocket(app().fetch as Parameters<typeof behindASocket>[0], behind);
  front = createLocalServer({
    redirect: () => Promise.reject(new Error('no link is followed here')),
    others: back.others,
    trustProxy: { kind: 'nobody' },
  });
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  front.closeAllConnections();
  front.close();
  back.close();
});

/** Routes as the product has them: bodies read, answers streamed, clients that go. */
function app() {
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.use(async (c, next) => {
    const { peer, name } = originOf(c.env);
    seen.peers.push(peer);
    await next();
    name('/v1/pattern');
  });
  app.all('/v1/echo', async (c) => {
    c.header('set-cookie', 'a=1');
    c.header('set-cookie', 'b=2', { append: true });
    return c.json({ method: c.req.method, query: c.req.query('q'), body: await c.req.text() });
  });
  app.get('/v1/old', (c) => c.body(null, 304, { etag: '"x"' }));
  app.get('/v1/endless', (c) => {
    c.req.raw.signal.addEventListener('abort', () => seen.gone.push('endless'));
    return c.body(
      new ReadableStream({
        pull: (controller) => {
          seen.pulled++;
          controller.enqueue(new Uint8Array(CHUNK));
        },
        cancel: () => {
          seen.dropped = true;
        },
      }),
    );
  });
  app.post('/v1/small', (c) => c.json({ code: 'too-large' }, 413));
  app.get('/v1/dies', (c) => {
    c.env.outgoing.writeHead(200, { 'content-length': 100 });
    c.env.outgoing.write('half', () => c.env.incoming.socket.destroy());
    return RESPONSE_ALREADY_SENT;
  });
  return app;
}

const url = (path: string): string => `http://127.0.0.1:${(front.address() as AddressInfo).port}${path}`;

/** The bytes as they are written; answers all that came back until the other side ended. */
function ask(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect((front.address() as AddressInfo).port, '127.0.0.1', () =>
      socket.write(text.replaceAll('\n', '\r\n')),
    );
    socket.setEncoding('utf8');
    socket.on('data', (part) => {
      answer += part;
    });
    socket.on('end', () => resolve(answer));
    socket.on('error', reject);
  });
}

const ENDS = 'Host: go.example\nConnection: close\n';

it.each([
  ['GET /v1/echo?q=%2F', `GET /v1/echo?q=%2F HTTP/1.1\n${ENDS}\n`, { query: '/', body: '' }],
  [
    'a body of a known length',
    `POST /v1/echo HTTP/1.1\n${ENDS}Content-Length: 5\n\nwords`,
    { body: 'words' },
  ],
  [
    'a body in pieces',
    `POST /v1/echo HTTP/1.1\n${ENDS}Transfer-Encoding: chunked\n\n5\nwords\n3\n or\n0\n\n`,
    { body: 'words or' },
  ],
  [
    'DELETE with a body in pieces',
    `DELETE /v1/echo HTTP/1.1\n${ENDS}Transfer-Encoding: chunked\n\n5\nwords\n0\n\n`,
    { method: 'DELETE', body: 'words' },
  ],
  ['a body of no length', `POST /v1/echo HTTP/1.1\n${ENDS}Content-Length: 0\n\n`, { body: '' }],
  [
    'an expectation',
    `PUT /v1/echo HTTP/1.1\n${ENDS}Expect: 100-continue\nContent-Length: 2\n\nab`,
    { method: 'PUT', body: 'ab' },
  ],
  ['HTTP/1.0 without a Host', 'POST /v1/echo HTTP/1.0\nContent-Length: 2\n\nab', { body: 'ab' }],
])('%s arrives as it was sent', async (_how, text, expected) => {
  const answer = await ask(text);
  expect(answer).toMatch(/HTTP\/1\.1 200 OK\r\n/);
  expect(JSON.parse(answer.slice(answer.indexOf('{')))).toMatchObject(expected);
  expect(answer.match(/set-cookie: [ab]=\d/gi)).toHaveLength(2);
  expect(answer).not.toContain('x-vouch');
});

it('answers without a body stay without one', async () => {
  expect(await ask(`HEAD /v1/echo HTTP/1.1\n${ENDS}\n`)).toMatch(/^HTTP\/1\.1 200 [\s\S]*\r\n\r\n$/);
  expect(await ask(`GET /v1/old HTTP/1.1\n${ENDS}\n`)).toMatch(
    /^HTTP\/1\.1 304 [\s\S]*etag: "x"[\s\S]*\r\n\r\n$/i,
  );
});

it('nobody can say who they are: the other end of the connection is what the listener saw', async () => {
  await fetch(url('/v1/echo'), { headers: { 'X-Vouch-Peer': '203.0.113.9' } });
  expect(seen.peers).toEqual(['127.0.0.1']);
});

it('what the thread told before it answered is heard before the answer leaves', async () => {
  await fetch(url('/v1/echo'));
  expect(heard).toEqual(['heard']);
});

it('a reader who stops is not read ahead for, and one who goes ends it', async () => {
  const asked = request(url('/v1/endless'), (answer) => answer.once('readable', () => answer.read(1)));
  asked.on('error', () => {});
  asked.end();
  await vi.waitFor(() => expect(seen.pulled).toBeGreaterThan(5));
  await settled(() => seen.pulled);
  expect(seen.pulled * CHUNK).toBeLessThan(32 * 1024 * 1024);
  asked.destroy();
  await vi.waitFor(() => expect(seen.dropped).toBe(true));
  expect(seen.gone).toEqual(['endless']);
});

it('a refusal reaches who is still sending, and the connection ends', async () => {
  const answer = await ask(
    `POST /v1/small HTTP/1.1\nHost: go.example\nContent-Length: 50000000\n\n${'x'.repeat(200_000)}`,
  );
  expect(answer).toMatch(/^HTTP\/1\.1 413 [\s\S]*too-large/);
});

it('a request waits for a thread that starts', async () => {
  let start = (): void => {};
  const started = new Promise<void>((resolve) => {
    start = resolve;
  });
  ready = () => started;
  const asked = fetch(url('/v1/echo'), { method: 'POST', body: 'kept' });
  expect(await Promise.race([asked.then(() => 'answered'), soon()])).toBe('waits');
  start();
  expect(await (await asked).json()).toMatchObject({ body: 'kept' });
});

it('an answer that breaks off is cut, never made to look whole', async () => {
  const answer = await fetch(url('/v1/dies'));
  await expect(answer.text()).rejects.toThrow();
});

it('a thread that is gone is told as 503 with when to come again', async () => {
  back.close();
  const answer = await fetch(url('/v1/echo'), { method: 'POST', body: 'x' });
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '2']);
  expect(await answer.json()).toMatchObject({ code: 'busy', status: 503 });
});

/** Until it is the same for a while. */
async function settled(read: () => number): Promise<void> {
  let before = -1;
  while (before !== read()) {
    before = read();
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const soon = () => new Promise<string>((resolve) => setTimeout(() => resolve('waits'), 50));

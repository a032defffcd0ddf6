import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createLineWire } from '../../../../infra/local/engine/line-wire.ts';

const folder = mkdtempSync(join(tmpdir(), 'vouch-lines-'));
const socketPath = join(folder, 'engine.sock');
type Asked = { number: number; operation: string; body: unknown; socket: Socket };
let server: Server;
/** Calls as they came, whole, on whichever connection. */
let heard: Asked[];
let answer: (asked: Asked) => void;
let connections = 0;

beforeAll(async () => {
  server = createServer((socket) => {
    connections++;
    let text = '';
    socket.on('error', () => {});
    socket.on('data', (piece) => {
      text = (text + piece).replace(/^GET[\s\S]*?\r\n\r\n/, '');
      for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n')) {
        const [number, operation, body] = JSON.parse(text.slice(0, end));
        text = text.slice(end + 1);
        const asked = { number, operation, body, socket };
        heard.push(asked);
        answer(asked);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(socketPath, resolve));
});
beforeEach(() => {
  heard = [];
  answer = () => {};
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

const say = ({ number, socket }: Asked, status: number, told: object) =>
  socket.write(`[${number},${status},${JSON.stringify(told)}]\n`);
const eventually = async (calls: number) => {
  while (heard.length < calls) await new Promise((resolve) => setTimeout(resolve, 5));
};

it('gives each call its own answer, in whatever order and pieces they come', async () => {
  const call = createLineWire(socketPath);
  const before = connections;
  const both = Promise.all([call('GetItem', { text: 'a\nb' }), call('Query', {})]);
  await eventually(2);
  expect(heard.map(({ operation, body }) => [operation, body])).toEqual([
    ['GetItem', { text: 'a\nb' }],
    ['Query', {}],
  ]);
  const [first, second] = heard as [Asked, Asked];
  say(second, 200, { of: 'ü'.repeat(40_000) });
  say(first, 200, { of: 'first' });
  expect(await both).toEqual([{ of: 'first' }, { of: 'ü'.repeat(40_000) }]);
  expect(connections).toBe(before + 1);
  heard[0]?.socket.destroy();
});

it('tells a refusal by its word, and whoever waits on a connection that breaks; the next call opens another', async () => {
  const call = createLineWire(socketPath);
  answer = (asked) => say(asked, 400, { __type: 'com.amazonaws.dynamodb.v20120810#ThrottlingException' });
  await expect(call('PutItem', {})).rejects.toMatchObject({ code: 'ThrottlingException', status: 400 });
  answer = ({ socket }) => socket.destroy();
  await expect(call('PutItem', {})).rejects.toMatchObject({ code: 'NoAnswer' });
  answer = (asked) => say(asked, 200, { now: true });
  expect(await call('PutItem', {})).toEqual({ now: true });
  heard.at(-1)?.socket.destroy();
});

it('gives up what hears nothing for too long, what its caller gives up, and what nobody listens to', async () => {
  await expect(createLineWire(socketPath, 50)('Query', {})).rejects.toMatchObject({ code: 'NoAnswer' });
  const call = createLineWire(socketPath);
  const stopping = new AbortController();
  const given = call('Query', {}, stopping.signal);
  stopping.abort();
  await expect(given).rejects.toMatchObject({ name: 'AbortError' });
  await expect(call('Query', {}, stopping.signal)).rejects.toMatchObject({ name: 'AbortError' });
  await expect(createLineWire(join(folder, 'nobody.sock'))('Query', {})).rejects.toMatchObject({
    code: 'ENOENT',
  });
  for (const { socket } of heard) socket.destroy();
});

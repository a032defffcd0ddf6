import { connect } from 'node:net';
import { errorCode, type Wire, WireError } from '../../../shared/data/table/wire.ts';
import { inOneWrite, LINES, wholeLines } from './lines-of.mjs';

const UPGRADE = `GET / HTTP/1.1\r\nHost: engine\r\nConnection: Upgrade\r\nUpgrade: ${LINES}\r\n\r\n`;
/** How often it is looked whether anybody has waited too long. */
const LOOK_MS = 500;

type Waiting = {
  resolve: (answered: unknown) => void;
  reject: (reason: unknown) => void;
  until: number;
};

/**
 * Calls of the embedded engine, a line each on one connection: `[number, operation, body]`, answered in any order by
 * `[number, status, answer]`. An HTTP request of its own for each took more CPU than the engine's answer. A connection that
 * breaks or is silent fails whoever waits; the next call opens another one.
 */
export function createLineWire(socketPath: string, silenceMs = 10_000): Wire {
  let line: ReturnType<typeof openLine> | undefined;
  return function call(operation, body, signal) {
    if (signal?.aborted) return Promise.reject(signal.reason);
    if (!line?.isOpen()) line = openLine(socketPath, silenceMs);
    return line.ask(operation, body, signal);
  };
}

function openLine(socketPath: string, silenceMs: number) {
  const waiting = new Map<number, Waiting>();
  const socket = connect(socketPath);
  const say = inOneWrite(socket, queueMicrotask);
  let asked = 0;
  let isOpen = true;
  const looking = setInterval(() => {
    const [longest] = waiting.values();
    if (longest && longest.until < performance.now()) end(new WireError('NoAnswer', 0));
  }, LOOK_MS).unref();

  function end(reason: unknown): void {
    isOpen = false;
    clearInterval(looking);
    socket.destroy();
    for (const { reject } of waiting.values()) reject(reason);
    waiting.clear();
  }

  function settle(text: string): void {
    const [number, status, answer] = JSON.parse(text) as [number, number, Record<string, unknown>];
    const one = waiting.get(number);
    waiting.delete(number);
    if (waiting.size === 0) socket.unref();
    if (status === 200) one?.resolve(answer);
    else one?.reject(new WireError(errorCode(JSON.stringify(answer)), status));
  }

  socket.setEncoding('utf8');
  socket.on('data', wholeLines(settle));
  socket.on('error', end);
  socket.on('close', () => end(new WireError('NoAnswer', 0)));
  socket.unref();
  say(UPGRADE);

  return {
    isOpen: () => isOpen,
    ask(operation: string, body: object, signal?: AbortSignal): Promise<unknown> {
      const number = asked++;
      return new Promise((resolve, reject) => {
        if (waiting.size === 0) socket.ref();
        waiting.set(number, { resolve, reject, until: performance.now() + silenceMs });
        say(`${JSON.stringify([number, operation, body])}\n`);
        signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
      });
    },
  };
}

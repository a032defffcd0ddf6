import { Agent, type IncomingMessage, type RequestListener, request, type ServerResponse } from 'node:http';
import type { RequestWatch } from '../watch/requests.ts';
import { PEER_HEADER, ROUTE_HEADER } from './between.ts';

/** The thread that requests are handed to. */
export type Behind = {
  socketPath: string;
  /** Resolves when it listens. */
  ready: () => Promise<void>;
  /** Takes in what it has told until now. */
  hear: () => void;
};

/** So long a request waits for a thread that is starting; its body waits at the sender's. */
const PATIENCE_MS = 10_000;

/** Meant for one connection, not for what is sent over it (RFC 9110, 7.6.1). */
const OF_CONNECTION = ['connection', 'keep-alive', 'proxy-connection', 'upgrade', 'te', 'expect'];
const NOT_SENT = new Set([...OF_CONNECTION, PEER_HEADER]);
const NOT_ANSWERED = new Set([...OF_CONNECTION, 'transfer-encoding', ROUTE_HEADER]);

/**
 * Hands a request to the API's thread and its answer back, both as streams: whoever reads slowly slows the other side,
 * and whoever is gone ends it there too.
 */
export function createHandOver(behind: Behind, requests?: Pick<RequestWatch, 'name'>): RequestListener {
  const agent = new Agent({ keepAlive: true });
  return async (incoming, outgoing) => {
    if (await isThere(behind)) pass(incoming, outgoing);
    else refuse(outgoing);
  };

  function pass(incoming: IncomingMessage, outgoing: ServerResponse): void {
    if (outgoing.destroyed) return;
    const { method, url: path } = incoming;
    const headers = [
      ...without(NOT_SENT, incoming.rawHeaders),
      PEER_HEADER,
      incoming.socket.remoteAddress ?? '',
    ];
    const asked = request({ agent, socketPath: behind.socketPath, method, path, headers });
    asked.once('response', (answer) => {
      behind.hear();
      nameIt(incoming, answer);
      outgoing.writeHead(
        answer.statusCode ?? 502,
        answer.statusMessage,
        without(NOT_ANSWERED, answer.rawHeaders),
      );
      answer.once('error', () => outgoing.destroy());
      answer.pipe(outgoing);
    });
    asked.on('error', () => breakOff(incoming, outgoing));
    asked.once('close', () => incoming.complete || breakOff(incoming, outgoing));
    outgoing.once('close', () => outgoing.writableFinished || asked.destroy());
    if (hasBody(incoming)) incoming.pipe(asked);
    else asked.end();
  }

  function nameIt(incoming: IncomingMessage, { headers }: IncomingMessage): void {
    const [route, requestId] = [headers[ROUTE_HEADER], headers['x-request-id']];
    if (typeof route === 'string' && typeof requestId === 'string')
      requests?.name(incoming, { route, requestId });
  }
}

async function isThere({ ready }: Behind): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE_MS);
  });
  const there = await Promise.race([ready().then(() => true), late]);
  clearTimeout(timer);
  return there;
}

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;

/** Names and values in turns, as they came, without some. */
function without(names: ReadonlySet<string>, raw: readonly string[]): string[] {
  const kept: string[] = [];
  for (let at = 0; at < raw.length; at += 2) {
    const [name = '', value = ''] = [raw[at], raw[at + 1]];
    if (!names.has(name.toLowerCase())) kept.push(name, value);
  }
  return kept;
}

/** The thread died, or took no more of a body that it had refused. */
function breakOff(incoming: IncomingMessage, outgoing: ServerResponse): void {
  if (incoming.socket.destroyed) return;
  incoming.unpipe();
  if (!outgoing.headersSent) refuse(outgoing);
  else if (outgoing.writableEnded) incoming.socket.destroySoon();
  else outgoing.destroy();
}

/** As the API words its refusals; whether a write was done, its Idempotency-Key tells. */
function refuse(outgoing: ServerResponse): void {
  const body = JSON.stringify({
    type: 'about:blank',
    title: 'Not available right now',
    status: 503,
    code: 'busy',
    detail: 'This part of Vouch is starting again; please repeat the request in a moment.',
  });
  outgoing.writeHead(503, {
    'content-type': 'application/problem+json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'retry-after': '2',
    connection: 'close',
  });
  outgoing.end(body);
}

import { lookup } from 'node:dns/promises';
import * as http from 'node:http';
import * as https from 'node:https';
import { networkInterfaces } from 'node:os';
import { isIpLiteral, isPrivateAddress } from '../../shared/domain/link/private-address.ts';

export type Outgoing = { url: string; headers: Record<string, string>; body: string };
export type Resolved = { address: string; family: number };
export type SafetyOptions = {
  /** All addresses of a host; the system's resolver by default. */
  resolve?: (host: string) => Promise<Resolved[]>;
  /** For tests on one machine: plain http, to loopback only. */
  allowLoopback?: boolean;
  /** Ports of ours, which no webhook reaches under any name of this machine. */
  ownPorts?: readonly number[];
  timeoutMs?: number;
};
/** What the other side said, or why nothing was sent. */
export type WebhookOutcome = { kind: 'answered'; status: number } | { kind: 'failed'; reason: string };

const MOST_ANSWER_BYTES = 64_000;
const resolveAll = (host: string): Promise<Resolved[]> => lookup(host, { all: true });

/**
 * A POST to an address that a customer chose, from inside our network. The name is resolved once, every address it
 * has must be public, and the connection goes to the one that was checked, so that a second answer of the resolver
 * changes nothing. Redirects are answers, not directions. Three seconds, 64 KB.
 */
export async function sendSafely(outgoing: Outgoing, options: SafetyOptions = {}): Promise<WebhookOutcome> {
  const { resolve = resolveAll, allowLoopback = false, ownPorts = [], timeoutMs = 3_000 } = options;
  const url = new URL(outgoing.url);
  if (url.protocol !== 'https:' && !(allowLoopback && url.protocol === 'http:')) return failed('not https');
  if (url.username || url.password) return failed('credentials in the URL');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  let addresses: Resolved[];
  try {
    addresses = isIpLiteral(url.hostname)
      ? [{ address: host, family: host.includes(':') ? 6 : 4 }]
      : await resolve(host);
  } catch {
    return failed('no such host');
  }
  const isFine = ({ address }: Resolved) =>
    allowLoopback ? address === '127.0.0.1' || !isPrivateAddress(address) : !isPrivateAddress(address);
  if (url.protocol === 'http:' && addresses.some(({ address }) => address !== '127.0.0.1'))
    return failed('not https');
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
  if (ownPorts.includes(port) && addresses.some(({ address }) => isOwn(address)))
    return failed('our own port');
  const [target] = addresses;
  if (!target || !addresses.every(isFine)) return failed('not a public address');
  return post(url, outgoing, target, timeoutMs);
}

/** Loopback, or an address of one of this machine's interfaces. */
function isOwn(address: string): boolean {
  if (address === '::1' || address.startsWith('127.')) return true;
  return Object.values(networkInterfaces()).some((all) => all?.some((one) => one.address === address));
}

function post(
  url: URL,
  { headers, body }: Outgoing,
  target: Resolved,
  timeoutMs: number,
): Promise<WebhookOutcome> {
  const transport = url.protocol === 'https:' ? https : http;
  return new Promise((resolve) => {
    const request = transport.request(url, {
      method: 'POST',
      agent: false,
      headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
      signal: AbortSignal.timeout(timeoutMs),
      lookup: (_host, lookupOptions, done) =>
        lookupOptions.all
          ? (done as (error: null, all: Resolved[]) => void)(null, [target])
          : (done as (error: null, address: string, family: number) => void)(
              null,
              target.address,
              target.family,
            ),
    });
    request.on('response', (response) => {
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > MOST_ANSWER_BYTES) request.destroy(new Error('answer too long'));
      });
      response.on('end', () => resolve({ kind: 'answered', status: response.statusCode ?? 0 }));
      response.on('error', (error) => resolve(failed(reasonOf(error))));
    });
    request.on('error', (error) => resolve(failed(reasonOf(error))));
    request.end(body);
  });
}

const failed = (reason: string): WebhookOutcome => ({ kind: 'failed', reason });

/** A word for the delivery log; nothing of our network. */
function reasonOf(error: Error & { code?: string }): string {
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return 'no answer in time';
  return error.message === 'answer too long' ? error.message : 'connection failed';
}

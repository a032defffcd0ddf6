import type { Origin } from './api-server.ts';

/** What a proxy adds: behind one, a loopback peer says nothing of who asks. */
const PROXY_HEADERS = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'];

/**
 * Does somebody on this machine ask, under a name of this machine? The peer is loopback, no proxy stands between, and
 * the Host is loopback too: a web page that had its own name point here (DNS rebinding) still says that name.
 */
export function isFromThisMachine(origin: Origin | undefined, trustProxy: boolean): boolean {
  if (!origin || trustProxy) return false;
  const { headers, peer } = origin;
  if (PROXY_HEADERS.some((name) => headers[name] !== undefined)) return false;
  return isLoopback(peer) && isLoopback(hostnameOf(headers.host ?? ''));
}

function hostnameOf(host: string): string {
  try {
    return new URL(`http://${host}`).hostname.replace(/^\[|\]$/g, '');
  } catch {
    return '';
  }
}

const isLoopback = (name: string): boolean =>
  name === 'localhost' || name === '::1' || /^(::ffff:)?127(\.\d{1,3}){3}$/.test(name);

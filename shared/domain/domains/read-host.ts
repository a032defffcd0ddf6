import { isPublicHost } from '../link/destination-rules.ts';
import { hostOfHeader } from '../link/host-name.ts';

/** A host as DNS writes it, whatever letters it was typed in; `undefined`: no public host, or more than a host. */
export function readHost(text: string): string | undefined {
  const typed = text.trim().replace(/\.$/, '');
  if (typed === '' || /[\s/\\?#@:%]/.test(typed) || !URL.canParse(`http://${typed}`)) return undefined;
  const host = new URL(`http://${typed}`).hostname;
  return host.length <= LONGEST_HOST && hostOfHeader(host) === host && isPublicHost(host) ? host : undefined;
}

/** A name in DNS has 253 letters; `_vouch.` stands before it. */
const LONGEST_HOST = 253 - '_vouch.'.length;

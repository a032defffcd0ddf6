import { Resolver } from 'node:dns/promises';
import type { DnsAnswer } from '../domain/domains/read-proof.ts';

/** Questions to DNS, and nothing but questions: nobody connects to what it answers. */
export type AskDns = {
  texts: (name: string) => Promise<DnsAnswer>;
  /** IPv4 and IPv6, through whatever names lead there. */
  addresses: (name: string) => Promise<DnsAnswer>;
};

const PATIENCE = { timeout: 1_500, tries: 2 };
/** Of what stands at a name: the proof is one short text, and what is shown has an end. */
const MOST_TEXTS = 20;
const LONGEST_TEXT = 255;

/** `servers`: which to ask, such as `192.0.2.53` or `127.0.0.1:5353`; this machine's unless told. */
export function createDns(servers: readonly string[] = []): AskDns {
  // Made for each question: this machine may have moved to another network since the last one.
  const resolver = () => {
    const made = new Resolver(PATIENCE);
    if (servers.length > 0) made.setServers(servers);
    return made;
  };
  return {
    texts: (name) =>
      answered(async () => {
        const texts = await resolver().resolveTxt(name);
        return texts.slice(0, MOST_TEXTS).map((parts) => parts.join('').slice(0, LONGEST_TEXT));
      }),
    async addresses(name) {
      const asked = resolver();
      const both = await Promise.all([
        answered(() => asked.resolve4(name)),
        answered(() => asked.resolve6(name)),
      ]);
      const values = both.flatMap((one) => (one.kind === 'found' ? one.values : []));
      if (values.length > 0) return { kind: 'found', values };
      return both.every(({ kind }) => kind === 'none') ? { kind: 'none' } : { kind: 'unclear' };
    },
  };
}

/** That there is nothing is said by the server; all else that goes wrong says nothing about the name. */
async function answered(ask: () => Promise<string[]>): Promise<DnsAnswer> {
  try {
    const values = await ask();
    return values.length > 0 ? { kind: 'found', values } : { kind: 'none' };
  } catch (failure) {
    const { code } = failure as NodeJS.ErrnoException;
    return code === 'ENOTFOUND' || code === 'ENODATA' ? { kind: 'none' } : { kind: 'unclear' };
  }
}

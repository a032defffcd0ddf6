import { readV4, readV6 } from './ip-text.ts';

/**
 * Whose word on the client's address is believed. `hops`: so many proxies of ours stand in front, as Express counts
 * ("trust proxy"). `networks`: every address in one of them is a proxy of ours.
 */
export type ProxyTrust =
  | { kind: 'nobody' }
  | { kind: 'hops'; count: number }
  | { kind: 'networks'; networks: readonly Network[] };

/** First address of a block, IPv4 as mapped into IPv6, and how many of its 128 bits count. */
type Network = { base: bigint; bits: number };

/** What the connection and the proxies say. Headers as they came; several lines of one joined by ",". */
export type AddressEvidence = {
  /** The other end of the connection. */
  peer: string;
  forwardedFor?: string | undefined;
  /** RFC 7239; read where there is no X-Forwarded-For. */
  forwarded?: string | undefined;
};

/**
 * The client's address, one spelling each. Proxies append on the right, so counting starts there: what stands further
 * left than our own proxies was written by the client itself. An entry that is no address (`unknown`, `_hidden`) ends
 * the count at the last one that is.
 */
export function clientAddress({ peer, forwardedFor, forwarded }: AddressEvidence, trust: ProxyTrust): string {
  let client = plainAddress(peer) ?? peer;
  if (trust.kind === 'nobody') return client;
  const told = forwardedFor === undefined ? forwardedEntries(forwarded ?? '') : forwardedFor.split(',');
  for (let hop = 0; hop < told.length && isProxy(client, hop, trust); hop++) {
    const before = plainAddress(told[told.length - 1 - hop] ?? '');
    if (before === undefined) break;
    client = before;
  }
  return client;
}

/** As `clientAddress`, of all that a request passed, sender first; the last is the other end of the connection. */
export function clientAmong(passed: readonly string[], trust: ProxyTrust): string {
  const told = passed.filter((entry) => !['', '-'].includes(entry.trim()));
  return clientAddress({ peer: told.at(-1) ?? '', forwardedFor: told.slice(0, -1).join(',') }, trust);
}

/**
 * An address without what is written around it: blanks, quotes, brackets, port, zone. IPv4 inside IPv6
 * (`::ffff:1.2.3.4`) is IPv4; IPv6 as RFC 5952 writes it. `undefined` where it is no address.
 */
export function plainAddress(text: string): string | undefined {
  const inside = text.startsWith(MAPPED) ? text.slice(MAPPED.length) : text;
  return PLAIN_V4.test(inside) ? inside : addressWithin(text);
}

/** Most are IPv4, and written plainly. */
const PLAIN_V4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;
const MAPPED = '::ffff:';

function addressWithin(text: string): string | undefined {
  const bare = text.trim().replace(/^"(.*)"$/, '$1');
  const v4 = /^(\d+\.\d+\.\d+\.\d+)(?::\d+)?$/.exec(bare)?.[1];
  if (v4) return readV4(v4) === undefined ? undefined : v4.replace(/\b0+(?=\d)/g, '');
  const inner = /^\[([^\]]+)\](?::\d+)?$/.exec(bare)?.[1] ?? bare;
  const unzoned = inner.replace(/%.*$/, '');
  const groups = readV6(unzoned) ?? readV6(unzoned.replace(/:\d+$/, ''));
  return groups && writeV6(groups);
}

/**
 * `off`, `on` or `1` (one hop), a number of hops, or networks: `loopback, 10.0.0.0/8, 2001:db8::/32`. `undefined` for
 * anything else.
 */
export function readProxyTrust(text: string): ProxyTrust | undefined {
  const said = text.trim().toLowerCase();
  if (['', '0', 'off', 'false', 'no', 'n', 'disabled'].includes(said)) return { kind: 'nobody' };
  if (['on', 'true', 'yes', 'y', 'enabled'].includes(said)) return { kind: 'hops', count: 1 };
  if (/^\d{1,2}$/.test(said)) return { kind: 'hops', count: Number(said) };
  const networks = said
    .split(',')
    .flatMap((name) => NAMED[name.trim()] ?? [name.trim()])
    .map(readNetwork);
  return networks.some((network) => network === undefined)
    ? undefined
    : { kind: 'networks', networks: networks as Network[] };
}

/** As Express names them. */
const NAMED: Readonly<Record<string, string[]>> = {
  loopback: ['127.0.0.0/8', '::1'],
  linklocal: ['169.254.0.0/16', 'fe80::/10'],
  uniquelocal: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
};

const isProxy = (address: string, hop: number, trust: ProxyTrust): boolean =>
  trust.kind === 'hops'
    ? hop < trust.count
    : trust.kind === 'networks' && trust.networks.some((network) => holds(network, numberOf(address)));

const holds = ({ base, bits }: Network, address: bigint | undefined): boolean =>
  address !== undefined && address >> BigInt(128 - bits) === base >> BigInt(128 - bits);

function readNetwork(text: string): Network | undefined {
  const [address = '', length, ...more] = text.split('/');
  const base = numberOf(address);
  const most = address.includes(':') ? 128 : 32;
  const bits = length === undefined ? most : /^\d{1,3}$/.test(length) ? Number(length) : Number.NaN;
  if (base === undefined || more.length > 0 || !(bits <= most)) return undefined;
  return { base, bits: 128 - most + bits };
}

function numberOf(address: string): bigint | undefined {
  const v4 = readV4(address);
  if (v4 !== undefined) return (0xffffn << 32n) | BigInt(v4);
  return readV6(address)?.reduce((sum, group) => (sum << 16n) | BigInt(group), 0n);
}

/**
 * The `for=` of each element, in order; one without is kept as an entry that is no address. What stands in quotes parts
 * nothing and names nothing: a host that somebody asked for may be `a, b;for=192.0.2.1`.
 */
const forwardedEntries = (header: string): string[] =>
  partsOf(header, ELEMENT).map((element) => {
    const named = partsOf(element, PAIR).find((pair) => FOR.test(pair));
    return named?.replace(FOR, '').trim() ?? '';
  });
const partsOf = (text: string, part: RegExp): readonly string[] => text.match(part) ?? [];
const ELEMENT = /(?:"(?:[^"\\]|\\.)*"|[^",])+|"/g;
const PAIR = /(?:"(?:[^"\\]|\\.)*"|[^";])+|"/g;
const FOR = /^\s*for\s*=\s*/i;

function writeV6(groups: readonly number[]): string {
  if (groups.slice(0, 6).join() === '0,0,0,0,0,65535') {
    const [high = 0, low = 0] = groups.slice(6);
    return `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`;
  }
  const text = groups.map((group) => group.toString(16)).join(':');
  const runs = text.match(/\b0(?::0)+\b/g) ?? [];
  const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), '');
  return longest === '' ? text : text.replace(new RegExp(`(^|:)${longest}(:|$)`), '::');
}

import { readV4, readV6 } from '../ip-text.ts';

/**
 * Is this IP address one that only makes sense inside some network? Then neither a link nor a webhook may lead
 * there. From IANA's special-purpose registries (RFC 6890 and updates). Takes what WHATWG URL and DNS give:
 * dotted IPv4, or IPv6 with or without brackets. What cannot be read as an address counts as private.
 */
export function isPrivateAddress(address: string): boolean {
  const v4 = readV4(address);
  if (v4 !== undefined) return V4_BLOCKS.some(([base, bits]) => sameBlock(v4, base, bits));
  const groups = readV6(address.replace(/^\[|\]$/g, ''));
  if (!groups) return true;
  const embedded = embeddedV4(groups);
  if (embedded !== undefined) return isPrivateAddress(embedded);
  const [first = 0, second = 0] = groups;
  if ((first & 0xe000) !== 0x2000) return true; // only 2000::/3 is routed
  return first === 0x2001 && (second < 0x200 || second === 0xdb8);
}

/** Is this host of a URL an IP literal at all? */
export const isIpLiteral = (host: string): boolean => host.startsWith('[') || readV4(host) !== undefined;

const V4_BLOCKS: readonly (readonly [number, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
].map(([base, bits]) => [readV4(String(base)) ?? 0, Number(bits)] as const);

const sameBlock = (address: number, base: number, bits: number): boolean =>
  Math.floor(address / 2 ** (32 - bits)) === Math.floor(base / 2 ** (32 - bits));

/** The IPv4 address inside a mapped (::ffff:0:0/96), NAT64 (64:ff9b::/96) or 6to4 (2002::/16) one. */
function embeddedV4(groups: readonly number[]): string | undefined {
  const [first = 0, second = 0, third = 0] = groups;
  if (first === 0x2002) return dottedOf(second, third);
  const start = groups.slice(0, 6).join(',');
  if (start !== '0,0,0,0,0,65535' && start !== `${0x64},${0xff9b},0,0,0,0`) return undefined;
  return dottedOf(groups[6] ?? 0, groups[7] ?? 0);
}

const dottedOf = (high: number, low: number): string => `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`;

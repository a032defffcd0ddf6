import { BlockList, isIP } from 'node:net';

/**
 * Is this IP address one that only makes sense inside some network? Then neither a link nor a webhook may lead
 * there. Takes what WHATWG URL and DNS give: dotted IPv4, or IPv6 with or without brackets. What cannot be read as an
 * address counts as private.
 */
export function isPrivateAddress(address: string): boolean {
  const bare = address.replace(/^\[|\]$/g, '');
  if (isIP(bare) === 4) return INSIDE.check(bare, 'ipv4');
  if (isIP(bare) !== 6) return true;
  return INSIDE.check(bare, 'ipv6') || !ROUTED.check(bare, 'ipv6');
}

/** Is this host of a URL an IP literal at all? */
export const isIpLiteral = (host: string): boolean => host.startsWith('[') || isIP(host) === 4;

/** IANA's special-purpose registries (RFC 6890 and updates). */
const V4_INSIDE: readonly (readonly [string, number])[] = [
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
];
const V6_INSIDE: readonly (readonly [string, number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
];
/** Only 2000::/3 is routed; beside it IPv4 in its two coats, mapped and NAT64. */
const V6_ROUTED: readonly (readonly [string, number])[] = [
  ['2000::', 3],
  ['::ffff:0:0', 96],
  ['64:ff9b::', 96],
];

const INSIDE = new BlockList();
for (const [base, bits] of V4_INSIDE) {
  INSIDE.addSubnet(base, bits, 'ipv4');
  // The same addresses as NAT64 (RFC 6052) and 6to4 (RFC 3056) write them; mapped ones a BlockList knows by itself.
  INSIDE.addSubnet(`64:ff9b::${base}`, 96 + bits, 'ipv6');
  INSIDE.addSubnet(sixToFour(base), 16 + bits, 'ipv6');
}
for (const [base, bits] of V6_INSIDE) INSIDE.addSubnet(base, bits, 'ipv6');

const ROUTED = new BlockList();
for (const [base, bits] of V6_ROUTED) ROUTED.addSubnet(base, bits, 'ipv6');

function sixToFour(v4: string): string {
  const [a = 0, b = 0, c = 0, d = 0] = v4.split('.').map(Number);
  return `2002:${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}::`;
}

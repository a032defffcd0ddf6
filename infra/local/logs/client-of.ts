import { BlockList, isIP } from 'node:net';

const OWN_NETWORKS = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '127.0.0.0/8',
  '100.64.0.0/10',
  '169.254.0.0/16',
];
const OWN_NETWORKS_6 = ['::1/128', 'fc00::/7', 'fe80::/10'];

/** The proxies in front: machines in private networks, and those that the caller names (addresses or networks). */
export function proxiesOf(named: readonly string[] = []): BlockList {
  const proxies = new BlockList();
  for (const network of [...OWN_NETWORKS, ...OWN_NETWORKS_6, ...named]) {
    const [address = '', bits] = network.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (isIP(address) === 0) throw new Error(`${network} is no address or network`);
    proxies.addSubnet(address, Number(bits ?? (family === 'ipv6' ? 128 : 32)), family);
  }
  return proxies;
}

/**
 * Whose request it was: of the addresses that it passed, sender first, the last that is no proxy of ours. What stands
 * before it the sender wrote himself.
 */
export function clientOf(passed: readonly string[], proxies: BlockList): string {
  const addresses = passed.map(plainAddress).filter((address) => address !== '' && address !== '-');
  const client = addresses.findLast((address) => {
    const family = isIP(address);
    return family === 0 || !proxies.check(address, family === 6 ? 'ipv6' : 'ipv4');
  });
  return client ?? addresses[0] ?? '';
}

/** Without port, brackets and the wrapping of an IPv4 address in IPv6: one follower has one address. */
export function plainAddress(text: string): string {
  const trimmed = text.trim().replace(/^"|"$/g, '');
  const bracketed = /^\[([^\]]*)\](?::\d+)?$/.exec(trimmed)?.[1];
  const bare = bracketed ?? (isIP(trimmed) === 0 ? trimmed.replace(/:\d+$/, '') : trimmed);
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1];
  return (mapped ?? bare).toLowerCase();
}

import type { StoredDomain } from '../schema/access/domains.ts';
import { proofName, proofText } from './read-proof.ts';

/** What is to be entered at the provider of the host's DNS. */
export const recordsFor = ({ id, host }: Pick<StoredDomain, 'id' | 'host'>, publicHost: string) => [
  { type: 'TXT' as const, name: proofName(host), value: proofText(id), purpose: 'proof' as const },
  { type: 'CNAME' as const, name: host, value: publicHost, purpose: 'address' as const },
];

/** What has to be done next, in plain words; nothing where all is well. */
export function stepsFor(domain: StoredDomain, publicHost: string): string[] {
  return [...proofSteps(domain), ...addressSteps(domain, publicHost)];
}

function proofSteps({ id, host, state, checkedAt, found, takenBy }: StoredDomain): string[] {
  if (takenBy === 'another')
    return [
      `Another brand of this installation has proved ${host}, and its record still stands. Whoever keeps the DNS of ${host} removes that other record at ${proofName(host)}; then check again.`,
    ];
  if (state === 'verified') return [];
  const enter = `Enter a TXT record named ${proofName(host)} with the value ${proofText(id)}, then check again; DNS may take an hour to tell everybody.`;
  if (checkedAt === undefined) return [enter];
  const seen = found === undefined ? 'DNS could not be asked just now' : seenAt(proofName(host), found);
  const still = state === 'failing' ? ` Its links go on working until another brand proves ${host}.` : '';
  return [`${seen}. ${enter}${still}`];
}

const seenAt = (name: string, found: readonly string[]): string =>
  found.length === 0
    ? `There is no TXT record at ${name} yet`
    : `At ${name} stands ${found.map((text) => `“${text}”`).join(', ')}, and not what proves it`;

function addressSteps({ host, pointsHere, checkedAt }: StoredDomain, publicHost: string): string[] {
  if (checkedAt === undefined || pointsHere === false)
    return [
      `Let ${host} lead here: a CNAME record to ${publicHost}, or where the name itself can have none, A and AAAA records with its addresses. The server in front must have a certificate for ${host} (docs/self-host.md, docs/deploy.md).`,
    ];
  if (pointsHere === null)
    return [
      `DNS does not tell whether ${host} leads here, as where a proxy of yours stands in front: open a link of it once.`,
    ];
  return [];
}

import type { Domain, StoredDomain } from '../schema/access/domains.ts';
import { proofName, proofText } from './read-proof.ts';

type Step = Domain['next'][number];

/** What is to be entered at the provider of the host's DNS. */
export const recordsFor = ({ id, host }: Pick<StoredDomain, 'id' | 'host'>, publicHost: string) => [
  { type: 'TXT' as const, name: proofName(host), value: proofText(id), purpose: 'proof' as const },
  { type: 'CNAME' as const, name: host, value: publicHost, purpose: 'address' as const },
];

/** What has to be done next, most urgent first; nothing where all is well. */
export const stepsFor = (domain: StoredDomain, publicHost: string): Step[] => [
  ...proofSteps(domain),
  ...addressSteps(domain, publicHost),
];

function proofSteps({ id, host, state, checkedAt, found, takenBy }: StoredDomain): Step[] {
  const name = proofName(host);
  if (takenBy === 'another') {
    const text = `Another brand of this installation has proved ${host}, and its record still stands. Whoever keeps the DNS of ${host} removes that other record at ${name}; then check again.`;
    return [{ code: 'remove-other-proof', text }];
  }
  if (state === 'verified') return [];
  const enter = `Enter a TXT record named ${name} with the value ${proofText(id)}, then check again; DNS may take an hour to tell everybody.`;
  if (checkedAt === undefined) return [{ code: 'enter-proof', text: enter }];
  const still = state === 'failing' ? ` Its links go on working until another brand proves ${host}.` : '';
  if (found === undefined)
    return [{ code: 'ask-again', text: `DNS could not be asked just now; check again in a moment.${still}` }];
  const code = found.length === 0 ? 'enter-proof' : 'correct-proof';
  return [{ code, text: `${seenAt(name, found)}. ${enter}${still}` }];
}

const seenAt = (name: string, found: readonly string[]): string =>
  found.length === 0
    ? `There is no TXT record at ${name} yet`
    : `At ${name} stands ${found.map((text) => `“${text}”`).join(', ')}, and not what proves it`;

function addressSteps({ host, pointsHere, checkedAt }: StoredDomain, publicHost: string): Step[] {
  if (checkedAt === undefined || pointsHere === false)
    return [
      {
        code: 'lead-here',
        text: `Let ${host} lead here: a CNAME record to ${publicHost}, or where the name itself can have none, A and AAAA records with its addresses. The server in front must have a certificate for ${host}.`,
      },
    ];
  if (pointsHere === true) return [];
  return [
    {
      code: 'try-a-link',
      text: `DNS does not tell whether ${host} leads here, as where a proxy of yours stands in front: open a link of it once.`,
    },
  ];
}

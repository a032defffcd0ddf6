import { DAY_MS, HOUR_MS } from '../time/units.ts';
import type { DomainState } from '../vocabulary.ts';

/** What DNS said: these, that there are none, or nothing that could be relied on. */
export type DnsAnswer = { kind: 'found'; values: string[] } | { kind: 'none' } | { kind: 'unclear' };

/** Where the proof of a host stands. */
export const proofName = (host: string): string => `_vouch.${host}`;
/** What stands there. The id is one brand's for one host: nobody else's record holds it. */
export const proofText = (domainId: string): string => `vouch=${domainId}`;

/** Did whoever keeps the host's DNS say that it is this brand's? `undefined`: DNS can't be asked now. */
export function isProved(domainId: string, proofs: DnsAnswer): boolean | undefined {
  if (proofs.kind === 'unclear') return undefined;
  return proofs.kind === 'found' && proofs.values.some((text) => text.trim() === proofText(domainId));
}

/** Do a host's visitors reach this installation, `ours`? `undefined` where DNS can't say, as behind a proxy of its own. */
export function leadsHere({ addresses, ours }: Record<'addresses' | 'ours', DnsAnswer>): boolean | undefined {
  if (addresses.kind === 'none') return false;
  if (addresses.kind === 'unclear' || ours.kind !== 'found') return undefined;
  return addresses.values.some((address) => ours.values.includes(address));
}

/**
 * What a look makes of a domain. One that was proved once goes on answering whatever DNS says later: printed links hang
 * on it; only another brand that proves the host takes it over. What can't be asked changes nothing.
 */
export function stateAfter(before: DomainState, proof: boolean | undefined, isHeld: boolean): DomainState {
  if (proof === undefined) return before;
  if (proof && isHeld) return 'verified';
  return before === 'waiting' ? 'waiting' : 'failing';
}

/** So long somebody may be entering records at this very moment. */
const PATIENT_MS = 3 * DAY_MS;

/** Is it time to ask again? At every turn while a new one waits; else each hour. */
export function isCheckDue(
  { state, createdAt, checkedAt }: { state: DomainState; createdAt: string; checkedAt?: string },
  now: number,
): boolean {
  if (checkedAt === undefined || (state === 'waiting' && now - Date.parse(createdAt) < PATIENT_MS))
    return true;
  return now - Date.parse(checkedAt) >= HOUR_MS;
}

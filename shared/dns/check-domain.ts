import type { DomainHolder } from '../data/links/domain-lookup.ts';
import type { Stores } from '../data/stores.ts';
import { isProved, leadsHere, proofName, stateAfter } from '../domain/domains/read-proof.ts';
import type { StoredDomain } from '../domain/schema/access/domains.ts';
import type { BrandId } from '../domain/schema/common.ts';
import type { AskDns } from './ask-dns.ts';

export type DomainDesk = {
  stores: Pick<Stores, 'brand' | 'domainHosts' | 'routeChanged' | 'now'>;
  dns: AskDns;
  /** The host that short links have here; what leads to the same addresses leads here. */
  publicHost: string;
};

/** Asks DNS about a brand's host, and notes how it stands. Safe to repeat and twice at once. */
export async function checkDomain(brandId: BrandId, id: string, desk: DomainDesk): Promise<StoredDomain> {
  const { stores, dns, publicHost } = desk;
  const { domains } = stores.brand(brandId);
  const { host } = await domains.get(id);
  const [proofs, addresses, ours] = await Promise.all([
    dns.texts(proofName(host)),
    dns.addresses(host),
    dns.addresses(publicHost),
  ]);
  const proof = isProved(id, proofs);
  const proved = (holder: string): boolean => isProved(holder, proofs) === true;
  const holder = await holderAfter(host, { id, brandId }, proved, stores.domainHosts);
  const at = new Date(stores.now()).toISOString();
  const points = leadsHere({ addresses, ours }) ?? null;
  const checked = await domains.update(id, ({ found: _found, takenBy: _takenBy, ...domain }) => {
    const state = stateAfter(domain.state, proof, holder?.id === id);
    return {
      ...domain,
      state,
      ...(state === 'verified' ? { verifiedAt: domain.verifiedAt ?? at } : {}),
      ...(proofs.kind === 'unclear' ? {} : { found: proofs.kind === 'found' ? proofs.values : [] }),
      ...(proof && holder?.id !== id ? { takenBy: 'another' as const } : {}),
      pointsHere: points,
      checkedAt: at,
      updatedAt: at,
    };
  });
  if (holder?.id === id) stores.routeChanged?.(host);
  return checked;
}

/**
 * Who holds the host once `me` was looked at. Without a proof nothing moves. With one, the host is taken where nobody
 * has it, or where its holder's own proof stands there no more: a host that was sold is the new owner's.
 */
async function holderAfter(
  host: string,
  me: DomainHolder,
  proved: (id: string) => boolean,
  hosts: Stores['domainHosts'],
): Promise<DomainHolder | undefined> {
  if (!proved(me.id)) return hosts.find(host);
  const holder = await hosts.take(host, me);
  return holder.id === me.id || proved(holder.id) ? holder : hosts.take(host, me, holder);
}

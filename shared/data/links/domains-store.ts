import { StoredDomain } from '../../domain/schema/access/domains.ts';
import { domainHostKey } from '../table/keys.ts';
import type { BrandRecords } from '../table/records-store.ts';
import type { Tables } from '../table/tables.ts';
import { type DomainHolder, findHolder } from './domain-lookup.ts';

/** A brand's hosts, proved or not: a claim of its own that keeps nobody else from the host. */
export const domainsOf = (records: BrandRecords) => records.collection('DOMAIN', StoredDomain);

/** Which brand a host is: one item for each that somebody proved, read by whoever follows a link there. */
export function domainHostsIn({ records: table }: Pick<Tables, 'records'>) {
  const find = (host: string) => findHolder(table, host);
  return {
    find,
    /** Takes a host that nobody holds, or that `from` holds; who holds it then. */
    async take(host: string, me: DomainHolder, from: DomainHolder = me): Promise<DomainHolder> {
      const row = { ...domainHostKey(host), domainId: me.id, brandId: me.brandId };
      const condition = 'attribute_not_exists(pk) OR domainId = :from';
      const outcome = await table.putIf(row, condition, { ':from': from.id });
      return outcome === 'done' ? me : ((await find(host)) ?? me);
    },
    giveBack: (host: string, { id }: Pick<DomainHolder, 'id'>) =>
      table.eraseIf(domainHostKey(host), 'domainId = :me', { ':me': id }),
  };
}

import type { BrandStores } from '../../shared/data/stores.ts';
import { wrong } from '../../shared/domain/reasons.ts';
import type { Brand } from '../../shared/domain/schema/access/brand.ts';
import type { StoredDomain } from '../../shared/domain/schema/access/domains.ts';
import type { StoredLink } from '../../shared/domain/schema/programme/links.ts';
import { firstSuccess } from '../../shared/first-success.ts';
import type { ApiDeps } from './deps.ts';
import { type LinkProblems, ownHosts } from './links.ts';

/** Which domain a link stands on, as it is kept; empty: the one that all brands share. */
export type LinkDomain = Pick<StoredLink, 'domain' | 'domainId'>;

/** Reads the domains that links ask for; notes what can't be. The brand's own are read once, and only if one is named. */
export function domainReader(brand: Pick<Brand, 'defaultDomain'>, stores: BrandStores, deps: ApiDeps) {
  const proved = firstSuccess(() => provedDomains(stores));

  return async (asked: string | undefined, problems: LinkProblems, at = ''): Promise<LinkDomain> => {
    const domain = asked ?? brand.defaultDomain;
    if (domain === undefined) return {};
    const domainId = (await proved()).get(domain);
    if (domainId !== undefined) return { domain, domainId };
    if (asked === undefined) return {};
    if (ownHosts(deps).includes(asked)) return { domain: asked };
    problems.push(wrong(`${at}domain`, 'not-your-domain'));
    return {};
  };
}

/** By host. One that was proved once takes links even while DNS fails: it goes on answering, too. */
export async function provedDomains(stores: BrandStores): Promise<Map<string, StoredDomain['id']>> {
  const proved = new Map<string, StoredDomain['id']>();
  for await (const { id, host, state } of stores.domains.all()) if (state !== 'waiting') proved.set(host, id);
  return proved;
}

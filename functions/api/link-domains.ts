import type { BrandStores } from '../../shared/data/stores.ts';
import type { Brand } from '../../shared/domain/schema/access/brand.ts';
import type { StoredLink } from '../../shared/domain/schema/programme/links.ts';
import type { ApiDeps } from './deps.ts';
import { type LinkProblems, ownHosts } from './links.ts';

/** Which domain a link stands on, as it is kept; empty: the one that all brands share. */
export type LinkDomain = Pick<StoredLink, 'domain' | 'domainId'>;

/**
 * Reads the domains that links ask for, with the brand's own at hand; notes what can't be. One that was proved once
 * takes links even while DNS fails: it goes on answering, too.
 */
export async function domainReader(brand: Pick<Brand, 'defaultDomain'>, stores: BrandStores, deps: ApiDeps) {
  const own = new Map<string, StoredLink['domainId']>();
  for await (const { id, host, state } of stores.domains.all()) if (state !== 'waiting') own.set(host, id);

  return (asked: string | undefined, problems: LinkProblems, at = ''): LinkDomain => {
    const domain = asked ?? brand.defaultDomain;
    const domainId = domain === undefined ? undefined : own.get(domain);
    if (domain !== undefined && domainId !== undefined) return { domain, domainId };
    if (asked === undefined) return {};
    if (ownHosts(deps).includes(asked)) return { domain: asked };
    problems.push({
      path: `${at}domain`,
      message: 'is neither a host of this installation nor a proved one of your own (/v1/domains)',
    });
    return {};
  };
}

import type { DomainHolder, KnownHost } from '../../shared/data/links/domain-lookup.ts';
import { hostOfHeader } from '../../shared/domain/link/host-name.ts';
import { andThen, type Soon } from '../../shared/domain/soon.ts';

/**
 * Whose domain a request came by; `undefined`: the one that all brands share, or any name that is no brand's. Asked under
 * the shared one nothing is looked up, nor waited for. Rejects when the store can't say.
 */
export function createDomainFinder(
  find: (host: string) => Soon<KnownHost | undefined>,
  publicHost: () => string | undefined,
) {
  let last: { header: string | undefined; host: string | undefined } = { header: undefined, host: undefined };
  return (header: string | undefined): Soon<DomainHolder | undefined> => {
    if (header !== last.header) last = { header, host: hostOfHeader(header) };
    const { host } = last;
    if (host === undefined || host === publicHost()) return undefined;
    return andThen(find(host), (known) => known?.holder);
  };
}

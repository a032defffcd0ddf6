import type { BrandStores } from '../../../../shared/data/stores.ts';
import { checkDomain } from '../../../../shared/dns/check-domain.ts';
import { readHost } from '../../../../shared/domain/domains/read-host.ts';
import { recordsFor, stepsFor } from '../../../../shared/domain/domains/say-domain.ts';
import { derivedId } from '../../../../shared/domain/id.ts';
import { wrong } from '../../../../shared/domain/reasons.ts';
import {
  checkDomainNow,
  createDomain,
  type Domain,
  getDomain,
  listDomains,
  mayServeHost,
  removeDomain,
  type StoredDomain,
} from '../../../../shared/domain/schema/access/domains.ts';
import type { Id } from '../../../../shared/domain/schema/common.ts';
import type { ApiDeps } from '../../deps.ts';
import { type Api, created, type Handler, noContent, ok } from '../../http/call.ts';
import { invalid, notFound, refuse } from '../../http/refusal.ts';
import { ownHosts } from '../../links.ts';

/** A brand has a few; each is asked about by itself. */
const MOST_DOMAINS = 20;

export function registerDomains(api: Api, deps: ApiDeps): void {
  const shown = (domain: StoredDomain) => shownDomain(domain, publicHostOf(deps));
  api.on(createDomain, create(deps));
  api.on(listDomains, async ({ stores, pageStart, pageEnd }) => {
    const page = await stores.domains.list(pageStart());
    return ok({ data: page.records.map(shown), nextCursor: pageEnd(page.lastKey) });
  });
  // Before one by its id: `{id}` would take it in.
  api.on(mayServeHost, async ({ query }) => {
    const host = readHost(query.domain);
    const isServed = host !== undefined && (await deps.stores.domainHosts.find(host)) !== undefined;
    return isServed ? ok({ host }) : notFound('domain');
  });
  api.on(getDomain, async ({ stores, params }) => ok(shown(await stores.domains.get(params.id))));
  api.on(checkDomainNow, async ({ brandId, params }) =>
    ok(shown(await checkDomain(brandId, params.id, { ...deps, publicHost: publicHostOf(deps) }))),
  );
  api.on(removeDomain, remove(deps));
}

const create =
  (deps: ApiDeps): Handler<typeof createDomain> =>
  async ({ body, brandId, stores, at, origin }) => {
    if (ownHosts(deps).includes(body.host)) return invalid(wrong('host', 'host-of-installation'));
    const id = derivedId('dom', brandId, body.host) as Id<'dom'>;
    const { records } = await stores.domains.list({ limit: MOST_DOMAINS, archived: true });
    if (records.length >= MOST_DOMAINS && !records.some((domain) => domain.id === id))
      return refuse(409, 'too-many', `A brand has at most ${MOST_DOMAINS} domains; remove one first.`, {
        n: MOST_DOMAINS,
      });
    const stamps = { createdAt: at, updatedAt: at };
    const fresh: StoredDomain = { id, ...body, state: 'waiting', pointsHere: null, ...stamps };
    const made = await stores.domains.create(fresh, origin);
    if (made.kind === 'exists' && !made.sameRequest)
      return refuse(
        409,
        'domain-exists',
        `${body.host} is among your domains already: GET /v1/domains/${id}.`,
      );
    const domain = made.kind === 'exists' ? made.existing : made.record;
    return created(shownDomain(domain, publicHostOf(deps)), '/v1/domains');
  };

const remove =
  (deps: ApiDeps): Handler<typeof removeDomain> =>
  async ({ stores, params, query, at }) => {
    const domain = await stores.domains.get(params.id);
    if (query.breakLinks !== 'true') await refuseWithLinks(domain, stores);
    await deps.stores.brands.update(stores.brandId, ({ defaultDomain, ...brand }) =>
      defaultDomain === undefined || defaultDomain === domain.host
        ? { ...brand, updatedAt: at }
        : { ...brand, defaultDomain },
    );
    await stores.domains.erase(domain.id);
    await deps.stores.domainHosts.giveBack(domain.host, domain);
    deps.stores.routeChanged?.(domain.host);
    return noContent();
  };

async function refuseWithLinks({ id, host }: StoredDomain, stores: BrandStores): Promise<void> {
  let links = 0;
  for await (const link of stores.links.all({ archived: true })) if (link.domainId === id) links++;
  if (links === 0) return;
  throw refuse(
    409,
    'domain-in-use',
    `${links === 1 ? 'A link has its address' : `${links} links have their addresses`} on ${host}: wherever they are printed they would lead nowhere. Let the domain stand, or send breakLinks=true.`,
    { host },
  );
}

const publicHostOf = ({ publicUrl }: ApiDeps): string => new URL(publicUrl).hostname;

const shownDomain = (domain: StoredDomain, publicHost: string): Domain => {
  const { takenBy: _, ...told } = domain;
  return { ...told, records: recordsFor(domain, publicHost), next: stepsFor(domain, publicHost) };
};

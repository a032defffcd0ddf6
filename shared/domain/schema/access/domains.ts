import { readHost } from '../../domains/read-host.ts';
import { issue } from '../../reasons.ts';
import { DOMAIN_STATES } from '../../vocabulary.ts';
import { Instant, idOf, Metadata, maybe, PageQuery, pageOf, StepShown, stamps } from '../common.ts';
import * as z from '../late-zod.ts';
import { route } from '../route.ts';

/** A host of a brand's own; internationalised names are kept as DNS has them. */
export const DomainHost = z
  .string()
  .max(300)
  .transform((text, context) => {
    const host = readHost(text);
    if (host !== undefined) return host;
    context.addIssue(issue(undefined, 'not-a-public-host', { example: 'go.ada-socks.com' }));
    return z.NEVER;
  })
  .meta({ type: 'string', example: 'go.ada-socks.com' });

/** As it is kept. */
export const StoredDomain = z.strictObject({
  id: idOf('dom'),
  host: z.string(),
  state: z.enum(DOMAIN_STATES),
  /** Since when it is proved; stays when it fails. */
  verifiedAt: maybe(Instant),
  checkedAt: maybe(Instant),
  /** What stood where the proof belongs when it was last asked. */
  found: maybe(z.array(z.string())),
  /** `null`: DNS doesn't tell. */
  pointsHere: z.boolean().nullable(),
  /** Another brand of this installation has proved it too. */
  takenBy: maybe(z.literal('another')),
  metadata: maybe(Metadata),
  ...stamps,
});
export type StoredDomain = z.infer<typeof StoredDomain>;

const DnsRecord = z.strictObject({
  type: z.enum(['TXT', 'CNAME']),
  name: z.string(),
  value: z.string(),
  purpose: z.enum(['proof', 'address']),
});

/** As it is shown: with what to enter at the DNS provider, and what to do next. */
export const Domain = StoredDomain.omit({ takenBy: true })
  .extend({ records: z.array(DnsRecord), next: z.array(StepShown) })
  .meta({ id: 'Domain' });
export type Domain = z.infer<typeof Domain>;

export const DomainInput = z
  .strictObject({ host: DomainHost, metadata: maybe(Metadata) })
  .meta({ id: 'DomainInput', example: { host: 'go.ada-socks.com' } });

const ById = z.strictObject({ id: idOf('dom') });
const base = { tag: 'Domains' } as const;

export const createDomain = route({
  ...base,
  method: 'post',
  path: '/v1/domains',
  scope: 'brand:write',
  summary: 'Begin to use a host of your own for short links',
  description:
    'The answer says what to enter at the provider of its DNS: a TXT record that proves that it is yours, and where it has to lead. Nobody is kept from a host by a claim that isn’t proved.',
  refusals: [409],
  body: DomainInput,
  answers: { 201: Domain },
});
export const listDomains = route({
  ...base,
  method: 'get',
  path: '/v1/domains',
  scope: 'brand:read',
  summary: 'All hosts of your own, and how they stand',
  query: PageQuery,
  answers: { 200: pageOf(Domain) },
});
export const getDomain = route({
  ...base,
  method: 'get',
  path: '/v1/domains/{id}',
  scope: 'brand:read',
  summary: 'One host, and how it stood when DNS was last asked',
  params: ById,
  answers: { 200: Domain },
});
export const checkDomainNow = route({
  ...base,
  method: 'post',
  path: '/v1/domains/{id}/check',
  scope: 'brand:write',
  summary: 'Ask DNS about a host now',
  description: 'Done by itself too: every few minutes while it waits, later every hour.',
  params: ById,
  answers: { 200: Domain },
});
export const removeDomain = route({
  ...base,
  method: 'delete',
  path: '/v1/domains/{id}',
  scope: 'brand:write',
  summary: 'Give up a host',
  description:
    'Refused (409 `domain-in-use`) while it has links: printed ones would lead nowhere. With `breakLinks=true` it goes all the same; added and proved again, its links work again.',
  params: ById,
  query: z.strictObject({ breakLinks: maybe(z.enum(['true', 'false'])) }),
  refusals: [409],
  answers: { 204: null },
});
export const mayServeHost = route({
  ...base,
  method: 'get',
  path: '/v1/domains/served',
  scope: 'public',
  summary: 'Is this host served here? For a server that gets certificates on demand',
  description:
    'Caddy’s `on_demand_tls` asks it: 200 for a host that a brand has proved, 404 for every other. Needs no key and tells nothing else.',
  query: z.strictObject({
    domain: z
      .string()
      .max(300)
      .meta({ description: 'The host that is asked about.', example: 'go.ada-socks.com' }),
  }),
  refusals: [404],
  answers: { 200: z.strictObject({ host: z.string() }) },
});

export const domainRoutes = [
  createDomain,
  listDomains,
  mayServeHost,
  getDomain,
  checkDomainNow,
  removeDomain,
] as const;

import type { BrandId, Id } from '../domain/schema/common.ts';
import { StoredLiftPlan } from '../domain/schema/lift/plans.ts';
import { OpenCall } from '../domain/schema/programme/calls.ts';
import { Campaign } from '../domain/schema/programme/campaigns.ts';
import { Creator } from '../domain/schema/programme/creators.ts';
import { Squad } from '../domain/schema/programme/squads.ts';
import { Survey } from '../domain/schema/programme/surveys.ts';
import type { SealKeys } from '../domain/sealed/sealed-text.ts';
import type { EventType } from '../domain/vocabulary.ts';
import { keyLookup, keysOfBrand } from './access/api-keys-store.ts';
import { createBrandSettings } from './access/brand-settings.ts';
import { brandsOf } from './access/brands-store.ts';
import { idempotencyStore } from './access/idempotency-store.ts';
import { findByAddress, peopleOf } from './access/people-store.ts';
import { sessionsIn } from './access/sessions-store.ts';
import { signInsIn } from './access/sign-in-store.ts';
import {
  deliveriesOf,
  dueQueue,
  emitEvent,
  enqueue,
  type NewEvent,
  wantsAny,
  webhooksOf,
} from './access/webhooks-store.ts';
import { createClickStore } from './clicks/click-store.ts';
import { resharesOf } from './clicks/reshares-store.ts';
import { createCountReader } from './counts/count-reader.ts';
import { createCountStore } from './counts/count-store.ts';
import { baselinesOf } from './lift/baselines-store.ts';
import { domainHostsIn, domainsOf } from './links/domains-store.ts';
import { findLinkOwner } from './links/link-owner.ts';
import { linkRoutesIn } from './links/link-routes-store.ts';
import { postsOf } from './links/link-shelf.ts';
import { linksOf } from './links/links-store.ts';
import { couponsOf } from './orders/coupons-store.ts';
import { fxOf } from './orders/fx-store.ts';
import { createOrderReader } from './orders/order-lines-store.ts';
import { conversionsOf, ordersOf } from './orders/orders-store.ts';
import { ppcOf } from './orders/ppc-store.ts';
import { spendOf } from './orders/spend-store.ts';
import { waitingRefundsOf } from './orders/waiting-refunds.ts';
import { applicationsOf } from './programme/applications-store.ts';
import { assetsOf } from './programme/assets-store.ts';
import { calendarsOf, findCalendar } from './programme/calendars-store.ts';
import { catalogVersionsOf } from './programme/catalog-version.ts';
import { dropsOf } from './programme/drops-store.ts';
import { engagementOf } from './programme/engagement-store.ts';
import { createFactsLoader } from './programme/facts-loader.ts';
import { handlesOf } from './programme/handles-store.ts';
import { createPasts } from './programme/kept/kept-past.ts';
import { keptProgrammesOf } from './programme/kept/kept-programme.ts';
import { createKeptReports } from './programme/kept/kept-reports.ts';
import { postAddressesOf } from './programme/post-addresses-store.ts';
import { promotionReviewsOf } from './programme/promotion-reviews-store.ts';
import { tableDeliveries } from './reports/deliveries-store.ts';
import { reportSettingsOf } from './reports/report-settings-store.ts';
import { findReportOwner, reportsOf } from './reports/reports-store.ts';
import { findShare, sharesOf } from './reports/shares-store.ts';
import { type SnapshotStore, tableSnapshots } from './reports/snapshot-store.ts';
import {
  type Delivered,
  hookDue,
  hookEventsOf,
  hooksOf,
  hookTokens,
  nameDelivery,
  shopOrdersOf,
  tallyOf,
} from './shops/hooks-store.ts';
import { scriptHeardOf } from './shops/script-heard.ts';
import { recordsOf } from './table/records-store.ts';
import type { Tables } from './table/tables.ts';

export type StoreSettings = {
  tables: Tables;
  /** Epoch ms. */
  now: () => number;
  /** A cryptographic source. */
  random: (count: number) => Uint8Array;
  /** Keys the slugs that we choose; where it isn't given, none can be chosen. */
  slugSecret?: Uint8Array;
  /** Called with every slug whose route changed, and every host that is another's, so that a cache in this process can forget it. */
  routeChanged?: ((slug: string) => void) | undefined;
  /** Where report snapshots lie; the records table unless told. */
  snapshots?: SnapshotStore;
};

/** Every store, made once for a process: the readers remember what they read. Who asks for a brand's names it. */
export function createStores(settings: StoreSettings) {
  const { tables, now, random } = settings;
  const newToken = (): string => Buffer.from(random(9)).toString('base64url');
  const clicks = createClickStore(tables, now);
  const counts = createCountStore(tables, now);
  const countReader = createCountReader(clicks, counts, now);
  const orderReader = createOrderReader({ tables, counts, newToken });
  return {
    tables,
    now,
    random,
    newToken,
    routeChanged: settings.routeChanged,
    clicks,
    counts,
    countReader,
    orderReader,
    pasts: createPasts({ tables, counts, countReader, now, newToken }),
    keptReports: createKeptReports({ tables, counts, countReader, now, newToken }),
    loader: createFactsLoader({ tables, now, newToken, countReader, orders: orderReader }),
    brands: brandsOf(tables),
    brandSettings: createBrandSettings(tables, now),
    keys: keyLookup(tables),
    idempotency: idempotencyStore(tables),
    sessions: sessionsIn(tables, random),
    /** `key` makes the digits of a mail, and of nothing else. */
    signIns: (keys: SealKeys) => signInsIn(tables, random, keys),
    webhookQueue: dueQueue(tables),
    hookQueue: hookDue(tables),
    hookTokens: hookTokens(tables),
    linkRoutes: (space?: string) => linkRoutesIn(tables, space),
    domainHosts: domainHostsIn(tables),
    deliveries: tableDeliveries(tables),
    snapshots: settings.snapshots ?? tableSnapshots(tables),
    ...whoseIn(tables),
    brand: (brandId: BrandId) => storesOfBrand(brandId, { ...settings, counts, newToken }),
  };
}
export type Stores = ReturnType<typeof createStores>;

/** Whose a thing is that comes without its brand's name: a click's link, a token in an address, who signs in. */
const whoseIn = (tables: Tables) => ({
  findLinkOwner: (linkId: string) => findLinkOwner(tables, linkId),
  findReportOwner: (reportId: string) => findReportOwner(tables, reportId),
  nameDelivery: (hookId: string, delivery: Delivered) => nameDelivery(tables, hookId, delivery),
  findCalendar: (token: string) => findCalendar(tables, token),
  findShare: (token: string, at: number) => findShare(tables, token, at),
  findPeople: (email: string) => findByAddress(tables, email),
});

type Parts = StoreSettings & { counts: ReturnType<typeof createCountStore>; newToken: () => string };
type OfBrand = Parts & { brandId: BrandId; records: ReturnType<typeof recordsOf> };

/** What one brand owns. There is no way from here to anything of another's. */
function storesOfBrand(brandId: BrandId, parts: Parts) {
  const { tables, now, newToken } = parts;
  const own: OfBrand = { ...parts, brandId, records: recordsOf(tables, brandId) };
  return {
    brandId,
    records: own.records,
    /** Said before writing what reports read whole, */
    catalogChanging: () => catalogVersionsOf(tables).begin(brandId, now()),
    /** and after it, before the write is acknowledged. */
    catalogChanged: () => catalogVersionsOf(tables).change(brandId, newToken(), now()),
    forgetProgramme: () => keptProgrammesOf(tables, newToken).forget(brandId),
    ...programmeStores(own),
    ...moneyStores(own),
    ...shopStores(own),
    ...reportStores(own),
    ...accessStores(own),
  };
}
export type BrandStores = ReturnType<typeof storesOfBrand>;

/** Who posts what, when and under which link. */
const programmeStores = ({ tables, records, slugSecret, routeChanged }: OfBrand) => ({
  creators: records.collection('CREATOR', Creator),
  handles: handlesOf(records),
  campaigns: records.collection('CAMPAIGN', Campaign),
  squads: records.collection('SQUAD', Squad),
  surveys: records.collection('SURVEY', Survey),
  drops: dropsOf(records),
  calendars: calendarsOf(tables, records),
  assets: assetsOf(records),
  calls: records.collection('CALL', OpenCall),
  posts: postsOf(records),
  postAddresses: postAddressesOf(records),
  domains: domainsOf(records),
  links: linksOf(tables, records, { slugSecret, routeChanged }),
  applications: applicationsOf(records),
  engagement: engagementOf(records),
  promotionReviews: promotionReviewsOf(records),
});

/** What came in and what it cost. */
function moneyStores({ tables, brandId, records, counts, newToken }: OfBrand) {
  const getBrand = () => brandsOf(tables).get(brandId);
  const fx = fxOf(tables, records);
  return {
    getBrand,
    fx,
    spend: spendOf(records),
    ppc: ppcOf(records),
    coupons: couponsOf(records),
    conversions: conversionsOf(records),
    /** Booked in the brand's currency. */
    orders: ordersOf({ tables, counts, newToken }, records, getBrand, fx),
    waitingRefunds: waitingRefundsOf(records),
  };
}

/** What its shop tells by itself. */
const shopStores = ({ records }: OfBrand) => ({
  hooks: hooksOf(records),
  hookEvents: (hookId: string) => hookEventsOf(records, hookId),
  hookTally: (hookId: string) => tallyOf(records, hookId),
  shopOrders: shopOrdersOf(records),
  scriptHeard: scriptHeardOf(records),
});

/** What is read from all that, and told. */
const reportStores = ({ tables, records }: OfBrand) => ({
  baselines: baselinesOf(records),
  liftPlans: records.collection('LIFTPLAN', StoredLiftPlan),
  reshares: resharesOf(records),
  reports: reportsOf(tables, records),
  reportSettings: reportSettingsOf(records),
  shares: sharesOf(tables, records),
});

/** Who may ask, and who is told. */
const accessStores = ({ tables, brandId, records }: OfBrand) => ({
  people: peopleOf(tables, brandId),
  keys: keysOfBrand(tables, records),
  webhooks: webhooksOf(records),
  webhookDeliveries: (webhookId: string) => deliveriesOf(records, webhookId),
  emitEvent: (event: NewEvent) => emitEvent(tables, records, event),
  enqueue: (webhookId: Id<'whk'>, event: NewEvent) => enqueue(tables, records, webhookId, event),
  wantsAny: (types: readonly EventType[]) => wantsAny(records, types),
});

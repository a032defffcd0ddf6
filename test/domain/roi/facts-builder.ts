import type { CubeCell } from '../../../shared/domain/click/fold.ts';
import type {
  CreatorFacts,
  CreditedOrder,
  Facts,
  LinkDay,
  PostFacts,
  SpendFact,
} from '../../../shared/domain/facts.ts';

/** Supplies what a test of ROI is not about. */
export const aBrand = (over: Partial<Facts['brand']> = {}): Facts['brand'] => ({
  brandId: 'brd_socks',
  name: 'Sock Story',
  timeZone: 'Europe/Berlin',
  currency: 'EUR',
  grossMargin: 0.6,
  windowDays: 30,
  ...over,
});

export const aCreator = (over: Partial<CreatorFacts> = {}): CreatorFacts => ({
  creatorId: 'crt_a',
  handle: 'a',
  platform: 'instagram',
  followers: 5000,
  source: 'volunteered',
  violated: false,
  ...over,
});

export const aPost = (over: Partial<PostFacts> = {}): PostFacts => ({
  postId: 'pst_1',
  creatorId: 'crt_a',
  stage: 'microcontent',
  platform: 'instagram',
  format: 'short',
  publishedOn: '2026-10-05',
  publishedAt: Date.parse(`${over.publishedOn ?? '2026-10-05'}T10:00:00Z`),
  messages: [],
  ...over,
});

export const anOrder = (over: Partial<CreditedOrder> = {}): CreditedOrder => ({
  conversionId: 'cnv_1',
  kind: 'sale',
  day: '2026-10-06',
  occurredAt: Date.parse(`${over.day ?? '2026-10-06'}T12:00:00Z`),
  receivedAt: Date.parse(`${over.day ?? '2026-10-06'}T12:00:01Z`),
  netMinor: 5000,
  attributedBy: 'click',
  credits: [{ postId: 'pst_1', creatorId: 'crt_a', share: 1 }],
  ...over,
});

export const aRefund = (order: CreditedOrder, over: Partial<CreditedOrder> = {}): CreditedOrder => ({
  ...order,
  conversionId: `${order.conversionId}_refund`,
  refundOf: order.conversionId,
  netMinor: -order.netMinor,
  ...(order.grossProfitMinor === undefined ? {} : { grossProfitMinor: -order.grossProfitMinor }),
  ...over,
});

export const aSpend = (over: Partial<SpendFact> = {}): SpendFact => ({
  spendId: 'spd_1',
  kind: 'fee',
  amountMinor: 10_000,
  basis: 'cash',
  incurredOn: '2026-10-05',
  state: 'accrued',
  on: { postId: 'pst_1' },
  ...over,
});

export const aLinkDay = (over: Partial<LinkDay> = {}): LinkDay => ({
  day: '2026-10-06',
  linkId: 'lnk_1',
  hits: 120,
  clicks: 100,
  uniques: 80,
  darkClicks: 30,
  excluded: {},
  ...over,
});

export const aCell = (over: Partial<CubeCell> = {}): CubeCell => ({
  reason: '',
  channel: 'own_inapp',
  app: 'instagram',
  device: 'mobile',
  os: 'ios',
  country: 'DE',
  trigger: 'link',
  referrerOnly: 'Direct',
  count: 1,
  ...over,
});

export const someFacts = (
  over: Omit<Partial<Facts>, 'catalog'> & { catalog?: Partial<Facts['catalog']> } = {},
): Facts => ({
  brand: aBrand(),
  days: [],
  channels: [],
  orders: [],
  spend: [],
  engagement: [],
  unconverted: [],
  ...over,
  catalog: {
    creators: [aCreator()],
    posts: [aPost()],
    links: [{ linkId: 'lnk_1', postId: 'pst_1' }],
    campaigns: [],
    squads: [],
    ...over.catalog,
  },
});

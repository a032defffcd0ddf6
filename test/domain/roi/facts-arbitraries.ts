import fc from 'fast-check';
import { splitByLargestRemainder } from '../../../shared/domain/attribution/money-split.ts';
import type { CreatorFacts, EngagementFact, Facts, LinkDayChannel } from '../../../shared/domain/facts.ts';
import { convert } from '../../../shared/domain/money/money.ts';
import { linesOfOrder, type OrderLine } from '../../../shared/domain/orders/order-lines.ts';
import type { StoredConversion } from '../../../shared/domain/schema/orders/conversions.ts';
import { addDays } from '../../../shared/domain/time/week.ts';
import { CHANNELS, STAGES } from '../../../shared/domain/vocabulary.ts';
import { aBrand, aCreator, aLinkDay, aPost, aSpend, someFacts } from './facts-builder.ts';

/** Everything that is generated lies within these days. */
export const FIRST_DAY = '2026-09-01';
export const LAST_DAY = '2026-12-31';

/** Exponents 2, 0, 3 and 4: what a rounding may trip over. */
const CURRENCIES = ['EUR', 'JPY', 'KWD', 'CLF', 'USD', 'HUF'] as const;
const CREATORS = ['crt_a', 'crt_b', 'crt_c'] as const;
/** Hers is no source of any other; the last has no age and no city. */
const OF_CREATORS: readonly Partial<CreatorFacts>[] = [
  { source: 'volunteered', ageBand: '18-24', city: 'Berlin' },
  { source: 'invited', ageBand: '25-34', city: 'Paris' },
  { source: 'searched' },
];
const SQUADS = ['sqd_1', 'sqd_2'] as const;
const CAMPAIGNS = ['cmp_1', 'cmp_2'] as const;

/** A link without a post. */
export const ALONE = 'lnk_8';
const day = fc.integer({ min: 0, max: 75 }).map((days) => addDays(FIRST_DAY, days));
const creatorId = fc.constantFrom(...CREATORS);
const postId = fc.integer({ min: 0, max: 7 }).map((n) => `pst_${n}`);
const currency = fc.constantFrom(...CURRENCIES);
/** Half of the orders are in the brand's own currency. */
const orderCurrency = fc.option(currency, { nil: undefined, freq: 2 });
const perhaps = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined });

const posts = fc
  .array(
    fc.record({
      creatorId,
      stage: fc.constantFrom(...STAGES),
      publishedOn: day,
      platform: fc.constantFrom('instagram', 'tiktok', 'youtube'),
      tier: perhaps(fc.constantFrom('1-5k', '5-10k', 'out-of-range')),
      messages: fc.array(fc.constantFrom('warmth', 'looks', 'eco'), { maxLength: 4 }),
      campaignId: perhaps(fc.constantFrom(...CAMPAIGNS)),
      squadId: perhaps(fc.constantFrom(...SQUADS)),
      city: perhaps(fc.constantFrom('Berlin', 'Paris')),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((list) => list.map((over, i) => aPost({ ...defined(over), postId: `pst_${i}` })));

const squads = fc.array(
  fc.record({
    squadId: fc.constantFrom(...SQUADS),
    name: fc.constant('Squad'),
    city: fc.constantFrom('Berlin', 'Paris'),
    country: fc.constant('DE'),
    members: fc.array(fc.record({ creatorId, since: day }), { maxLength: 3 }),
  }),
  { maxLength: 2 },
);

/** Rates of some days only: before the first, money of that currency waits, and is never taken 1:1. */
const rates = fc.array(
  fc.record({
    from: currency,
    date: day,
    rate: fc.integer({ min: 1, max: 999_999 }).map((n) => (n / 1000).toFixed(3)),
  }),
  { maxLength: 12 },
);
type Rates = { from: string; date: string; rate: string }[];

const rateOn = (table: Rates, from: string, to: string, on: string): string | undefined =>
  from === to
    ? '1'
    : table
        .filter((one) => one.from === from && one.date <= on)
        .sort((one, other) => (one.date < other.date ? 1 : -1))[0]?.rate;

const conversion = fc.record({
  day,
  kind: fc.constantFrom('sale' as const, 'sale' as const, 'lead' as const),
  paidIn: orderCurrency,
  gross: fc.integer({ min: 0, max: 30_000 }),
  netShare: fc.integer({ min: 0, max: 100 }),
  cogsShare: perhaps(fc.integer({ min: 0, max: 120 })),
  attributedBy: fc.constantFrom('click' as const, 'coupon' as const),
  newCustomer: perhaps(fc.boolean()),
  customerId: perhaps(fc.constantFrom('ann', 'ben', 'cleo', 'dan')),
  refundParts: fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 3 }),
  keptPart: fc.integer({ min: 0, max: 9 }),
  credits: fc.array(
    fc.record({
      creatorId,
      postId: perhaps(postId),
      /** The click was on the link without a post. */
      isAlone: fc.integer({ min: 0, max: 4 }).map((n) => n === 0),
      channel: perhaps(fc.constantFrom(...CHANNELS)),
      weight: fc.integer({ min: 1, max: 9 }),
    }),
    { maxLength: 3 },
  ),
});
type Wish = typeof conversion extends fc.Arbitrary<infer T> ? T : never;

/** The document of an order as the store holds it, booked at the rate of its day where there is one. */
function conversionOf(wish: Wish, index: number, brandCurrency: string, table: Rates): StoredConversion {
  const paidIn = wish.paidIn ?? brandCurrency;
  const net = Math.floor((wish.gross * wish.netShare) / 100);
  const cogs = wish.cogsShare === undefined ? undefined : Math.floor((net * wish.cogsShare) / 100);
  const rate = rateOn(table, paidIn, brandCurrency, wish.day);
  const booked = (amount: number, at: string) =>
    convert({ amount, currency: paidIn }, brandCurrency, at)?.amount ?? 0;
  const whole = wish.credits.reduce((sum, credit) => sum + credit.weight, 0);
  const parts = splitByLargestRemainder(wish.gross, [...wish.refundParts, wish.keptPart]);
  const noon = `${wish.day}T12:00:00Z`;
  return {
    id: `cnv_${index}`,
    kind: wish.kind,
    day: wish.day,
    occurredAt: noon,
    receivedAt: noon,
    amount: { amount: wish.gross, currency: paidIn },
    netAmount: { amount: net, currency: paidIn },
    ...defined({ customerId: wish.customerId, newCustomer: wish.newCustomer }),
    attributedBy: wish.credits.length === 0 ? 'none' : wish.attributedBy,
    credits: wish.credits.map(({ weight, isAlone, channel, ...place }) => ({
      ...(isAlone ? { linkId: ALONE } : defined(place)),
      ...defined({ channel }),
      share: weight / whole,
    })),
    ...(rate === undefined
      ? {}
      : {
          booking: {
            currency: brandCurrency,
            rate,
            rateDate: wish.day,
            netMinor: booked(net, rate),
            ...(cogs === undefined ? {} : { cogsMinor: booked(cogs, rate) }),
          },
        }),
    refunds: wish.refundParts.map((_, part) => ({
      id: `rfd_${index}_${part}`,
      amount: { amount: parts[part] ?? 0, currency: paidIn },
      occurredAt: noon,
      receivedAt: noon,
      day: addDays(wish.day, part + 1),
    })),
    touches: [],
  } as unknown as StoredConversion;
}

/** The same orders, each given back to the last unit of its own currency. */
export const whollyRefunded = (orders: readonly StoredConversion[]): StoredConversion[] =>
  orders.map((order) => {
    const [paid, so] = [
      order.amount?.amount ?? 0,
      order.refunds.reduce((sum, one) => sum + one.amount.amount, 0),
    ];
    const rest = {
      ...order.refunds[0],
      id: `${order.id}_rest`,
      amount: { amount: paid - so, currency: order.amount?.currency ?? '' },
      occurredAt: order.occurredAt,
      receivedAt: order.receivedAt,
      day: addDays(order.day, 5),
    };
    return { ...order, refunds: [...order.refunds, rest] } as StoredConversion;
  });

/** What the loader makes of orders: credited lines, and what waits for a rate listed apart. */
export function ordersAsFacts(orders: readonly StoredConversion[]): Pick<Facts, 'orders' | 'unconverted'> {
  const lines: OrderLine[] = orders.flatMap((order) => linesOfOrder(order).map(({ line }) => line));
  return {
    orders: lines.flatMap((line) => (line.kind === 'booked' ? [line.order] : [])),
    unconverted: lines.flatMap((line) =>
      line.kind === 'unconverted'
        ? [{ of: 'orders' as const, day: line.day, currency: line.currency, amountMinor: line.amountMinor }]
        : [],
    ),
  };
}

const level = fc.oneof(
  postId.map((id) => ({ postId: id })),
  creatorId.map((id) => ({ creatorId: id })),
  fc.constantFrom(...CAMPAIGNS, 'cmp_none').map((id) => ({ campaignId: id })),
  fc.constantFrom(...SQUADS, 'sqd_none').map((id) => ({ squadId: id })),
  fc.constantFrom(...STAGES).map((stage) => ({ stage })),
);
const spends = fc
  .array(
    fc.record({
      incurredOn: day,
      amountMinor: fc.integer({ min: 0, max: 99_999 }),
      state: fc.constantFrom('committed' as const, 'accrued' as const, 'paid' as const),
      basis: fc.constantFrom('cash' as const, 'cogs' as const, 'retail' as const),
      kind: fc.constantFrom('fee' as const, 'commission' as const, 'product' as const),
      on: level,
    }),
    { maxLength: 12, size: 'max' },
  )
  .map((list) => list.map((over, i) => aSpend({ ...over, spendId: `spd_${i}` })));

const clicks = fc.array(
  fc.record({
    day,
    link: fc.integer({ min: 0, max: 8 }),
    byChannel: fc.uniqueArray(
      fc.record({ channel: fc.constantFrom(...CHANNELS), clicks: fc.constantFrom(1, 1, 2, 7, 100) }),
      { maxLength: 4, selector: (one) => one.channel },
    ),
  }),
  { maxLength: 20 },
);

const counter = fc.nat(5000);
const engagement: fc.Arbitrary<EngagementFact[]> = fc
  .array(
    fc.record({
      postId,
      takenAt: fc.integer({ min: 1, max: 5 }),
      likes: counter,
      comments: counter,
      reach: perhaps(counter),
      views: perhaps(counter),
      impressions: perhaps(counter),
      followers: perhaps(counter),
    }),
    { maxLength: 10 },
  )
  .map((list) => list.map((one) => defined(one) as EngagementFact));

/** A brand's facts with the order documents from which their lines were made. */
export type Generated = { facts: Facts; conversions: StoredConversion[] };

export const anyFacts: fc.Arbitrary<Generated> = fc
  .record({
    posts,
    squads,
    rates,
    spends,
    clicks,
    engagement,
    wishes: fc.array(conversion, { maxLength: 25, size: 'max' }),
    brandCurrency: fc.constantFrom('EUR', 'JPY'),
    grossMargin: perhaps(fc.constantFrom(0.37, 0.6)),
  })
  .map(({ posts: list, wishes, rates: table, brandCurrency, grossMargin, clicks: counted, ...rest }) => {
    const conversions = wishes.map((wish, i) => conversionOf(wish, i, brandCurrency, table));
    const { grossMargin: _, ...unpriced } = aBrand({ currency: brandCurrency });
    const facts = someFacts({
      brand: grossMargin === undefined ? unpriced : { ...unpriced, grossMargin },
      catalog: {
        posts: list,
        links: [
          ...list.map((post, i) => ({ linkId: `lnk_${i}`, postId: post.postId })),
          { linkId: ALONE, placement: 'bio' },
        ],
        creators: CREATORS.map((id, i): CreatorFacts => aCreator({ ...OF_CREATORS[i], creatorId: id })),
        campaigns: CAMPAIGNS.map((campaignId) => ({
          campaignId,
          name: campaignId,
          startsOn: FIRST_DAY,
          endsOn: LAST_DAY,
          briefs: [],
        })),
        squads: rest.squads,
      },
      days: counted.map(({ day: on, link, byChannel }) => {
        const sum = byChannel.reduce((all, one) => all + one.clicks, 0);
        return aLinkDay({ day: on, linkId: `lnk_${link}`, clicks: sum, uniques: Math.ceil(sum / 2) });
      }),
      channels: counted.flatMap(({ day: on, link, byChannel }): LinkDayChannel[] =>
        byChannel.map((one) => ({ ...one, day: on, linkId: `lnk_${link}` })),
      ),
      spend: rest.spends,
      engagement: rest.engagement,
      ...ordersAsFacts(conversions),
    });
    return { facts, conversions };
  });

function defined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as never;
}

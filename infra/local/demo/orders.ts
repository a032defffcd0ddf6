import { type Random, randomInt, seededRandom } from '../../../shared/domain/statistics/seeded-random.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../shared/domain/time/units.ts';
import type { ConversionKind } from '../../../shared/domain/vocabulary.ts';
import type { Calendar } from './calendar.ts';
import { weighted } from './header-sets.ts';
import { isNamed, type PlannedHit } from './hits.ts';
import type { PlannedPost } from './posts.ts';
import { CURRENCY, MEMBERS, PRODUCTS, TESTED } from './story.ts';

const WINDOW_DAYS = 28;

export type PlannedOrder = {
  externalId: string;
  kind: ConversionKind;
  occurredAt: number;
  /** When the shop hands it in: the first Monday after it, two weeks later for the forgotten one. */
  week: number;
  /** Oldest first; places in the list of hits. */
  clicks: number[];
  couponCode?: string;
  survey?: { source: string; creator?: string };
  lines: { name: string; quantity: number; netAmount: number; cogs: number }[];
  customerId: string;
  newCustomer: boolean;
  /** Share of the amount that is given back, in which week it is booked. */
  refund?: { share: number; at: number; week: number };
};

const WITH_COUPON = 0.3;
const WITH_JOURNEY = 0.3;
const RETURNING = 0.22;
const REFUNDED = 0.035;
/** Orders that name a creator's code and no click: heard of, not tapped. */
const CODE_ONLY: Record<PlannedPost['stage'], number> = {
  microcontent: 0.2,
  campaign: 0.22,
  community: 0.12,
};
const SHIPPING_MINOR = 390;

/** What followers bought, from the clicks that they made; in the order of time. */
export function planOrders(
  posts: readonly PlannedPost[],
  hits: readonly PlannedHit[],
  calendar: Calendar,
  seed: string,
): PlannedOrder[] {
  const random = seededRandom(`${seed} orders`);
  const shoppers = { random, calendar, customers: [] as string[], next: 1 };
  const drafts = [
    ...posts.flatMap((post) => boughtAfterClick(post, hits, shoppers)),
    ...posts.flatMap((post) => boughtByCode(post, shoppers)),
    ...boughtUnseen(shoppers),
  ].sort((a, b) => a.occurredAt - b.occurredAt);
  const orders = drafts.map((draft, index) => finished(draft, index, shoppers));
  forgetOne(orders);
  return orders;
}

/** Of so many taps of the week that still runs one ends in an order, an hour later. */
const TAPS_AN_ORDER = 7;

/**
 * What was bought since the newest closed week. `hits` are that week's, the first of them at place `first` among all; `soFar`
 * orders were planned before.
 */
export function planRunningOrders(
  hits: readonly PlannedHit[],
  { first, soFar, calendar, realNow, seed }: RunningWeek,
): PlannedOrder[] {
  const random = seededRandom(`${seed} running orders`);
  const shoppers: Shoppers = { random, calendar, customers: [], next: soFar + 1 };
  const week = calendar.weeks.length + 1;
  return hits
    .flatMap((hit, place) =>
      isNamed(hit) ? [{ occurredAt: hit.at + HOUR_MS, clicks: [first + place] }] : [],
    )
    .filter(({ occurredAt }, index) => index % TAPS_AN_ORDER === 1 && occurredAt < realNow)
    .map((tapped, index) => ({ ...finished({ kind: 'sale', ...tapped }, soFar + index, shoppers), week }));
}
export type RunningWeek = { first: number; soFar: number; calendar: Calendar; realNow: number; seed: string };

type Draft = Pick<PlannedOrder, 'kind' | 'occurredAt' | 'clicks' | 'couponCode' | 'survey'>;
type Shoppers = { random: Random; calendar: Calendar; customers: string[]; next: number };

function boughtAfterClick(
  post: PlannedPost,
  hits: readonly PlannedHit[],
  { random, calendar }: Shoppers,
): Draft[] {
  const open = hits.flatMap((hit, index) =>
    hit.post === post.key && isNamed(hit) && hit.at < calendar.endMs - HOUR_MS ? [index] : [],
  );
  return Array.from({ length: Math.min(post.orders, open.length) }, () => {
    const [last = 0] = open.splice(randomInt(random, 0, open.length - 1), 1);
    const tapped = hits[last]?.at ?? 0;
    const later = (random() < 0.75 ? 4 : 60) * HOUR_MS * -Math.log(1 - random());
    const occurredAt = Math.min(Math.floor(tapped + 180_000 + later), calendar.endMs - MINUTE_MS);
    const journey = random() < WITH_JOURNEY ? earlier(hits, last, random) : [];
    const couponCode = random() < WITH_COUPON ? codeFor(post, random) : undefined;
    return { kind: 'sale', occurredAt, clicks: [...journey, last], ...(couponCode ? { couponCode } : {}) };
  });
}

/** One to three taps of the same shopper before, on whatever link. */
function earlier(hits: readonly PlannedHit[], last: number, random: Random): number[] {
  const until = hits[last]?.at ?? 0;
  const found = new Set<number>();
  const wanted = randomInt(random, 1, 3);
  for (let tries = 0; tries < 20 && found.size < wanted && last > 0; tries++) {
    const index = randomInt(random, 0, last - 1);
    const hit = hits[index];
    if (hit && isNamed(hit) && until - hit.at < WINDOW_DAYS * DAY_MS) found.add(index);
  }
  return [...found].sort((a, b) => a - b);
}

/** Mostly the creator's own code; now and then one of another, who is then owed the order. */
function codeFor({ creator }: PlannedPost, random: Random): string | undefined {
  const other = TESTED[randomInt(random, 0, TESTED.length - 1)]?.couponCodes[0];
  const own = [...TESTED, ...MEMBERS].find(({ key }) => key === creator)?.couponCodes[0];
  return random() < 0.9 ? own : other;
}

function boughtByCode(post: PlannedPost, { random, calendar }: Shoppers): Draft[] {
  const count = Math.floor(post.orders * CODE_ONLY[post.stage] + random());
  return Array.from({ length: count }).flatMap(() => {
    const occurredAt = Math.floor(post.publishedAt + HOUR_MS + 30 * HOUR_MS * -Math.log(1 - random()));
    const couponCode = `${post.creator.toUpperCase()}10`;
    return occurredAt < calendar.endMs ? [{ kind: 'sale' as const, occurredAt, clicks: [], couponCode }] : [];
  });
}

/** Regulars without any trace, a site-wide code, two answers to "how did you hear of us?", newsletter sign-ups. */
function boughtUnseen({ random, calendar }: Shoppers): Draft[] {
  const some = (count: number, more: Partial<Draft>): Draft[] =>
    Array.from({ length: count }, () => ({
      kind: 'sale',
      occurredAt: calendar.startMs + Math.floor(random() * (calendar.endMs - calendar.startMs)),
      clicks: [],
      ...more,
    }));
  return [
    ...some(22, {}),
    ...some(4, { couponCode: 'WELCOME5' }),
    ...some(1, { survey: { source: 'creator', creator: 'hanna' } }),
    ...some(1, { survey: { source: 'friend' } }),
    ...some(6, { kind: 'lead' }),
  ];
}

function finished(draft: Draft, index: number, shoppers: Shoppers): PlannedOrder {
  const { random, calendar, customers } = shoppers;
  const returning = customers.length > 20 && random() < RETURNING;
  const customerId = returning
    ? (customers[randomInt(random, 0, customers.length - 1)] ?? '')
    : `customer-${shoppers.next++}`;
  if (!returning) customers.push(customerId);
  const week = weekOf(draft.occurredAt, calendar);
  const refundAt = draft.occurredAt + randomInt(random, 2, 12) * DAY_MS;
  const refunded = draft.kind === 'sale' && random() < REFUNDED && refundAt < calendar.endMs;
  const refund = { share: random() < 0.5 ? 1 : 0.5, at: refundAt, week: weekOf(refundAt, calendar) };
  return {
    ...draft,
    externalId: `order-${1001 + index}`,
    week,
    lines: draft.kind === 'lead' ? [] : basket(random),
    customerId,
    newCustomer: !returning,
    ...(refunded ? { refund } : {}),
  };
}

function basket(random: Random): PlannedOrder['lines'] {
  const chosen = weighted(
    PRODUCTS.map((product, index) => [product, [3, 4, 3, 2, 2][index] ?? 1] as const),
    random,
  );
  const quantity = chosen && chosen.netAmount < 3_000 ? randomInt(random, 1, 3) : 1;
  const line = chosen && {
    name: chosen.name,
    quantity,
    netAmount: chosen.netAmount * quantity,
    cogs: chosen.cogs * quantity,
  };
  return line ? [line] : [];
}

/** An order of the sixth week lay in the shop's drawer until the eighth: the report of its week is revised. */
function forgetOne(orders: readonly PlannedOrder[]): void {
  const late = orders.find(
    ({ week, kind, clicks, refund }) => week === 6 && kind === 'sale' && clicks.length > 0 && !refund,
  );
  if (late) late.week = 8;
}

function weekOf(at: number, calendar: Calendar): number {
  const index = calendar.weeks.findIndex((_, place) => at < calendar.weekEnd(place + 1));
  return index === -1 ? calendar.weeks.length : index + 1;
}

/** The order as POST /v1/conversions takes it; `clickIds` are what the redirect answered. */
export function conversionOf(
  order: PlannedOrder,
  clickIds: readonly string[],
  creatorId: (key: string) => string,
): Record<string, unknown> {
  const money = (amount: number) => ({ amount, currency: CURRENCY });
  const net = order.lines.reduce((sum, line) => sum + line.netAmount, 0);
  const { survey } = order;
  return {
    kind: order.kind,
    externalId: order.externalId,
    number: `#${order.externalId.replace(/\D/g, '')}`,
    occurredAt: new Date(order.occurredAt).toISOString(),
    ...(order.kind === 'sale'
      ? {
          amount: money(Math.round(net * 1.19) + SHIPPING_MINOR),
          netAmount: money(net),
          lines: order.lines.map(({ netAmount, cogs, ...line }) => ({
            ...line,
            netAmount: money(netAmount),
            cogs: money(cogs),
          })),
        }
      : {}),
    customerId: order.customerId,
    newCustomer: order.newCustomer,
    clickIds,
    ...(order.couponCode ? { couponCode: order.couponCode } : {}),
    ...(survey
      ? {
          survey: {
            source: survey.source,
            ...(survey.creator ? { creatorId: creatorId(survey.creator) } : {}),
          },
        }
      : {}),
  };
}

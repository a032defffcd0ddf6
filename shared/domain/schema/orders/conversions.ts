import * as z from 'zod';
import { MOST_MINOR } from '../../money/money.ts';
import { CHANNELS, MODELS } from '../../vocabulary.ts';
import {
  Day,
  ExternalId,
  Instant,
  idOf,
  Money,
  MoneyInput,
  maybe,
  PageQuery,
  pageOf,
  stamps,
  text,
} from '../common.ts';
import { postFilterFields, searchField, sortField } from '../filters.ts';
import { route } from '../route.ts';

const NotNegative = MoneyInput.refine(({ amount }) => amount >= 0, { error: 'must not be negative' }).refine(
  ({ amount }) => amount <= MOST_MINOR,
  { error: `must not exceed ${MOST_MINOR}` },
);

const lineWith = <M extends z.ZodType>(money: M) =>
  z.strictObject({
    name: maybe(text(200)),
    quantity: z.int().min(1).max(1_000_000),
    netAmount: money,
    cogs: maybe(money),
  });

const Survey = z.strictObject({ source: text(60), creatorId: maybe(idOf('crt')) });

/** A code as the shop sent it, creators' or its own: never refused for how it is spelled. A number is read as text. */
const SentCode = z
  .union([z.string().max(500), z.number().transform(String)], {
    error: 'must be a text of at most 500 characters, such as ADA10',
  })
  .meta({ type: 'string', maxLength: 500, example: 'ADA10' });

const saidWith = <M extends z.ZodType>(money: M) => ({
  kind: z.enum(['lead', 'sale']),
  externalId: ExternalId,
  occurredAt: Instant,
  amount: maybe(money),
  netAmount: maybe(money),
  lines: maybe(z.array(lineWith(money)).min(1).max(200)),
  cogs: maybe(money),
  customerId: maybe(ExternalId),
  newCustomer: maybe(z.boolean()),
  couponCode: maybe(SentCode),
  /** In the order in which the shop lists them. */
  couponCodes: maybe(z.array(SentCode).max(20)),
  survey: maybe(Survey),
});
const sent = saidWith(NotNegative);
const said = saidWith(Money);
const ClickIdText = z.string().min(1).max(100);

export const ConversionInput = z
  .strictObject({
    ...sent,
    clickId: maybe(ClickIdText),
    clickIds: maybe(z.array(ClickIdText).max(50)),
  })
  .superRefine((order, context) => {
    const problem = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    const moneys = [
      order.amount,
      order.netAmount,
      order.cogs,
      ...(order.lines ?? []).flatMap((line) => [line.netAmount, line.cogs]),
    ];
    const currencies = new Set(moneys.flatMap((money) => (money ? [money.currency] : [])));
    if (currencies.size > 1) problem('amount', 'all amounts of one order must be in one currency');
    const ofLines = (order.lines ?? []).reduce((sum, { netAmount }) => sum + netAmount.amount, 0);
    if (ofLines > MOST_MINOR) problem('lines', `must not come to more than ${MOST_MINOR}`);
    if (order.kind === 'sale' && !order.amount && !order.netAmount && !order.lines)
      problem('amount', 'a sale needs amount, netAmount or lines');
    if (order.amount && order.netAmount && order.netAmount.amount > order.amount.amount)
      problem('netAmount', 'must not exceed amount');
    if (order.clickId !== undefined && order.clickIds !== undefined)
      problem('clickIds', 'give clickId or clickIds, not both');
  })
  .meta({
    id: 'ConversionInput',
    example: {
      kind: 'sale',
      externalId: 'order-4711',
      occurredAt: '2026-10-05T11:20:00+02:00',
      amount: { amount: 4990, currency: 'EUR' },
      netAmount: { amount: 4193, currency: 'EUR' },
      customerId: 'customer-12',
      newCustomer: true,
      couponCode: 'ADA10',
    },
  });
export type ConversionInput = z.infer<typeof ConversionInput>;

export const ConversionBulk = z.strictObject({ conversions: z.array(ConversionInput).min(1).max(100) }).meta({
  id: 'ConversionBulk',
  example: {
    conversions: [
      {
        kind: 'sale',
        externalId: 'order-4711',
        occurredAt: '2026-10-05T11:20:00+02:00',
        amount: { amount: 4990, currency: 'EUR' },
        couponCode: 'ADA10',
      },
      { kind: 'lead', externalId: 'lead-12', occurredAt: '2026-10-05T11:40:00+02:00' },
    ],
  },
});

/** The order of the address: its own `externalId` may be left out. */
const ConversionUpsert = z
  .strictObject({
    ...sent,
    externalId: maybe(ExternalId),
    clickId: maybe(ClickIdText),
    clickIds: maybe(z.array(ClickIdText).max(50)),
  })
  .meta({
    id: 'ConversionUpsert',
    example: {
      kind: 'sale',
      occurredAt: '2026-10-05T11:20:00+02:00',
      amount: { amount: 4990, currency: 'EUR' },
      couponCode: 'ADA10',
    },
  });

const reason = z.enum(['click', 'coupon', 'survey']);
const Credit = z.strictObject({
  linkId: maybe(z.string()),
  postId: maybe(z.string()),
  creatorId: z.string(),
  share: z.number(),
  channel: maybe(z.enum(CHANNELS)),
  app: maybe(z.string()),
  reason,
  evidence: maybe(z.enum(['coupon', 'survey'])),
});
const Loser = z.strictObject({
  reason,
  creatorId: z.string(),
  linkId: maybe(z.string()),
  postId: maybe(z.string()),
  beatenBy: reason,
});
const RefusedClick = z.strictObject({
  clickId: z.string(),
  reason: z.enum(['forged', 'foreign', 'unknown', 'repeated', 'after-conversion', 'outside-window']),
});
const Flag = z.enum([
  'coupon-beat-click',
  'coupon-without-click',
  'two-creators-codes',
  'site-wide-coupon',
  'unknown-coupon',
  'forged-click',
  'model-needs-all-journeys',
  'not-tied-to-a-post',
]);

const answered = {
  id: idOf('cnv'),
  ...said,
  receivedAt: Instant,
  clickIds: z.array(z.string()),
  attributedBy: z.enum(['click', 'coupon', 'survey', 'none']),
  credits: z.array(Credit),
  /** Weaker evidence that would have been credited. */
  losers: z.array(Loser),
  /** Click ids that earn nothing, and why. */
  refused: z.array(RefusedClick),
  flags: z.array(Flag),
  /** The model and the window at the time of the conversion: fixed for good. */
  model: z.enum(MODELS),
  windowDays: z.int(),
  /** How many days old a post a code could point to: the brand's setting at the time. Absent on orders from before
   *  places were kept, until the sweep has placed them. */
  couponDays: maybe(z.int()),
};

/** The first answer, and every later one to the same externalId: nothing in it ever changes. */
export const Conversion = z.strictObject(answered).meta({ id: 'Conversion' });
export type Conversion = z.infer<typeof Conversion>;

export const Refund = z
  .strictObject({
    id: idOf('rfd'),
    conversionId: idOf('cnv'),
    externalId: ExternalId,
    amount: Money,
    occurredAt: Instant,
    receivedAt: Instant,
  })
  .meta({ id: 'Refund' });
export type Refund = z.infer<typeof Refund>;

const StoredRefund = Refund.extend({ day: Day });
export type StoredRefund = z.infer<typeof StoredRefund>;

/** In the brand's currency at the rate of the order's day; absent while no rate is known. */
const Booking = z.strictObject({
  currency: z.string(),
  rate: z.string(),
  rateDate: Day,
  netMinor: z.int(),
  cogsMinor: maybe(z.int()),
});
export type Booking = z.infer<typeof Booking>;

const Touch = z.strictObject({
  linkId: z.string(),
  postId: z.string(),
  creatorId: z.string(),
  at: z.number(),
  channel: maybe(z.enum(CHANNELS)),
  app: maybe(z.string()),
});

export const StoredConversion = z.strictObject({
  ...answered,
  /** Day of the brand's on which it happened. */
  day: Day,
  booking: maybe(Booking),
  refunds: z.array(StoredRefund),
  /** Clicks that were creditable, oldest first: the journey that models split. */
  touches: z.array(Touch),
  ...stamps,
});
export type StoredConversion = z.infer<typeof StoredConversion>;

export const ConversionDetail = Conversion.extend({
  /** What the order counts for in reports, in the brand's currency; null while no exchange rate is known. */
  booked: z.strictObject({ netAmount: Money, rate: z.string(), rateDate: Day }).nullable(),
  refunds: z.array(Refund),
}).meta({ id: 'ConversionDetail' });
export type ConversionDetail = z.infer<typeof ConversionDetail>;

export const RefundInput = z
  .strictObject({
    externalId: ExternalId,
    amount: MoneyInput.refine(({ amount }) => amount > 0, { error: 'must be positive' }),
    occurredAt: Instant,
  })
  .meta({
    id: 'RefundInput',
    example: {
      externalId: 'refund-77',
      amount: { amount: 1500, currency: 'EUR' },
      occurredAt: '2026-10-05T13:00:00+02:00',
    },
  });

const ById = z.strictObject({ id: idOf('cnv') });
const base = { tag: 'Conversions' } as const;

export const createConversion = route({
  ...base,
  method: 'post',
  path: '/v1/conversions',
  scope: 'conversions:write',
  summary: 'Report an order or a lead; says whom it credits',
  description:
    'Credit: coupon of a creator, else clicks in the window, else the survey answer. The same externalId again gets the first answer, whatever else it says.',
  body: ConversionInput,
  answers: { 200: Conversion, 201: Conversion },
});
export const createConversions = route({
  ...base,
  method: 'post',
  path: '/v1/conversions/bulk',
  scope: 'conversions:write',
  summary: 'Report up to a hundred orders or leads, all or none',
  body: ConversionBulk,
  answers: { 201: z.strictObject({ data: z.array(Conversion) }) },
});
export const listConversions = route({
  ...base,
  method: 'get',
  path: '/v1/conversions',
  scope: 'conversions:read',
  summary: 'All conversions',
  description:
    '`from` and `to` are days of the order; the places (`stage`, `creatorId`, `postId`, `linkId` …) keep what was credited there; `q` looks into external ids.',
  query: PageQuery.extend({
    from: maybe(Day),
    to: maybe(Day),
    kind: maybe(said.kind),
    attributedBy: maybe(answered.attributedBy),
    couponCode: maybe(SentCode),
    ...postFilterFields,
    postId: maybe(idOf('pst')),
    linkId: maybe(idOf('lnk')),
    ...searchField,
    ...sortField(['occurredAt']),
  }),
  answers: { 200: pageOf(ConversionDetail) },
});
export const getConversion = route({
  ...base,
  method: 'get',
  path: '/v1/conversions/{id}',
  scope: 'conversions:read',
  summary: 'One conversion with its refunds and what it counts for',
  params: ById,
  answers: { 200: ConversionDetail },
});
export const createRefund = route({
  ...base,
  method: 'post',
  path: '/v1/conversions/{id}/refunds',
  scope: 'conversions:write',
  summary: 'Take back an order or a part of it',
  description:
    'In the terms of the order’s own `amount` (else its net amount), in its currency; booked as a negative line at the order’s exchange rate on the day of the refund. All refunds together never exceed the order.',
  params: ById,
  body: RefundInput,
  answers: { 200: Refund, 201: Refund },
});

export const putConversion = route({
  ...base,
  method: 'put',
  path: '/v1/conversions/external/{externalId}',
  scope: 'conversions:write',
  summary: 'Report the order of this externalId, or get what was answered first',
  description: 'An order is never edited: corrections are refunds.',
  params: z.strictObject({ externalId: ExternalId }),
  body: ConversionUpsert,
  answers: { 200: Conversion, 201: Conversion },
});

export const conversionRoutes = [
  createConversion,
  createConversions,
  listConversions,
  getConversion,
  createRefund,
  putConversion,
] as const;

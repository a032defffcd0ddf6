import { MOST_MINOR } from '../../money/money.ts';
import { because, issue } from '../../reasons.ts';
import {
  ATTRIBUTIONS,
  CHANNELS,
  CLICK_REFUSALS,
  CONVERSION_KINDS,
  CREDIT_REASONS,
  MODELS,
  ORDER_FLAGS,
} from '../../vocabulary.ts';
import { bulkRoute } from '../bulk.ts';
import {
  ByExternalId,
  byExternalId,
  Day,
  ExternalId,
  Instant,
  idOf,
  Metadata,
  Money,
  maybe,
  NotNegativeMoney,
  OrderNumber,
  PageQuery,
  pageOf,
  stamps,
  text,
} from '../common.ts';
import { postFilterFields, rangeFields, searchField, sortField } from '../filters.ts';
import * as z from '../late-zod.ts';
import { route } from '../route.ts';

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
    error: because('code-too-long', { n: 500 }),
  })
  .meta({ type: 'string', maxLength: 500, example: 'ADA10' });

/** The shop's own name of the customer. Shopify and WooCommerce send numbers; one that JSON would round is none. */
const CustomerId = z
  .union([ExternalId, z.int().min(0).transform(String)], {
    error: because('not-a-customer-id', { n: '1–200' }),
  })
  .meta({ type: 'string', pattern: '^[!-~]{1,200}$', example: 'customer-12' });

const saidWith = <M extends z.ZodType>(money: M) => ({
  kind: z.enum(CONVERSION_KINDS),
  externalId: ExternalId,
  /** What people call it, where that is not the externalId. */
  number: maybe(OrderNumber),
  occurredAt: Instant,
  amount: maybe(money),
  netAmount: maybe(money),
  lines: maybe(z.array(lineWith(money)).min(1).max(200)),
  cogs: maybe(money),
  customerId: maybe(CustomerId),
  newCustomer: maybe(z.boolean()),
  couponCode: maybe(SentCode),
  /** In the order in which the shop lists them. */
  couponCodes: maybe(z.array(SentCode).max(20)),
  survey: maybe(Survey),
  metadata: maybe(Metadata),
});
const sent = saidWith(NotNegativeMoney);
const said = saidWith(Money);
type SentFigures = {
  amount?: Money;
  netAmount?: Money;
  lines?: { netAmount: Money; cogs?: Money }[];
  cogs?: Money;
};

/** Money that can be one order's. */
function checkFigures(order: SentFigures, context: z.core.$RefinementCtx): void {
  const lines = order.lines ?? [];
  const moneys = [
    order.amount,
    order.netAmount,
    order.cogs,
    ...lines.flatMap((line) => [line.netAmount, line.cogs]),
  ];
  const currencies = new Set(moneys.flatMap((money) => (money ? [money.currency] : [])));
  if (currencies.size > 1) context.addIssue(issue('amount', 'several-currencies'));
  if (lines.reduce((sum, { netAmount }) => sum + netAmount.amount, 0) > MOST_MINOR)
    context.addIssue(issue('lines', 'lines-too-large', { n: MOST_MINOR }));
  if (!order.amount && !order.netAmount && !order.lines)
    context.addIssue(
      issue('amount', 'missing', { what: 'amount, netAmount or lines, such as 4990 for 49.90 EUR' }),
    );
  if (order.amount && order.netAmount && order.netAmount.amount > order.amount.amount)
    context.addIssue(issue('netAmount', 'above-amount'));
}

const ClickIdText = z.string().min(1).max(100);

const inputFields = {
  ...sent,
  clickId: maybe(ClickIdText),
  clickIds: maybe(z.array(ClickIdText).max(50)),
};
const example = {
  kind: 'sale',
  externalId: 'order-4711',
  occurredAt: '2026-10-05T11:20:00+02:00',
  amount: { amount: 4990, currency: 'EUR' },
  netAmount: { amount: 4193, currency: 'EUR' },
  customerId: 'customer-12',
  newCustomer: true,
  couponCode: 'ADA10',
};

export const ConversionInput = z
  .strictObject(inputFields)
  .superRefine((order, context) => {
    if (order.kind === 'sale') checkFigures(order, context);
    else if (order.amount || order.netAmount || order.lines) checkFigures(order, context);
    if (order.clickId !== undefined && order.clickIds !== undefined)
      context.addIssue(issue('clickIds', 'click-id-and-ids'));
  })
  .meta({
    id: 'ConversionInput',
    example,
  });
export type ConversionInput = z.infer<typeof ConversionInput>;

/** The order of the address: its own `externalId` may be left out. */
const ConversionUpsert = z.strictObject({ ...inputFields, externalId: maybe(ExternalId) }).meta({
  id: 'ConversionUpsert',
  example: {
    kind: 'sale',
    occurredAt: '2026-10-05T11:20:00+02:00',
    amount: { amount: 4990, currency: 'EUR' },
    couponCode: 'ADA10',
  },
});

const reason = z.enum(CREDIT_REASONS);
const Credit = z.strictObject({
  linkId: maybe(z.string()),
  postId: maybe(z.string()),
  creatorId: maybe(z.string()),
  share: z.number(),
  channel: maybe(z.enum(CHANNELS)),
  app: maybe(z.string()),
  reason,
  evidence: maybe(reason.exclude(['click'])),
});
const Loser = z.strictObject({
  reason,
  creatorId: maybe(z.string()),
  linkId: maybe(z.string()),
  postId: maybe(z.string()),
  beatenBy: reason,
});
const RefusedClick = z.strictObject({
  clickId: z.string(),
  reason: z.enum(CLICK_REFUSALS),
});

/** What an order or a refund that was sent again says otherwise: nothing of it was taken over. */
const OrderDifference = z.strictObject({ path: z.string(), kept: z.unknown(), sent: z.unknown() });
export type OrderDifference = z.infer<typeof OrderDifference>;

const answered = {
  id: idOf('cnv'),
  ...said,
  receivedAt: Instant,
  clickIds: z.array(z.string()),
  attributedBy: z.enum(ATTRIBUTIONS),
  credits: z.array(Credit),
  /** Weaker evidence that would have been credited. */
  losers: z.array(Loser),
  /** Click ids that earn nothing, and why. */
  refused: z.array(RefusedClick),
  flags: z.array(z.enum(ORDER_FLAGS)),
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

export const ConversionAgain = Conversion.extend({ differs: maybe(z.array(OrderDifference)) }).meta({
  id: 'ConversionAgain',
  description: 'The first answer. `differs` names what was sent otherwise this time: amend books it.',
});
export type ConversionAgain = z.infer<typeof ConversionAgain>;

const refundFields = {
  id: idOf('rfd'),
  conversionId: idOf('cnv'),
  externalId: ExternalId,
  amount: Money,
  /** Its part of the order's net amount; left out: by the order's ratio. */
  netAmount: maybe(Money),
  occurredAt: Instant,
  metadata: maybe(Metadata),
  receivedAt: Instant,
};

export const Refund = z
  .strictObject({
    ...refundFields,
    /** `waiting`: its order has not come yet. `reversed`: taken back, such as a failed refund or a dispute won. */
    state: z.enum(['booked', 'waiting', 'reversed']),
    /** Why a refund that waited was not booked when its order came. */
    problem: maybe(z.string()),
    /** The shop’s own name of the order that it waits for. */
    order: maybe(z.string()),
    /** What was sent otherwise than the first time. */
    differs: maybe(z.array(OrderDifference)),
  })
  .meta({ id: 'Refund' });
export type Refund = z.infer<typeof Refund>;

const StoredRefund = z.strictObject({ ...refundFields, day: Day });
export type StoredRefund = z.infer<typeof StoredRefund>;

/** A refund that came before its order, under the order's id and its own. */
export const WaitingRefund = z.strictObject({
  ...refundFields,
  id: z.string(),
  refundId: idOf('rfd'),
  order: maybe(z.string()),
  problem: maybe(z.string()),
  archivedAt: maybe(Instant),
});
export type WaitingRefund = z.infer<typeof WaitingRefund>;

/** What happened when; `place`: how many refunds, reversals and amendments there were before it. */
const happened = { occurredAt: Instant, receivedAt: Instant, day: Day, place: z.int() };

const Reversal = z.strictObject({ id: z.string(), refundId: idOf('rfd'), ...happened });
export type Reversal = z.infer<typeof Reversal>;

const figures = {
  amount: said.amount,
  netAmount: said.netAmount,
  lines: said.lines,
  cogs: said.cogs,
};
const Amendment = z.strictObject({ id: z.string(), externalId: maybe(ExternalId), ...figures, ...happened });
export type Amendment = z.infer<typeof Amendment>;

export const VOID_REASONS = ['test', 'cancelled', 'fraud', 'duplicate', 'other'] as const;
const Voided = z.strictObject({ reason: z.enum(VOID_REASONS), note: maybe(text(200)), at: Instant });

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
  postId: maybe(z.string()),
  creatorId: maybe(z.string()),
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
  reversals: maybe(z.array(Reversal)),
  amendments: maybe(z.array(Amendment)),
  /** Out of all counts, kept on record. */
  voided: maybe(Voided),
  /** When it was voided and taken back last. */
  restored: maybe(z.strictObject({ voidedAt: Instant, at: Instant })),
  /** Clicks that were creditable, oldest first: the journey that models split. */
  touches: z.array(Touch),
  ...stamps,
});
export type StoredConversion = z.infer<typeof StoredConversion>;

export const ConversionDetail = Conversion.extend({
  /** What the order counts for in reports, in the brand's currency; null while no exchange rate is known. */
  booked: z.strictObject({ netAmount: Money, rate: z.string(), rateDate: Day }).nullable(),
  refunds: z.array(Refund),
  /** Its money as told anew, oldest first. */
  amendments: z.array(
    Amendment.omit({ day: true, place: true }).extend({ id: z.string() }).meta({ id: 'Amendment' }),
  ),
  /** Why it is in no count; null while it is in all. */
  voided: Voided.nullable(),
}).meta({ id: 'ConversionDetail' });
export type ConversionDetail = z.infer<typeof ConversionDetail>;

export const RefundInput = z
  .strictObject({
    externalId: ExternalId,
    amount: NotNegativeMoney,
    netAmount: maybe(NotNegativeMoney),
    occurredAt: Instant,
    metadata: maybe(Metadata),
  })
  .superRefine(({ amount, netAmount }, context) => {
    if (netAmount && netAmount.currency !== amount.currency)
      context.addIssue(issue('netAmount', 'not-as-the-amount', { currency: amount.currency }));
    else if (netAmount && netAmount.amount > amount.amount)
      context.addIssue(issue('netAmount', 'above-amount'));
  })
  .meta({
    id: 'RefundInput',
    example: {
      externalId: 'refund-77',
      amount: { amount: 1500, currency: 'EUR' },
      netAmount: { amount: 1261, currency: 'EUR' },
      occurredAt: '2026-10-05T13:00:00+02:00',
    },
  });
export type RefundInput = z.infer<typeof RefundInput>;

export const ReversalInput = z
  .strictObject({ occurredAt: maybe(Instant) })
  .meta({ id: 'ReversalInput', example: { occurredAt: '2026-10-05T14:00:00+02:00' } });

export const VoidInput = z
  .strictObject({ reason: z.enum(VOID_REASONS), note: maybe(text(200)) })
  .meta({ id: 'VoidInput', example: { reason: 'test' } });
export type VoidInput = z.infer<typeof VoidInput>;

export const AmendInput = z
  .strictObject({
    externalId: maybe(ExternalId),
    occurredAt: maybe(Instant),
    amount: sent.amount,
    netAmount: sent.netAmount,
    lines: sent.lines,
    cogs: sent.cogs,
  })
  .superRefine(checkFigures)
  .meta({
    id: 'AmendInput',
    example: {
      occurredAt: '2026-10-05T14:00:00+02:00',
      amount: { amount: 3990, currency: 'EUR' },
      netAmount: { amount: 3353, currency: 'EUR' },
    },
  });
export type AmendInput = z.infer<typeof AmendInput>;

const ById = z.strictObject({ id: idOf('cnv') });
const base = { tag: 'Conversions' } as const;

export const createConversion = route({
  ...base,
  method: 'post',
  path: '/v1/conversions',
  scope: 'conversions:write',
  summary: 'Report an order or a lead; says whom it credits',
  description:
    'Credit: coupon of a creator, else clicks in the window, else the survey answer. The same externalId again gets the first answer, whatever else it says; `differs` names what it says otherwise. An optional text that stayed empty is left out.',
  body: ConversionInput,
  emptyEntriesToo: true,
  answers: { 200: ConversionAgain, 201: Conversion },
});
export const createConversions = bulkRoute(
  '/v1/conversions/bulk',
  {
    many: 'conversions',
    one: 'conversion',
    fields: inputFields,
    answer: ConversionAgain,
    name: 'ConversionBulk',
    example: { ...example, externalId: 'order-4712' },
  },
  {
    ...base,
    scope: 'conversions:write',
    summary: 'Report up to a hundred orders or leads, each for itself',
    description:
      '`results` answers each in its order: stored, repeated (then `differs` names what it says otherwise), or its problem. 201 when none was refused, else 207. With `atomic=true` one that is refused is a 422, and none is stored; with `dryRun=true` none is stored, and `results` says what would become of each. An optional text that stayed empty is left out.',
  },
);
export const listConversions = route({
  ...base,
  method: 'get',
  path: '/v1/conversions',
  scope: 'conversions:read',
  summary: 'All conversions',
  description:
    '`from` and `to` are days of the order; the places (`stage`, `creatorId`, `postId`, `linkId` …) keep what was credited there; `q` looks into external ids.',
  query: PageQuery.extend({
    ...rangeFields,
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
export const getConversionByExternalId = byExternalId(getConversion);
export const voidConversion = route({
  ...base,
  method: 'post',
  path: '/v1/conversions/{id}/void',
  scope: 'conversions:write',
  summary: 'Take an order out of all counts, with a reason',
  description:
    'For orders that were none: tests, cancelled ones, fraud. It stays on record; its refunds count no more than it does.',
  params: ById,
  body: VoidInput,
  answers: { 200: ConversionDetail },
  refusals: [413],
});
export const restoreConversion = route({
  ...base,
  method: 'delete',
  path: '/v1/conversions/{id}/void',
  scope: 'conversions:write',
  summary: 'Put a voided order back into all counts',
  params: ById,
  answers: { 200: ConversionDetail },
});
export const amendConversion = route({
  ...base,
  method: 'post',
  path: '/v1/conversions/{id}/amend',
  scope: 'conversions:write',
  summary: 'Tell an order’s money anew',
  description:
    'The difference is booked as a line of the day of `occurredAt` (now unless told); what was booked before stays. Tell the money whole: what is left out is no longer known. Refunds whose net part nobody told take their share of the money as told last. The same money again, or the same externalId, changes nothing.',
  params: ById,
  body: AmendInput,
  answers: { 200: ConversionDetail },
  refusals: [413],
});
export const reverseRefund = route({
  ...base,
  method: 'post',
  path: '/v1/conversions/{id}/refunds/{refundId}/reverse',
  scope: 'conversions:write',
  summary: 'Take a refund back',
  description:
    'A refund that failed, or a dispute that was won: what it took comes back on the day of `occurredAt` (now unless told).',
  params: z.strictObject({ id: idOf('cnv'), refundId: idOf('rfd') }),
  body: ReversalInput,
  answers: { 200: ConversionDetail },
  refusals: [413],
});
export const createRefundByExternalId = route({
  ...base,
  method: 'post',
  path: '/v1/conversions/external/{externalId}/refunds',
  scope: 'conversions:write',
  summary: 'The same by the shop’s own name of the order',
  description: 'Also before the order has come: then it is kept (202, `waiting`) and booked when it comes.',
  params: ByExternalId,
  body: RefundInput,
  answers: { 200: Refund, 201: Refund, 202: Refund },
});
export const listWaitingRefunds = route({
  ...base,
  method: 'get',
  path: '/v1/refunds/waiting',
  scope: 'conversions:read',
  summary: 'Refunds whose order has not come, or did not take them',
  description:
    '`order` is the shop’s own name of the order; `problem` says why one that came was not booked.',
  query: PageQuery,
  answers: { 200: pageOf(Refund) },
});
export const createRefund = route({
  ...base,
  method: 'post',
  path: '/v1/conversions/{id}/refunds',
  scope: 'conversions:write',
  summary: 'Take back an order or a part of it',
  description:
    'In the terms of the order’s own `amount` (else its net amount), in its currency; booked as a negative line at the order’s exchange rate on the day of the refund. `netAmount` is its part of the order’s net amount: 0 where only shipping was paid back; left out, the order’s ratio. All refunds together never exceed the order.',
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
  description: 'An order is never edited: refunds, amend and void book what happened to it.',
  params: ByExternalId,
  body: ConversionUpsert,
  emptyEntriesToo: true,
  answers: { 200: ConversionAgain, 201: Conversion },
});

export const conversionRoutes = [
  createConversion,
  createConversions,
  listConversions,
  getConversion,
  getConversionByExternalId,
  voidConversion,
  restoreConversion,
  amendConversion,
  createRefundByExternalId,
  listWaitingRefunds,
  createRefund,
  reverseRefund,
  putConversion,
] as const;

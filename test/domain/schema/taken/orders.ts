import { ATTRIBUTIONS, CONVERSION_KINDS } from '../../../../shared/domain/vocabulary.ts';
import { bulk } from './bulk.ts';
import { byName, one, search } from './calls.ts';
import { euros, externalId, instant, metadata, ofPosts, page, paid, paidEuros, range } from './common.ts';
import {
  fields,
  flag,
  free,
  id,
  type Kind,
  list,
  maybe,
  oneOf,
  refused,
  same,
  text,
  whole,
} from './kinds.ts';

/** As the shop sent it. */
const code: Kind = {
  takes: [...same('ADA10', '', 'x'.repeat(500)), { sent: 4711, kept: '4711' }],
  refuses: [
    ...refused('<=500 characters', 'x'.repeat(501)),
    ...refused('must be a text of at most 500 characters, such as ADA10', null, true, ['A']),
  ],
};
/** Shops have numbers for it. */
const customerId: Kind = {
  takes: [...externalId.takes, { sent: 7_200_000_000_001, kept: '7200000000001' }, { sent: 0, kept: '0' }],
  refuses: [
    ...externalId.refuses.filter(({ sent }) => typeof sent === 'string'),
    ...refused('or a whole number', null, true, ['a'], -1, 1.5, 2 ** 60),
  ],
};
const line = (money: Kind) =>
  fields({ name: maybe(text(200)), quantity: whole(1, 1_000_000), netAmount: money, cogs: maybe(paidEuros) });
const lineOf = (amount: number, currency = 'EUR') => ({ quantity: 1, netAmount: { amount, currency } });

const figures = {
  amount: maybe(paid),
  netAmount: maybe(paid),
  lines: maybe(list(line(paidEuros), 1, 200)),
};
const order = {
  kind: oneOf(CONVERSION_KINDS),
  externalId,
  number: maybe(text(60)),
  occurredAt: instant,
  ...figures,
  cogs: maybe(paidEuros),
  customerId: maybe(customerId),
  newCustomer: maybe(flag),
  couponCode: maybe(code),
  couponCodes: maybe(list(code, 0, 20)),
  survey: maybe(fields({ source: text(60), creatorId: maybe(id('crt')) })),
  metadata: maybe(metadata),
  clickId: maybe(free(1, 100)),
  clickIds: maybe(list(free(1, 100), 0, 50)),
};
const MONEY = ['amount', 'netAmount', 'lines'];
const ofOneOrder = [
  {
    but: { cogs: { amount: 1, currency: 'USD' } },
    says: 'all amounts of one order must be in one currency',
    at: ['amount'],
  },
  {
    but: { lines: [lineOf(1), lineOf(1, 'USD')] },
    says: 'all amounts of one order must be in one currency',
    at: ['amount'],
  },
  {
    but: { lines: [{ ...lineOf(1), cogs: { amount: 1, currency: 'USD' } }] },
    says: 'all amounts of one order must be in one currency',
    at: ['amount'],
  },
  { but: { netAmount: euros(4991) }, says: 'must not exceed amount', at: ['netAmount'] },
  {
    but: { lines: [lineOf(1e12), lineOf(1)] },
    says: 'must not come to more than 1000000000000',
    at: ['lines'],
  },
];
const isMissing = {
  but: { amount: undefined },
  says: 'is missing: send amount, netAmount or lines, such as 4990 for 49.90 EUR',
  at: ['amount'],
};
const sale = {
  either: MONEY,
  beside: { kind: 'sale' },
  rules: [
    ...ofOneOrder,
    isMissing,
    { but: { clickId: 'a', clickIds: ['b'] }, says: 'give clickId or clickIds, not both', at: ['clickIds'] },
    { but: { kind: 'lead', netAmount: euros(4991) }, says: 'must not exceed amount', at: ['netAmount'] },
  ],
};
const refund = {
  body: fields(
    { externalId, amount: paid, netAmount: maybe(paidEuros), occurredAt: instant, metadata: maybe(metadata) },
    {
      beside: { amount: euros(1e12) },
      rules: [
        {
          but: { netAmount: { amount: 1, currency: 'USD' } },
          says: 'must be in EUR, as the amount is',
          at: ['netAmount'],
        },
        {
          but: { amount: euros(99), netAmount: euros(100) },
          says: 'must not exceed amount',
          at: ['netAmount'],
        },
      ],
    },
  ),
};

export const conversions = {
  'post /v1/conversions': { body: fields(order, sale) },
  'post /v1/conversions/bulk': bulk('conversions', { ...order, cogs: maybe(paid) }),
  'get /v1/conversions': {
    query: fields({
      ...page,
      ...range,
      kind: maybe(oneOf(CONVERSION_KINDS)),
      attributedBy: maybe(oneOf(ATTRIBUTIONS)),
      couponCode: maybe(code),
      ...ofPosts,
      postId: maybe(id('pst')),
      linkId: maybe(id('lnk')),
      ...search,
      sort: maybe(oneOf(['occurredAt', '-occurredAt'])),
    }),
  },
  'get /v1/conversions/{id}': one('cnv'),
  'get /v1/conversions/external/{externalId}': byName,
  'put /v1/conversions/external/{externalId}': {
    ...byName,
    body: fields({ ...order, externalId: maybe(externalId), cogs: maybe(paid) }),
  },
  'post /v1/conversions/{id}/void': {
    ...one('cnv'),
    body: fields({
      reason: oneOf(['test', 'cancelled', 'fraud', 'duplicate', 'other']),
      note: maybe(text(200)),
    }),
  },
  'delete /v1/conversions/{id}/void': one('cnv'),
  'post /v1/conversions/{id}/amend': {
    ...one('cnv'),
    body: fields(
      { externalId: maybe(externalId), occurredAt: maybe(instant), ...figures, cogs: maybe(paidEuros) },
      { either: MONEY, rules: [...ofOneOrder, isMissing] },
    ),
  },
  'post /v1/conversions/{id}/refunds': { ...one('cnv'), ...refund },
  'post /v1/conversions/external/{externalId}/refunds': { ...byName, ...refund },
  'post /v1/conversions/{id}/refunds/{refundId}/reverse': {
    params: fields({ id: id('cnv'), refundId: id('rfd') }),
    body: fields({ occurredAt: maybe(instant) }),
  },
  'get /v1/refunds/waiting': { query: fields(page) },
};

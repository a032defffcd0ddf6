import { COUNTS_WHEN } from '../../../../shared/domain/shops/shop-order.ts';
import { SHOP_PLATFORMS } from '../../../../shared/domain/shops/signatures.ts';
import { STRIPE_FAMILIES } from '../../../../shared/domain/shops/stripe.ts';
import { metadata, page } from './common.ts';
import {
  clearable,
  fields,
  free,
  id,
  type Kind,
  list,
  maybe,
  oneOf,
  or,
  refused,
  same,
  text,
} from './kinds.ts';

const one = { params: fields({ id: id('hok') }) };
const secret: Kind = {
  takes: same('12345678', 'x'.repeat(500)),
  refuses: [
    ...refused('must have 8 characters at least', '1234567'),
    ...refused('<=500 characters', 'x'.repeat(501)),
  ],
};
const prefix: Kind = {
  takes: same('shopify', '0', 'a._-', 'x'.repeat(40)),
  refuses: refused(
    'must be 1–40 of a–z, 0–9, ".", "_", "-", such as shopify',
    '',
    'Shopify',
    '-a',
    'a b',
    'x'.repeat(41),
  ),
};
const pointer: Kind = {
  takes: same('/order/id', '', '/a~1b/~0/0', `/${'x'.repeat(299)}`),
  refuses: [
    ...refused('must be a JSON pointer, such as /order/id', 'order', '/a~2', '/a~'),
    ...refused('<=300 characters', `/${'x'.repeat(300)}`),
  ],
};
const p = maybe(pointer);
const words = maybe(list(text(60), 1, 20));
const mapping = fields({
  money: or(oneOf(['major', 'minor']), 'major'),
  order: fields({
    id: pointer,
    amount: pointer,
    currency: pointer,
    netAmount: p,
    occurredAt: p,
    updatedAt: p,
    couponCodes: p,
    customerId: p,
    number: p,
    clickIds: p,
    cancelled: p,
    cancelledWhen: words,
    paid: p,
    paidWhen: words,
  }),
  refund: maybe(fields({ id: pointer, amount: pointer, netAmount: p, occurredAt: p })),
});
const settings = {
  countsWhen: maybe(oneOf(COUNTS_WHEN)),
  shop: maybe(text(253)),
  stripeEvents: maybe(oneOf(STRIPE_FAMILIES)),
};
const where = { order: { id: '/id', amount: '/total', currency: '/currency' } };
const made = { metadata: maybe(metadata), secret: maybe(secret), prefix: maybe(prefix), ...settings };
const known = [
  { but: { mapping: where }, says: 'is for generic hooks: this platform is known', at: ['mapping'] },
];
const platform = oneOf(SHOP_PLATFORMS);

export const hooks = {
  'post /v1/hooks': {
    body: [
      fields(
        { platform: oneOf(SHOP_PLATFORMS.filter((name) => name !== 'generic')), ...made },
        { rules: known },
      ),
      fields(
        { platform: oneOf(['generic']), mapping, ...made },
        {
          rules: [{ but: { mapping: undefined }, says: 'is missing: say by JSON pointers', at: ['mapping'] }],
        },
      ),
    ],
  },
  'get /v1/hooks': { query: fields(page) },
  'get /v1/hooks/{id}': one,
  'patch /v1/hooks/{id}': {
    ...one,
    body: fields({
      metadata: clearable(metadata),
      secret: maybe(secret),
      ...settings,
      mapping: maybe(mapping),
    }),
  },
  'delete /v1/hooks/{id}': one,
  'get /v1/hooks/{id}/events': {
    ...one,
    query: fields({
      ...page,
      state: maybe(oneOf(['new', 'applied', 'ignored', 'waiting', 'problem'])),
    }),
  },
  'post /v1/hooks/{id}/events/{eventId}/replay': { params: fields({ id: id('hok'), eventId: id('hev') }) },
  'post /v1/hooks/{platform}/{token}': { params: fields({ platform, token: free(1, 100) }) },
};

import { keyedHashText } from '../click/keyed-hash.ts';
import { isObject, type Sent, type SentObject, textAt, valueAt } from './lossless.ts';
import { OFFERS } from './shopify.ts';

/**
 * Fields of the platforms that say what was ordered, paid and paid back, and when; at any depth. Nothing else is kept:
 * plugins add fields that nobody here has heard of, and a name may stand in any of them. More than the mappings read
 * today, so that kept deliveries can be read again by newer rules.
 */
const KEPT = new Set(
  `id admin_graphql_api_id object type created livemode api_version data order_id order_number number parent_id created_via
  status financial_status fulfillment_status payment_status payment state kind mode test confirmed
  created_at updated_at processed_at cancelled_at closed_at initiated_at finalized_on date_created date_created_gmt
  date_modified date_modified_gmt date_paid date_paid_gmt date_completed_gmt paid_at status_transitions
  currency currency_code presentment_currency shop_money presentment_money amount amount_set
  total_price total_price_set current_total_price current_total_price_set subtotal_price subtotal_price_set
  current_subtotal_price total_tax total_tax_set current_total_tax total_discounts total_discounts_set total_outstanding
  total_shipping_price_set total_tip_received total_duties taxes_included duties_included tax_exempt
  line_items line_item line_item_id quantity current_quantity price price_set gift_card tip subtotal subtotal_set
  discount_allocations discount_application_index discount_applications discount_codes code value value_type
  target_type target_selection allocation_method tax_lines rate
  shipping_lines discounted_price discounted_price_set is_removed
  refunds refund_line_items refund_shipping_lines subtotal_amount_set tax_amount_set order_adjustments tax_amount
  transactions gateway payment_gateway_names parent_transaction_id source_name cancel_reason
  total subtotal_tax discount_total discount_tax shipping_total shipping_tax cart_tax prices_include_tax
  coupon_lines discount discount_type nominal_amount fee_lines product_id variation_id sku payment_method
  needs_payment needs_processing currency_symbol
  payment_intent charge invoice subscription amount_total amount_subtotal amount_received amount_paid amount_due
  amount_refunded amount_captured amount_discount amount_shipping amount_tax total_details shipping_cost discounts
  coupon promotion_code billing_reason billing_period total_excluding_tax subtotal_excluding_tax tax total_taxes lines captured
  refunded disputed paid balance_transaction currency_conversion presentment_details presentment_amount`
    .split(/\s+/)
    .filter(Boolean),
);

const MAIL_ADDRESS = /[^\s@<>"']+@[^\s@<>"']+\.[^\s@<>"']+/g;
const CLICK_ID_BEGINS = 'clk_';
const CLICK_ID = /clk_[A-Za-z0-9_-]{43}/g;
const HOLDERS = /^_?(?:wc_order_attribution_)?(?:vclids?|vouch)$/i;

/**
 * The body without whoever ordered: only the fields of orders and money, and no mail address or click id in those. `cut`
 * says how many were beside them, so that a body of which an id is left is not taken for one that was nothing but an id.
 */
export function cutPersonal(body: Sent): Sent {
  const rest = onlyKept(body);
  if (!isObject(body) || !isObject(rest)) return rest;
  const kept = { ...rest, ...calledIn(body), ...offeredIn(body) };
  const cut = Object.keys(body).length - Object.keys(kept).length;
  return cut === 0 ? kept : { ...kept, cut: String(cut) };
}

/** Shopify's "#1001" stands where others have a person's name: kept of an order alone, and where it has a digit. */
function calledIn(body: SentObject): { name?: Sent } {
  const name = textAt(body, 'name') ?? '';
  return textAt(body, 'total_price') !== undefined && /^[^@]*\d[^@]*$/.test(name) ? { name } : {};
}

/** That a cart or a draft is one, without the addresses that say so: they open it. */
const offeredIn = (body: SentObject): SentObject =>
  Object.fromEntries(OFFERS.filter((name) => Object.hasOwn(body, name)).map((name) => [name, true]));

function onlyKept(value: Sent): Sent {
  if (Array.isArray(value)) return value.map(onlyKept);
  if (!isObject(value)) return cutTexts(value);
  const kept: SentObject = {};
  for (const name of Object.keys(value)) if (KEPT.has(name)) kept[name] = onlyKept(value[name] as Sent);
  return kept;
}

/** The same of texts alone, for bodies of which somebody said which fields to keep. */
export function cutTexts(value: Sent): Sent {
  if (typeof value === 'string') return cutText(value);
  if (Array.isArray(value)) return value.map(cutTexts);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, cutTexts(inner)]));
}

/** Asked first for what neither can be without: most texts of a delivery are numbers. */
function cutText(text: string): string {
  const bare = text.includes('@') ? text.replace(MAIL_ADDRESS, 'cut') : text;
  return bare.includes(CLICK_ID_BEGINS) ? bare.replace(CLICK_ID, 'cut') : bare;
}

/**
 * The click ids in a body, in the order in which they stand there: those under a name of ours (`vclid`, `vclids`,
 * `vouch`) if there are any, else wherever one stands, such as the landing page. Each carries its own proof.
 */
export function clickIdsIn(body: Sent): string[] {
  const named: string[] = [];
  const anywhere: string[] = [];
  walk(body, (text, name) => {
    const found = text.includes(CLICK_ID_BEGINS) ? text.match(CLICK_ID) : undefined;
    if (found) (HOLDERS.test(name) ? named : anywhere).push(...found);
  });
  return [...new Set(named.length > 0 ? named : anywhere)].slice(0, 50);
}

/** Every text with the name that it stands under; `{name | key: N, value: V}` names V by N. */
function walk(value: Sent, visit: (text: string, name: string) => void, name = ''): void {
  if (typeof value === 'string') visit(value, name);
  else if (Array.isArray(value)) for (const inner of value) walk(inner, visit, name);
  if (!isObject(value)) return;
  for (const own of Object.keys(value)) {
    const given = own === 'value' ? (textAt(value, 'name') ?? textAt(value, 'key')) : undefined;
    walk(value[own] as Sent, visit, given ?? own);
  }
}

/** Where each platform says which customer it was, and his mail address for guests. */
const CUSTOMER: readonly (readonly string[])[] = [['customer', 'id'], ['customer_id'], ['customer']];
const ADDRESS: readonly (readonly string[])[] = [
  ['customer', 'email'],
  ['email'],
  ['contact_email'],
  ['billing', 'email'],
  ['customer_details', 'email'],
  ['customer_email'],
  ['receipt_email'],
];

/**
 * The shop's own id of the customer; for a guest, and where a shop knows its customers by their addresses, a name made of
 * the mail address (trimmed, lower case) that only the key can make again. Undefined where the body knows neither.
 */
export function customerOf(body: Sent, key: Uint8Array): string | undefined {
  // Deliveries of Stripe's hold the object that they are about.
  const about = valueAt(body, 'data', 'object') ?? body;
  const id = firstOf(about, CUSTOMER);
  const isAddress = id?.includes('@') === true;
  if (id !== undefined && id !== GUEST && !isAddress && /^[!-~]{1,200}$/.test(id)) return id;
  const address = isAddress ? id : firstOf(about, ADDRESS);
  return address && guestNamed(address, key);
}

/**
 * What an order's customer is kept as: a mail address by its guest's name, any other id as the shop spells it; of
 * WooCommerce's guests, who share one number, nothing.
 */
export function customerNamed(id: string, key: Uint8Array): string | undefined {
  if (id === GUEST) return undefined;
  return id.includes('@') ? guestNamed(id, key) : id;
}
const GUEST = '0';

/** The click in what was sent for one: with blanks, quotes or a full stop round it, or the landing page's address whole. */
export const bareClickId = (sent: string): string => {
  const [found, other] = sent.match(CLICK_ID) ?? [];
  return found !== undefined && other === undefined ? found : sent;
};

const guestNamed = (address: string, key: Uint8Array): string =>
  `guest_${keyedHashText(key, address.trim().toLowerCase(), 'base64url').slice(0, 22)}`;

function firstOf(body: Sent, paths: readonly (readonly string[])[]): string | undefined {
  for (const path of paths) {
    const found = textAt(body, ...path);
    if (found !== undefined) return found;
  }
  return undefined;
}

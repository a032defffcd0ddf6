import { createHmac } from 'node:crypto';
import { isObject, type Sent, textAt, valueAt } from './lossless.ts';

/**
 * Fields of the platforms that say who ordered, from where, with what and why in his own words, and the addresses that
 * open his order for whoever has them; at any depth. Free texts are cut whole: nobody knows what stands in them.
 */
const PERSONAL = new Set(
  `customer customer_details customer_email customer_name customer_phone customer_address customer_shipping
  customer_locale customer_note customer_id customer_ip_address customer_user_agent customer_tax_ids customer_url
  customer_journey customer_account email contact_email receipt_email payer_email phone billing shipping billing_address
  shipping_address billing_details shipping_details collected_information default_address destination_location
  origin_location first_name last_name full_name company address address1 address2 street city zip postcode
  postal_code province latitude longitude browser_ip client_ip client_details ip user_agent note notes message
  private_note payment_details payment_method_details payment_method_title receipt receipt_url order_status_url
  cart_token checkout_token cart_hash order_key payment_url client_secret hosted_invoice_url invoice_pdf url
  success_url cancel_url return_url custom_fields custom_text tax_ids properties note_attributes meta_data metadata
  landing_site landing_site_ref referring_site client_reference_id tags user_id account_name evidence _links token
  account_country account_tax_ids from_invoice statement_descriptor presentment_name reason fulfillments
  tracking_number tracking_numbers tracking_url tracking_urls`
    .split(/\s+/)
    .filter(Boolean),
);

const MAIL_ADDRESS = /[^\s@<>"']+@[^\s@<>"']+\.[^\s@<>"']+/g;
const CLICK_ID = /clk_[A-Za-z0-9_-]{43}/g;
const HOLDERS = /^_?(?:wc_order_attribution_)?(?:vclids?|vouch)$/i;

/** The body without whoever ordered: personal fields are gone, and mail addresses and click ids wherever else they stood. */
export function cutPersonal(value: Sent): Sent {
  if (typeof value === 'string') return value.replace(MAIL_ADDRESS, 'cut').replace(CLICK_ID, 'cut');
  if (Array.isArray(value)) return value.map(cutPersonal);
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([name]) => !PERSONAL.has(name.toLowerCase()));
  return Object.fromEntries(kept.map(([name, inner]) => [name, cutPersonal(inner)]));
}

/**
 * The click ids in a body, in the order in which they stand there: those under a name of ours (`vclid`, `vclids`,
 * `vouch`) if there are any, else wherever one stands, such as the landing page. Each carries its own proof.
 */
export function clickIdsIn(body: Sent): string[] {
  const named: string[] = [];
  const anywhere: string[] = [];
  walk(body, (text, name) => {
    const found = text.match(CLICK_ID) ?? [];
    (HOLDERS.test(name) ? named : anywhere).push(...found);
  });
  return [...new Set(named.length > 0 ? named : anywhere)].slice(0, 50);
}

/** Every text with the name that it stands under; `{name | key: N, value: V}` names V by N. */
function walk(value: Sent, visit: (text: string, name: string) => void, name = ''): void {
  if (typeof value === 'string') visit(value, name);
  else if (Array.isArray(value)) for (const inner of value) walk(inner, visit, name);
  if (!isObject(value)) return;
  const given = textAt(value, 'name') ?? textAt(value, 'key');
  for (const [own, inner] of Object.entries(value))
    walk(inner, visit, own === 'value' && given !== undefined ? given : own);
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
 * The shop's own id of the customer; for a guest a name made of his mail address (trimmed, lower case) that only the
 * key can make again. Undefined where the body knows neither.
 */
export function customerOf(body: Sent, key: Uint8Array): string | undefined {
  // Deliveries of Stripe's hold the object that they are about.
  const about = valueAt(body, 'data', 'object') ?? body;
  const id = firstOf(about, CUSTOMER);
  if (id !== undefined && id !== '0' && /^[!-~]{1,200}$/.test(id)) return id;
  const address = firstOf(about, ADDRESS)?.toLowerCase();
  return address && `guest_${createHmac('sha256', key).update(address).digest('base64url').slice(0, 22)}`;
}

function firstOf(body: Sent, paths: readonly (readonly string[])[]): string | undefined {
  for (const path of paths) {
    const found = textAt(body, ...path);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What each platform's orders can do, and tell. */
export const COUNTED_BY = {
  shopify: {
    tellsNet: true,
    edits: true,
    cancels: true,
    deletes: true,
    disputes: true,
    giftCards: true,
    tips: true,
    forints: true,
    otherKinds: ['order', 'order'],
  },
  woocommerce: {
    tellsNet: false,
    edits: true,
    cancels: true,
    deletes: true,
    disputes: false,
    giftCards: false,
    tips: true,
    forints: false,
    otherKinds: ['cart', 'cart'],
  },
  stripe: {
    tellsNet: false,
    edits: false,
    cancels: false,
    deletes: false,
    disputes: true,
    giftCards: false,
    tips: false,
    forints: false,
    otherKinds: ['renewal', 'free'],
  },
} as const;
export type Platform = keyof typeof COUNTED_BY;
export const PLATFORMS = Object.keys(COUNTED_BY) as Platform[];

/** A currency as ISO 4217 counts it, and as Stripe does. */
export const CURRENCIES = {
  EUR: { places: 2, stripePlaces: 2 },
  JPY: { places: 0, stripePlaces: 0 },
  KWD: { places: 3, stripePlaces: 3 },
  ISK: { places: 0, stripePlaces: 2 },
  UGX: { places: 0, stripePlaces: 2 },
  MGA: { places: 2, stripePlaces: 0 },
} as const;
export type Currency = keyof typeof CURRENCIES;

export type Sending = { topic: string; body: string };

export const stamp = (minute: number): string =>
  new Date(Date.parse('2026-10-05T00:00:00Z') + minute * 60_000).toISOString().slice(0, 19);

/** Minor units as a decimal, by the digits. */
export function decimal(minor: number, currency: Currency): string {
  const { places } = CURRENCIES[currency];
  const digits = String(Math.abs(minor)).padStart(places + 1, '0');
  const sign = minor < 0 ? '-' : '';
  return places === 0 ? `${sign}${digits}` : `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

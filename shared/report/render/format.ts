import { formatMinor } from '../../domain/money/money.ts';
import { once, rememberingFew } from '../../domain/remember.ts';
import { wallClock } from '../../domain/time/zone-rules.ts';

/** How one reader's locale writes numbers, money and days. Stateless apart from Intl's tables; never the machine's zone. */
export type Format = {
  /** Orders shared between posts can be halves. */
  count: (value: number) => string;
  money: (minor: number) => string;
  signedMoney: (minor: number) => string;
  percent: (share: number) => string;
  /** Small rates: 2.37%. */
  finePercent: (share: number) => string;
  signedPercent: (share: number) => string;
  decimal: (value: number) => string;
  day: (day: string) => string;
  /** "3 Nov", where a chart has little room. */
  shortDay: (day: string) => string;
  days: (first: string, last: string) => string;
  moment: (instant: string, timeZone: string) => string;
  list: (items: string[]) => string;
  /** "5 days, 17 hours": whole ones, of what has gone by. */
  span: (hours: number) => string;
};

export const formatFor = (locale: string, currency: string): Format => formats(`${locale} ${currency}`);

/** Made once for each reader's locale, and of its parts only what is written: each of Intl's takes a while. */
const formats = rememberingFew((key: string) => {
  const [locale = FALLBACK, currency = ''] = key.split(' ');
  return makeFormat(locale, currency);
});

function makeFormat(locale: string, currency: string): Format {
  const number = (options: Intl.NumberFormatOptions) => {
    const format = once(() => new Intl.NumberFormat(locale, options));
    return (value: number) => tidy(format().format(value));
  };
  const percent = number({ style: 'percent', maximumFractionDigits: 0 });
  const signed = number({ style: 'percent', maximumFractionDigits: 0, signDisplay: 'exceptZero' });
  const date = (options: Intl.DateTimeFormatOptions) => once(() => dateFormat(locale, options));
  const dates = date({ dateStyle: 'long' });
  const shortDates = date({ day: 'numeric', month: 'short' });
  const money = (minor: number) => tidy(formatMinor(minor, currency, locale));
  return {
    count: number({ maximumFractionDigits: 1 }),
    money,
    signedMoney: (minor) => (minor > 0 ? `+${money(minor)}` : money(minor)),
    percent,
    finePercent: number({ style: 'percent', minimumFractionDigits: 2, maximumFractionDigits: 2 }),
    signedPercent: signed,
    decimal: number({ maximumFractionDigits: 1, minimumFractionDigits: 1 }),
    day: (day) => dates().format(noon(day)),
    shortDay: (day) => tidy(shortDates().format(noon(day))),
    days: (first, last) => tidy(dates().formatRange(noon(first), noon(last))),
    moment: (instant, timeZone) => momentIn(locale, instant, timeZone),
    list: (items) => new Intl.ListFormat(locale, { type: 'conjunction' }).format(items),
    span: (hours) => spanIn(locale, hours),
  };
}

/** Days and times in a locale, of what stands at UTC; each of Intl's takes a while to make. */
export const dateFormat = (locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  dateFormats(JSON.stringify([locale, { ...options, timeZone: 'UTC' }]));
const dateFormats = rememberingFew(
  (key: string) => new Intl.DateTimeFormat(...(JSON.parse(key) as [string, Intl.DateTimeFormatOptions])),
);

/** A locale Intl can use: the recipient's own, or British English when it is not one. */
export function safeLocale(locale: string | undefined): string {
  try {
    return (locale && Intl.getCanonicalLocales(locale)[0]) || FALLBACK;
  } catch {
    return FALLBACK;
  }
}
const FALLBACK = 'en-GB';

function spanIn(locale: string, hours: number): string {
  const unit = (name: 'day' | 'hour', value: number) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'long' }).format(value);
  const days = Math.floor(hours / 24);
  const rest = Math.floor(hours % 24);
  const parts = [
    ...(days > 0 ? [unit('day', days)] : []),
    ...(rest > 0 || days === 0 ? [unit('hour', rest)] : []),
  ];
  return tidy(parts.join(', '));
}

function momentIn(locale: string, instant: string, timeZone: string): string {
  const at = wallClock(Date.parse(instant), timeZone);
  const day = dateFormat(locale, { dateStyle: 'long' }).format(at);
  const time = dateFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
  return `${day}, ${time} (${timeZone})`;
}

const noon = (day: string): Date => new Date(`${day}T12:00:00Z`);

/** A typographic minus, and the plain kinds of space: the exotic ones differ between versions of the Unicode tables. */
const tidy = (text: string): string =>
  text
    .replace(/^-|(?<=\s)-(?=\d)/g, '−')
    .replace(/[\u2009\u202f]/g, '\u00a0')
    .replace(/\u00a0–\u00a0/g, '–');

import { isCurrency } from '../../money/currency.ts';

/** What stands for a currency beside its code, and for which: a sign that several countries write stands for each of them. */
const MARKS: Readonly<Record<string, string>> = {
  $: 'USD AUD CAD NZD SGD HKD TWD MXN ARS CLP COP UYU DOP BBD BMD BND BSD BZD CUP FJD GYD JMD KYD LRD NAD SBD SRD TTD XCD',
  US$: 'USD',
  A$: 'AUD',
  AU$: 'AUD',
  C$: 'CAD',
  CA$: 'CAD',
  NZ$: 'NZD',
  HK$: 'HKD',
  S$: 'SGD',
  NT$: 'TWD',
  MX$: 'MXN',
  R$: 'BRL',
  '€': 'EUR',
  euro: 'EUR',
  euros: 'EUR',
  '£': 'GBP EGP FKP GIP LBP SHP SYP',
  '¥': 'JPY CNY',
  '￥': 'JPY CNY',
  kr: 'SEK NOK DKK ISK',
  zł: 'PLN',
  kč: 'CZK',
  ft: 'HUF',
  fr: 'CHF',
  sfr: 'CHF',
  lei: 'RON MDL',
  '₹': 'INR',
  '₺': 'TRY',
  '₽': 'RUB',
  '₴': 'UAH',
  '₪': 'ILS',
  '₩': 'KRW KPW',
  '₫': 'VND',
  '₱': 'PHP',
  '฿': 'THB',
  '₦': 'NGN',
  '₸': 'KZT',
  '₡': 'CRC',
  '₲': 'PYG',
  '₵': 'GHS',
  '₮': 'MNT',
  '₼': 'AZN',
  '₾': 'GEL',
  '₭': 'LAK',
};

/** Signs with the letters before them, codes, and words; of codes in small letters those that can be no word. */
const MARK =
  /(?:(?<!\p{L})[A-Z]{1,2})?\p{Sc}|(?<!\p{L})(?:[A-Z]{3}|[Ee]uros?|EUROS?|[Kk]r|zł|Kč|Ft|S?Fr|lei|eur|usd|gbp|chf|pln|czk|sek|nok|dkk|huf)\.?(?!\p{L})/gu;

/** None of a sign that isn't known, and of three letters that are no currency: `MIO`. */
function meantBy(mark: string): readonly string[] {
  const plain = mark.replace(/\.$/, '');
  const known = MARKS[plain] ?? MARKS[plain.toLowerCase()];
  return known?.split(' ') ?? [plain.toUpperCase()].filter(isCurrency);
}
const isMark = (mark: string): boolean => /\p{Sc}/u.test(mark) || meantBy(mark).length > 0;

/** Which currencies a text could mean by the marks in it; undefined where it has none, none where two deny each other. */
export function currenciesIn(text: string): readonly string[] | undefined {
  const [first, ...others] = (text.match(MARK) ?? []).filter(isMark).map(meantBy);
  return first?.filter((code) => others.every((codes) => codes.includes(code)));
}

/** A figure without what says its currency. */
export const withoutCurrency = (text: string): string =>
  text.replace(MARK, (mark) => (isMark(mark) ? '' : mark));

/**
 * How many digits a currency's minor unit has, from ISO 4217. Not from Intl: Node 20 says 0 for the forint where
 * the standard says 2, so amounts would be off by a hundred. Withdrawn codes stay while old orders may carry them.
 */
const TWO_DIGITS = `
  AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF
  CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF
  IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN
  MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS
  SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW
  ZWG`;
const NO_DIGITS = 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF';
const THREE_DIGITS = 'BHD IQD JOD KWD LYD OMR TND';
const FOUR_DIGITS = 'CLF UYW';

const codes = (list: string): string[] => list.trim().split(/\s+/);

const EXPONENTS: ReadonlyMap<string, number> = new Map([
  ...codes(TWO_DIGITS).map((code) => [code, 2] as const),
  ...codes(NO_DIGITS).map((code) => [code, 0] as const),
  ...codes(THREE_DIGITS).map((code) => [code, 3] as const),
  ...codes(FOUR_DIGITS).map((code) => [code, 4] as const),
]);

/** Every ISO 4217 code that money may carry; metals, funds without a minor unit and test codes are left out. */
export const CURRENCIES: readonly string[] = [...EXPONENTS.keys()].sort();

export const isCurrency = (code: string): boolean => EXPONENTS.has(code);

/** Digits after the point: 2 for EUR, 0 for JPY, 3 for KWD. Throws on a code that `isCurrency` refuses. */
export function exponentOf(currency: string): number {
  const exponent = EXPONENTS.get(currency);
  if (exponent === undefined) throw new RangeError(`not an ISO 4217 currency: ${currency}`);
  return exponent;
}

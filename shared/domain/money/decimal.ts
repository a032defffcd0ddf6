import type { ReasonAlone } from '../reasons.ts';
import { exponentOf } from './currency.ts';
import { toDecimal } from './money.ts';

/** `4990 for 49.90 EUR`: what to send, in words. */
export const minorExample = (currency: string): string => `4990 for ${toDecimal(4990, currency)} ${currency}`;

export type ReadMinor = { minor: number } | { problem: ReasonAlone };

/**
 * An amount as it was sent, in whole minor units: a number is those already; a text is a decimal of the currency's own
 * unit, "49.90". Zeros beyond the currency's places say nothing and are dropped; any other digit there is refused, as
 * nobody may round other people's money.
 */
export function readMinor(sent: number | string, currency: string): ReadMinor {
  if (typeof sent === 'string') return readDecimal(sent.trim(), currency);
  if (Number.isSafeInteger(sent)) return { minor: sent };
  return { problem: { code: 'not-minor-units', values: { example: minorExample(currency) } } };
}

function readDecimal(text: string, currency: string): ReadMinor {
  const [, sign, whole, fraction = ''] = /^([+-]?)(\d{1,16})(?:\.(\d{1,20}))?$/.exec(text) ?? [];
  if (whole === undefined) return { problem: { code: 'not-a-plain-decimal' } };
  const places = exponentOf(currency);
  if (/[1-9]/.test(fraction.slice(places)))
    return {
      problem: {
        code: 'too-many-decimals',
        values: { n: places, currency, example: minorExample(currency) },
      },
    };
  const minor = Number(whole + fraction.slice(0, places).padEnd(places, '0'));
  if (!Number.isSafeInteger(minor)) return { problem: { code: 'amount-too-large' } };
  return { minor: sign === '-' ? 0 - minor : minor };
}

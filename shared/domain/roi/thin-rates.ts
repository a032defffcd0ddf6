import type { Interval } from '../statistics/beta.ts';
import { ruleOfThree, wilson } from '../statistics/proportions.ts';
import { isReliableRate, LEAST } from './suppression.ts';
import { type MoneyTally, spendMinorOf, WHOLE } from './tally.ts';

/** Why a field is null: the field, a code for programs, a few words for people. */
export type ThinRateNote = { field: string; code: string; text: string };

/** Splits by an attribute of buyers that a row must not show, beside those of too few buyers. */
export type HiddenSplits = { newness: boolean; repeat: boolean };

/** Null where it would say nothing; its interval is told all the same. */
export function conversionRate(tally: MoneyTally, notes: ThinRateNote[]): number | null {
  const orders = tally.ordersByClick / WHOLE;
  if (isReliableRate(orders, tally.clicks)) return orders / tally.clicks;
  const few =
    tally.clicks < LEAST.clicks
      ? `clicks (${tally.clicks})`
      : `orders by click (${Number(orders.toFixed(2))})`;
  const code =
    tally.clicks === 0 ? 'no_clicks' : tally.clicks < LEAST.clicks ? 'too_few_clicks' : 'too_few_orders';
  notes.push({ field: 'conversionRate', code, text: tally.clicks === 0 ? 'no clicks' : `too few ${few}` });
  return null;
}

/** Central 90 %: where no order came, the rule of three is its upper end, five in a hundred lying above. */
export function conversionInterval(tally: MoneyTally): Interval | null {
  const trials = tally.clicks;
  if (tally.ordersByClick === 0) {
    const high = ruleOfThree(trials);
    return high === undefined ? null : { low: 0, high, level: 0.9 };
  }
  return wilson({ successes: Math.min(trials, tally.ordersByClick / WHOLE), trials }, 0.9) ?? null;
}

/**
 * What tells buyers apart: who is new, who came back. CAC is among them, as spend over it is the number of new ones.
 */
export function splitsByBuyer(
  tally: MoneyTally,
  hide: HiddenSplits,
  notes: ThinRateNote[],
): Record<'cacMinor' | 'newCustomerShare' | 'repeatRate', number | null> {
  const shown = (
    field: string,
    above: number,
    below: number,
    buyers: number,
    hidden: boolean,
    none: ThinRateNote,
  ) => {
    if (below > 0 && buyers >= LEAST.buyers * WHOLE && !hidden) return above / below;
    const few = { field, code: 'too_few_buyers', text: 'too few buyers, here or in a row beside it' };
    notes.push(below > 0 ? few : none);
    return null;
  };
  const { newCustomers, knownCustomers, matured, returned } = tally;
  return {
    cacMinor: shown('cac', spendMinorOf(tally) * WHOLE, newCustomers, knownCustomers, hide.newness, {
      field: 'cac',
      code: 'no_new_customers',
      text: 'no order says it came from a new customer',
    }),
    newCustomerShare: shown('newCustomerShare', newCustomers, knownCustomers, knownCustomers, hide.newness, {
      field: 'newCustomerShare',
      code: 'unknown_customers',
      text: 'no order says whether its customer is new',
    }),
    repeatRate: shown('repeatRate', returned, matured, matured, hide.repeat, {
      field: 'repeatRate',
      code: 'not_90_days_yet',
      text: 'no first order is 90 days old yet',
    }),
  };
}

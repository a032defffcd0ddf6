import { withScheme } from '../../../shared/domain/link/bare-address.ts';
import { exponentOf } from '../../../shared/domain/money/currency.ts';
import type { Money } from '../../../shared/domain/schema/common.ts';
import { readAmount, readCount, wrongField } from './amount.ts';
import type { FormValues } from './form.ts';
import { instantOfLocal } from './local-time.ts';
import type { Visit } from './visit.ts';

/** A money field in the brand's currency; `undefined` when left empty. */
export function moneyField({ brand, say }: Visit, values: FormValues, name: string): Money | undefined {
  const text = values.text(name);
  if (text === undefined) return undefined;
  const amount = readAmount(text, exponentOf(brand.currency));
  if (amount === 'ambiguous')
    throw wrongField({
      path: name,
      message: say('Is this a thousand, or one with decimals? Write 1234 or 1,23.'),
    });
  if (amount === undefined)
    throw wrongField({ path: name, message: say('This is not an amount, such as 49.90.') });
  return { amount, currency: brand.currency };
}

/** The moment that was typed on the brand's clock; `undefined` when left empty. */
export function momentField({ brand, say }: Visit, values: FormValues, name: string): string | undefined {
  const text = values.text(name);
  if (text === undefined) return undefined;
  const moment = instantOfLocal(text, brand.timeZone);
  if (!moment) throw wrongField({ path: name, message: say('This is not a time.') });
  return moment;
}

/** A count; `undefined` when left empty. */
export function countField({ say }: Visit, values: FormValues, name: string): number | undefined {
  const text = values.text(name);
  if (text === undefined) return undefined;
  const count = readCount(text);
  if (count === undefined) throw wrongField({ path: name, message: say('This is not a whole number.') });
  return count;
}

/** `{ name: value }` for what was filled in: an empty field is an absent one. */
export function given<N extends string>(values: FormValues, ...names: N[]): Partial<Record<N, string>> {
  const found: Partial<Record<N, string>> = {};
  for (const name of names) {
    const value = values.text(name);
    if (value !== undefined) found[name] = value;
  }
  return found;
}

/** As `given`, of web addresses: one that is typed as people say it, `shop.example.com/socks`, is meant with https. */
export function addressesGiven<N extends string>(
  values: FormValues,
  ...names: N[]
): Partial<Record<N, string>> {
  const found = given(values, ...names);
  for (const name of names) {
    const text = found[name];
    if (text !== undefined) found[name] = withScheme(text);
  }
  return found;
}

/** The lines of a field that takes one thing a line, without empty ones. */
export const linesOf = (values: FormValues, name: string, between = /\n/): string[] =>
  (values.text(name) ?? '')
    .split(between)
    .map((line) => line.trim())
    .filter(Boolean);

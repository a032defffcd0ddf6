import { wrong } from '../../shared/domain/reasons.ts';
import type { Brand } from '../../shared/domain/schema/access/brand.ts';
import type { Money } from '../../shared/domain/schema/common.ts';
import { dayOf } from '../../shared/domain/time/week.ts';
import { invalid } from './http/refusal.ts';

type Told = { day: string; money: readonly { path: string; money: Money | undefined }[] };

/** A day that is yet to come, and money of another currency: totals aren't converted. */
export function refuseUnfitDay(
  { day, money }: Told,
  brand: Pick<Brand, 'timeZone' | 'currency'>,
  now: number,
): void {
  if (day > dayOf(now, brand.timeZone)) throw invalid(wrong('day', 'day-not-over'));
  const other = money.find((told) => told.money && told.money.currency !== brand.currency);
  if (other)
    throw invalid(wrong(`${other.path}.currency`, 'not-the-brands-currency', { currency: brand.currency }));
}

import type { Past } from '../../../domain/report/build/past.ts';
import { contentAddress } from '../../../domain/report/content-address.ts';
import type { Brand } from '../../../domain/schema/access/brand.ts';
import { MINUTE_MS } from '../../../domain/time/units.ts';
import { heldAnswers } from '../../table/held-answers.ts';
import type { Tables } from '../../table/tables.ts';
import { catalogVersionNow } from '../catalog-version.ts';
import { type DayRange, type NamingDeps, nameOfDays } from './days-name.ts';
import { findOrMake, keptRowsOf } from './kept-rows.ts';

type PastDeps = NamingDeps & { tables: Tables; now: () => number; newToken: () => string };

/** The days that a past is made of, and the name of how it is. */
type Span = DayRange & { form: string };

/** A safety net only: what changes has another name. */
const FRESH_MS = 10 * MINUTE_MS;
/** Pasts kept in memory. */
const MOST_BRANDS = 50;

/**
 * What the weeks that are over say, worked out once while nothing of it changes: its name is made of how all days stand
 * that it is read from, and of the brand's programme. Where one of them is open it has no name, and is worked out anew.
 * `make` reads those days.
 */
export function createPasts(deps: PastDeps) {
  const { tables, now, newToken } = deps;
  const kept = keptRowsOf<Past>(tables, newToken, 'PAST');
  const held = heldAnswers<Past>({ most: MOST_BRANDS, freshMs: FRESH_MS, now });

  return async (brand: Brand, { from, to, form }: Span, make: () => Promise<Past>): Promise<Past> => {
    const days = await nameOfDays(deps, brand, { clicks: { from, to } });
    if (days === undefined) return make();
    const { token, settled } = await catalogVersionNow(tables, brand.id, now());
    const nameOf = (programme: string) => contentAddress([form, brand.timeZone, days, programme]);
    const name = settled && nameOf(settled);
    const worthIt = async () => ({ made: await make(), isWorthIt: true });
    const find = (of: string) => findOrMake(kept, { brandId: brand.id, name: of, now: now(), make: worthIt });
    return held(brand.id, () => (name ? find(name) : make()), nameOf(token));
  };
}

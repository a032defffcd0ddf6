import type { Past } from '../../domain/report/build/past.ts';
import { contentAddress } from '../../domain/report/content-address.ts';
import type { Brand } from '../../domain/schema/access/brand.ts';
import { MINUTE_MS } from '../../domain/time/units.ts';
import { listDays } from '../../domain/time/week.ts';
import type { CountReader } from '../counts/count-reader.ts';
import type { CountStore } from '../counts/count-store.ts';
import { ordersVersion } from '../orders/order-lines-store.ts';
import { heldAnswers } from '../table/held-answers.ts';
import { onceAMoment } from '../table/one-moment.ts';
import type { Tables } from '../table/tables.ts';
import { catalogVersionsOf } from './catalog-version.ts';
import { keptRowsOf } from './kept-rows.ts';

type PastDeps = {
  tables: Tables;
  counts: CountStore;
  countReader: Pick<CountReader, 'nothingIn'>;
  now: () => number;
  newToken: () => string;
};

/** The days (inclusive) that a past is made of, and the name of how it is. */
type Span = { from: string; to: string; form: string };

/** A safety net only: what changes has another name. */
const FRESH_MS = 10 * MINUTE_MS;
/** Pasts kept in memory. */
const MOST_BRANDS = 50;

/**
 * What the weeks that are over say, worked out once while nothing of it changes: its name is made of the versions of all
 * days that it is read from, of clicks and of orders, and of the brand's programme. Where one of them is open it has no
 * name, and is worked out anew. `make` reads those days.
 */
export function createPasts(deps: PastDeps) {
  const { tables, now, newToken } = deps;
  const kept = keptRowsOf<Past>(tables, newToken, 'PAST');
  const held = heldAnswers<Past>({ most: MOST_BRANDS, freshMs: FRESH_MS, now });

  async function findOrMake(brandId: string, name: string | undefined, make: () => Promise<Past>) {
    const [known] = (name && (await kept.find(brandId, name))) || [];
    if (known) return known;
    const made = await make();
    if (name) await kept.keep(brandId, name, [made], now()).catch(notKept);
    return made;
  }

  return async (brand: Brand, span: Span, make: () => Promise<Past>): Promise<Past> => {
    const days = await versionsOf(deps, brand, span);
    if (days === undefined) return make();
    // Asked before the records are: what they say later has another token.
    const { token, settled } = await onceAMoment(deps, brand.id, () =>
      catalogVersionsOf(tables).find(brand.id, now()),
    );
    const nameOf = (programme: string) => contentAddress([span.form, brand.timeZone, days, programme]);
    const name = settled && nameOf(settled);
    return held(brand.id, () => findOrMake(brand.id, name, make), nameOf(token));
  };
}

/** All versions that stand, of clicks and of orders; nothing while some of these days are open. */
async function versionsOf(
  { counts, countReader }: PastDeps,
  brand: Brand,
  { from, to }: Span,
): Promise<string | undefined> {
  const [clicks, orders, marked] = await Promise.all([
    counts.listVersions(brand.id, from, to),
    counts.listVersions(brand.id, ordersVersion(from), ordersVersion(to)),
    counts.listDirty('orders', brand.id),
  ]);
  if (marked.some(({ period }) => period >= from && period <= to)) return undefined;
  const unfolded = listDays(from, to).filter((day) => !clicks.has(day));
  const zoned = { brandId: brand.id, timeZone: brand.timeZone };
  if (unfolded.length > 0 && !(await countReader.nothingIn(zoned, unfolded))) return undefined;
  return JSON.stringify([from, to, [...clicks], [...orders]]);
}

/** It is for the next process alone: without it that one works it out. */
const notKept = (): void => {};

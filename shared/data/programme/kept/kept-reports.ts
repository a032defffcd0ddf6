import { contentAddress } from '../../../domain/report/content-address.ts';
import type { Brand } from '../../../domain/schema/access/brand.ts';
import { byItsVersion } from '../../table/noted-reads.ts';
import { withinAMoment } from '../../table/one-moment.ts';
import type { Tables } from '../../table/tables.ts';
import { catalogVersionNow } from '../catalog-version.ts';
import { type DayRange, type NamingDeps, nameOfDays } from './days-name.ts';
import { findOrMake, keptRowsOf } from './kept-rows.ts';

type ReportDeps = NamingDeps & { tables: Tables; now: () => number; newToken: () => string };

/** The days that a report is read from, what was asked, and the name of how it is worked out. */
type ReportAsked = { clicks: DayRange; orders: DayRange; question: unknown; form: string };

/**
 * A report for processes that begin with nothing, while nothing of it changes: its name is made of the question, of the brand
 * as it is set up, of how all days stand that it is read from, and of the programme. Where much is still being counted it
 * has no name, and is worked out anew. `make` reads them; `isWorthIt` where working it out takes longer than finding it.
 */
export function createKeptReports(deps: ReportDeps) {
  const { tables, now, newToken } = deps;
  return <Report>(
    brand: Brand,
    { clicks, orders, question, form }: ReportAsked,
    make: () => Promise<{ made: Report; isWorthIt: boolean }>,
  ): Promise<Report> =>
    withinAMoment(async () => {
      const days = await nameOfDays(deps, brand, { clicks, orders, withOpen: true });
      const settled = days && (await catalogVersionNow(tables, brand.id, now())).settled;
      if (!settled) return (await make()).made;
      const name = contentAddress([form, brand, days, settled, question]);
      const kept = keptRowsOf<Report>(tables, newToken, placeOf(question));
      return byItsVersion(() => findOrMake(kept, { brandId: brand.id, name, now: now(), make }));
    });
}

/** A question has one of 256 places, so that a brand's reports never fill more; the last that was asked has it. */
const placeOf = (question: unknown) => `ROI-${contentAddress(question).slice(0, 2)}` as const;

import type { HourRow } from '../../../../shared/data/counts/hour-rows.ts';
import {
  clickRowPlace,
  type LinkBucket,
  needsCells,
  tabulateClicks,
} from '../../../../shared/domain/analytics/click-table.ts';
import { summarize } from '../../../../shared/domain/click/fold.ts';
import type { Brand } from '../../../../shared/domain/schema/access/brand.ts';
import { type ClickSort, getClickAnalytics } from '../../../../shared/domain/schema/answers/analytics.ts';
import type { ApiDeps } from '../../deps.ts';
import { type Api, ok } from '../../http/call.ts';
import { invalid } from '../../http/refusal.ts';
import { sortOf } from '../../lists.ts';
import { rangeOf } from '../../range.ts';
import { pageOfRows } from '../../rows.ts';

const MOST_DAYS_BY_HOUR = 31;
const TIMES: readonly string[] = ['hour', 'day', 'week', 'month'];

export function registerAnalytics(api: Api, deps: ApiDeps): void {
  const { countReader, loader } = deps.stores;

  api.on(getClickAnalytics, async ({ brandId, query, now, at, pageStart, pageEnd }) => {
    const {
      groupBy: groups = [],
      from,
      to,
      interval,
      sort,
      limit: _limit,
      cursor: _cursor,
      ...filter
    } = query;
    const brand = await deps.stores.brands.get(brandId);
    const byHour = groups.includes('hour');
    if (groups.filter((group) => TIMES.includes(group)).length > 1)
      return invalid({
        path: 'groupBy',
        message: 'an hour lies in one day, a day in one week; name only one',
      });
    const range = rangeOf(
      {
        ...(from ? { from } : {}),
        ...(to ? { to } : {}),
        ...(interval ? { interval } : {}),
      },
      brand,
      now,
      byHour ? MOST_DAYS_BY_HOUR : undefined,
    );
    const buckets = byHour ? hourBuckets : needsCells(groups, filter) ? cellBuckets : dayBuckets;
    const [{ catalog }, counted] = await Promise.all([
      loader.loadProgramme(brand),
      buckets(brand, range.from, range.to),
    ]);
    const { rows, totals } = tabulateClicks(counted, catalog, groups, filter);
    const { name, descending } = sortOf(sort);
    const placeOf = clickRowPlace(groups, name as ClickSort | undefined, descending);
    const page = pageOfRows(rows, pageStart(), placeOf);
    return ok({ ...range, rows: page.records, nextCursor: pageEnd(page.lastKey), totals, asOf: at });
  });

  const zoned = (brand: Brand) => ({ brandId: brand.id, timeZone: brand.timeZone });

  async function dayBuckets(brand: Brand, from: string, to: string): Promise<LinkBucket[]> {
    const days = await countReader.listLinkDays(zoned(brand), from, to);
    return days.map(({ day, ...counted }) => ({ ...counted, at: day }));
  }

  async function cellBuckets(brand: Brand, from: string, to: string): Promise<LinkBucket[]> {
    const days = await countReader.listDayCubes(zoned(brand), from, to);
    return days.flatMap(({ day, cubes }) =>
      cubes.map(({ linkId, cells }) => ({ ...NOTHING, linkId, at: day, cells })),
    );
  }

  async function hourBuckets(brand: Brand, from: string, to: string): Promise<LinkBucket[]> {
    const hours: HourRow[] = await countReader.listHoursOfDays(zoned(brand), from, to);
    return hours.map(({ linkId, startMs, tally }) => ({
      linkId,
      at: new Date(startMs).toISOString(),
      ...summarize(tally),
      cells: tally.cells,
    }));
  }
}

const NOTHING = { hits: 0, clicks: 0, uniques: 0, darkClicks: 0, excluded: {} };

import type { CountReader } from '../../../../shared/data/counts/count-reader.ts';
import type { HourRow } from '../../../../shared/data/counts/hour-rows.ts';
import type { Zoned } from '../../../../shared/data/counts/open-rows.ts';
import {
  clickRowPlace,
  type LinkBucket,
  needsCells,
  tabulateClicks,
} from '../../../../shared/domain/analytics/click-table.ts';
import { summarize } from '../../../../shared/domain/click/fold.ts';
import { wrong } from '../../../../shared/domain/reasons.ts';
import { type ClickSort, getClickAnalytics } from '../../../../shared/domain/schema/answers/analytics.ts';
import type { ApiDeps } from '../../deps.ts';
import { type Api, type Call, ok } from '../../http/call.ts';
import { invalid } from '../../http/refusal.ts';
import { type Days, dayBuckets } from '../../reading/day-buckets.ts';
import { sortOf } from '../../reading/lists.ts';
import { rangeOf } from '../../reading/range.ts';
import { pageOfRows } from '../../reading/rows.ts';

const MOST_DAYS_BY_HOUR = 31;
const TIMES: readonly string[] = ['hour', 'day', 'week', 'month'];

export function registerAnalytics(api: Api, deps: ApiDeps): void {
  api.on(getClickAnalytics, async ({ stores, query, now, at, pageStart, pageEnd }) => {
    const { groups, asked, filter, sort } = wishesIn(query);
    if (groups.filter((group) => TIMES.includes(group)).length > 1)
      return invalid(wrong('groupBy', 'hour-day-week'));
    const brand = await stores.getBrand();
    const byHour = groups.includes('hour');
    const range = rangeOf(asked, brand, now, byHour ? MOST_DAYS_BY_HOUR : undefined);
    const buckets = byHour ? hourBuckets : needsCells(groups, filter) ? cellBuckets : dayBuckets;
    const zoned = { brandId: brand.id, timeZone: brand.timeZone };
    const [{ catalog }, counted] = await Promise.all([
      deps.stores.loader.loadProgramme(brand),
      buckets(deps.stores.countReader, zoned, range),
    ]);
    const { rows, totals } = tabulateClicks(counted, catalog, groups, filter);
    const { name, descending } = sortOf(sort);
    const placeOf = clickRowPlace(groups, name as ClickSort | undefined, descending);
    const page = pageOfRows(rows, pageStart(), placeOf);
    return ok({ ...range, rows: page.records, nextCursor: pageEnd(page.lastKey), totals, asOf: at });
  });
}

function wishesIn(query: Call<typeof getClickAnalytics>['query']) {
  const { groupBy: groups = [], from, to, interval, sort, limit: _limit, cursor: _cursor, ...filter } = query;
  return { groups, asked: { from, to, interval }, filter, sort };
}

async function cellBuckets(reader: CountReader, zoned: Zoned, { from, to }: Days): Promise<LinkBucket[]> {
  const days = await reader.listDayCubes(zoned, from, to);
  return days.flatMap(({ day, cubes }) =>
    cubes.map(({ linkId, cells }) => ({ ...NOTHING, linkId, at: day, cells })),
  );
}

async function hourBuckets(reader: CountReader, zoned: Zoned, { from, to }: Days): Promise<LinkBucket[]> {
  const hours: HourRow[] = await reader.listHoursOfDays(zoned, from, to);
  return hours.map(({ linkId, startMs, tally }) => ({
    linkId,
    at: new Date(startMs).toISOString(),
    ...summarize(tally),
    cells: tally.cells,
  }));
}

const NOTHING = { hits: 0, clicks: 0, uniques: 0, darkClicks: 0, excluded: {} };

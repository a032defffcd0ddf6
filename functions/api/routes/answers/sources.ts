import { bySource } from '../../../../shared/domain/roi/sources.ts';
import { getSources } from '../../../../shared/domain/schema/answers/sources.ts';
import { dayOf } from '../../../../shared/domain/time/week.ts';
import type { ApiDeps } from '../../deps.ts';
import { type Api, ok } from '../../http/call.ts';
import { rangeOf } from '../../reading/range.ts';
import { roiLine } from './roi.ts';

export function registerSources(api: Api, deps: ApiDeps): void {
  const { loader } = deps.stores;
  api.on(getSources, async ({ stores, query, now }) => {
    const brand = await stores.getBrand();
    const { from: _from, to: _to, interval: _interval, ...filter } = query;
    const days = rangeOf(query, brand, now);
    const [facts, { checks }] = await Promise.all([
      loader.loadFacts(brand, days.from, days.to, { spendFrom: days.from }),
      loader.loadProgramme(brand),
    ]);
    const { rows, difference } = bySource(facts, checks, {
      ...days,
      filter,
      basis: 'period',
      asOf: dayOf(now, brand.timeZone),
    });
    return ok({
      ...days,
      rows: rows.map(({ roi, ...row }) => ({ ...row, roi: roi ? roiLine(roi, brand.currency) : null })),
      difference,
    });
  });
}

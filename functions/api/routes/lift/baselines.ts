import type { Brand } from '../../../../shared/domain/schema/access/brand.ts';
import {
  type BaselineOfDay,
  deleteBaseline,
  listBaselines,
  postBaselines,
  putBaseline,
} from '../../../../shared/domain/schema/lift/baselines.ts';
import { type Api, noContent, ok, okOrMade } from '../../http/call.ts';
import { refuseUnfitDay } from '../../told-day.ts';

export function registerBaselines(api: Api): void {
  api.on(putBaseline, async ({ stores, params, body, now, at }) => {
    const brand = await stores.getBrand();
    refuseUnfit({ day: params.day, ...body }, brand, now, '');
    const told = { day: params.day, ...body, createdAt: at, updatedAt: at };
    return okOrMade(await stores.baselines.put(told));
  });

  api.on(postBaselines, async ({ stores, body, now, at }) => {
    const brand = await stores.getBrand();
    for (const [i, day] of body.days.entries()) refuseUnfit(day, brand, now, `days.${i}.`);
    for (const day of body.days) await stores.baselines.put({ ...day, createdAt: at, updatedAt: at });
    return ok({ days: body.days.length });
  });

  api.on(listBaselines, async ({ stores, query: { from, to }, pageStart, pageEnd }) => {
    const asked = { ...(from ? { from } : {}), ...(to ? { to } : {}) };
    const page = await stores.baselines.list(pageStart(), asked);
    return ok({ data: page.days, nextCursor: pageEnd(page.lastKey) });
  });

  api.on(deleteBaseline, async ({ stores, params }) => {
    await stores.baselines.erase(params.day);
    return noContent();
  });
}

function refuseUnfit(
  { day, revenue, regions = [] }: BaselineOfDay,
  brand: Pick<Brand, 'timeZone' | 'currency'>,
  now: number,
  at: string,
) {
  const ofRegions = regions.map((region, i) => ({ path: `regions.${i}.revenue`, money: region.revenue }));
  refuseUnfitDay({ at, day, money: [{ path: 'revenue', money: revenue }, ...ofRegions] }, brand, now);
}

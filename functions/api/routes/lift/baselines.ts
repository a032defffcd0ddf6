import type { Brand } from '../../../../shared/domain/schema/access/brand.ts';
import {
  type BaselineOfDay,
  deleteBaseline,
  listBaselines,
  postBaselines,
  putBaseline,
} from '../../../../shared/domain/schema/lift/baselines.ts';
import { dayOf } from '../../../../shared/domain/time/week.ts';
import { type Api, noContent, ok } from '../../http/call.ts';
import { invalid } from '../../http/refusal.ts';

export function registerBaselines(api: Api): void {
  api.on(putBaseline, async ({ stores, params, body, now, at }) => {
    const brand = await stores.getBrand();
    refuseUnfit({ day: params.day, ...body }, brand, now, '');
    const { status, baseline } = await stores.baselines.put({
      day: params.day,
      ...body,
      createdAt: at,
      updatedAt: at,
    });
    return status === 201 ? { status, body: baseline } : ok(baseline);
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
    return ok({ data: page.baselines, nextCursor: pageEnd(page.lastKey) });
  });

  api.on(deleteBaseline, async ({ stores, params }) => {
    await stores.baselines.erase(params.day);
    return noContent();
  });
}

/** A day that is yet to come, and money of another currency: totals aren't converted. */
function refuseUnfit(
  given: BaselineOfDay,
  brand: Pick<Brand, 'timeZone' | 'currency'>,
  now: number,
  at: string,
) {
  if (given.day > dayOf(now, brand.timeZone))
    throw invalid({ path: `${at}day`, message: 'is yet to come: totals are told once a day is over' });
  const regions = given.regions ?? [];
  const told = [
    { path: 'revenue', money: given.revenue },
    ...regions.map(({ revenue }, i) => ({ path: `regions.${i}.revenue`, money: revenue })),
  ];
  const other = told.find(({ money }) => money && money.currency !== brand.currency);
  if (other)
    throw invalid({
      path: `${at}${other.path}.currency`,
      message: `must be ${brand.currency}, the brand’s currency`,
    });
}

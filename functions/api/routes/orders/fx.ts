import { brandsOf } from '../../../../shared/data/access/brands-store.ts';
import { fxId, fxOf } from '../../../../shared/data/orders/fx-store.ts';
import { tidySpend } from '../../../../shared/data/orders/spend-store.ts';
import { putFx } from '../../../../shared/domain/schema/orders/fx.ts';
import { ordersFor } from '../../../../shared/orders/desk.ts';
import type { ApiDeps } from '../../deps.ts';
import { type Api, ok } from '../../http/call.ts';
import { deskOf } from '../../reading.ts';

export function registerFx(api: Api, deps: ApiDeps): void {
  api.on(putFx, async ({ brandId, records, params, body, now }) => {
    const brand = await brandsOf(deps.tables).get(brandId);
    const fx = fxOf(deps.tables, records);
    for (const rate of body.rates)
      await fx.put({ id: fxId(rate.from, rate.to, params.date), ...rate, date: params.date });
    const orders = await ordersFor(deskOf(deps), records, brand).tidy(now);
    const spend = await tidySpend(records, brand, fx);
    return ok({ date: params.date, rates: body.rates, converted: orders + spend });
  });
}

import { fxId } from '../../../../shared/data/orders/fx-store.ts';
import { tidySpend } from '../../../../shared/data/orders/spend-store.ts';
import { putFx } from '../../../../shared/domain/schema/orders/fx.ts';
import type { ApiDeps } from '../../deps.ts';
import { type Api, ok } from '../../http/call.ts';

export function registerFx(api: Api, deps: ApiDeps): void {
  api.on(putFx, async ({ brandId, stores, params, body, now }) => {
    const brand = await deps.stores.brands.get(brandId);
    const fx = stores.fx;
    for (const rate of body.rates)
      await fx.put({ id: fxId(rate.from, rate.to, params.date), ...rate, date: params.date });
    const orders = await stores.orders.tidy(now);
    const spend = await tidySpend(stores.records, brand, fx);
    return ok({ date: params.date, rates: body.rates, converted: orders + spend });
  });
}

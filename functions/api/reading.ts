import { createClickStore } from '../../shared/data/clicks/click-store.ts';
import { createCountReader } from '../../shared/data/counts/count-reader.ts';
import { createCountStore } from '../../shared/data/counts/count-store.ts';
import { createOrderReader, type OrderDeps } from '../../shared/data/orders/orders-store.ts';
import { createFactsLoader } from '../../shared/data/programme/facts-loader.ts';
import type { OrderDesk } from '../../shared/orders/desk.ts';
import type { ApiDeps } from './deps.ts';

type ReadingDeps = Pick<ApiDeps, 'tables' | 'now' | 'random'>;

const made = new WeakMap<object, Reading>();

/** What routes that report read through; made once per process, because the readers remember what they read. */
export function readingOf(deps: ReadingDeps): Reading {
  const known = made.get(deps) ?? makeReading(deps);
  made.set(deps, known);
  return known;
}

/** The same for those who take and change orders. */
export const deskOf = (deps: ReadingDeps & Pick<ApiDeps, 'clickKeys'>): OrderDesk => ({
  tables: deps.tables,
  now: deps.now,
  clickKeys: deps.clickKeys,
  ...readingOf(deps),
});

function makeReading(deps: ReadingDeps) {
  const clicks = createClickStore(deps.tables);
  const counts = createCountStore(deps.tables);
  const newToken = () => Buffer.from(deps.random(9)).toString('base64url');
  const orderDeps: OrderDeps = { tables: deps.tables, counts, newToken };
  const countReader = createCountReader(clicks, counts, deps.now);
  const orders = createOrderReader(orderDeps);
  const loader = createFactsLoader({
    tables: deps.tables,
    now: deps.now,
    countReader,
    orders,
  });
  return { clicks, counts, countReader, orders, orderDeps, loader, newToken };
}
type Reading = ReturnType<typeof makeReading>;

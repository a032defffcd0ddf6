import { cpuUsedMs } from '../support/cpu-used.ts';
import { seededFolder } from './app-page.ts';
import { median } from './load.ts';
import { type RunningProduct, startProduct } from './product.ts';

const SIZE = { creators: 50, posts: 3_000, clicks: 30_000, orders: 10_000 };
const REFUNDS = 365;
const QUIET_MS = 5_000;
type Answer = { status: number; body: unknown };
const ZONES = ['America/New_York', 'Asia/Tokyo', 'Europe/Berlin'];

/**
 * Work that one request sets off and that grows with the brand, 3,000 links and 10,000 orders: a change of zone, an erasure,
 * a year of refunds of one order, a page of posts. CPU of the whole process, in the request and until it is quiet again.
 */
export async function* oneRequestLines(rounds: number): AsyncGenerator<string> {
  const product = await startProduct(await seededFolder(SIZE));
  try {
    await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
    yield await tell(product, rounds, `change of zone, ${SIZE.posts} links`, (n) =>
      product.api('PATCH', '/v1/brand', { timeZone: ZONES[n % ZONES.length] }),
    );
    yield await tell(product, rounds, `erasure of a customer, ${SIZE.orders} orders`, (n) =>
      product.api('POST', '/v1/erasures', { customerId: `customer-${n}` }),
    );
    yield await tell(product, rounds, '100 posts', () => product.api('GET', '/v1/posts?limit=100'));
    yield await tell(product, 1, `${REFUNDS} refunds of one order`, () => refundDaily(product));
  } finally {
    await product.kill('SIGTERM');
    product.remove();
  }
}

async function tell(
  product: RunningProduct,
  rounds: number,
  name: string,
  ask: (nth: number) => Promise<Answer>,
): Promise<string> {
  const inside: number[] = [];
  const after: number[] = [];
  for (let nth = 0; nth < rounds; nth++) {
    const before = cpuUsedMs(product.process.pid);
    const { status, body } = await ask(nth);
    if (status >= 400) throw new Error(`${name}: ${status} ${JSON.stringify(body)} ${product.said()}`);
    const answered = cpuUsedMs(product.process.pid);
    inside.push(answered - before);
    await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
    after.push(cpuUsedMs(product.process.pid) - answered);
  }
  return `${name}: ${median(inside)} ms CPU to the answer (${Math.min(...inside)}–${Math.max(...inside)}), ${median(after)} in the ${QUIET_MS / 1_000} s after it`;
}

async function refundDaily(product: RunningProduct): Promise<Answer> {
  const money = (amount: number) => ({ amount, currency: 'EUR' });
  const order = {
    externalId: 'bench-1',
    kind: 'sale',
    amount: money(100_000),
    occurredAt: new Date(Date.now() - 1_000).toISOString(),
  };
  const made = await product.api('POST', '/v1/conversions', order);
  if (made.status >= 400) throw new Error(JSON.stringify(made.body));
  let last = made;
  for (let nth = 0; nth < REFUNDS; nth++)
    last = await product.api('POST', `/v1/conversions/${made.body.id}/refunds`, {
      externalId: `bench-refund-${nth}`,
      amount: money(100),
      occurredAt: new Date().toISOString(),
    });
  return last;
}

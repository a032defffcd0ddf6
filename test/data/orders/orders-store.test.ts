import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createCountStore } from '../../../shared/data/counts/count-store.ts';
import { type Fx, fxOf } from '../../../shared/data/orders/fx-store.ts';
import { createOrderReader, type OrderDeps } from '../../../shared/data/orders/order-lines-store.ts';
import { ordersOf } from '../../../shared/data/orders/orders-store.ts';
import { type BrandRecords, recordsOf } from '../../../shared/data/table/records-store.ts';
import { tablesOn } from '../../../shared/data/table/sdk.ts';
import { StoredConversion, type StoredRefund } from '../../../shared/domain/schema/orders/conversions.ts';
import { type Engine, startEngine } from '../../support/engine.ts';

const inEur = async () => ({ currency: 'EUR' });
const DAY = '2026-10-05';
const AT = `${DAY}T10:00:00.000Z`;
const NOW = Date.parse(AT);
const LATER = NOW + 120_000;

let engine: Engine;
let deps: OrderDeps;
let records: BrandRecords;
let fx: Fx;
let brands = 0;
let tokens = 0;

beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());
beforeEach(() => {
  const tables = tablesOn(engine.client, engine.tables);
  deps = { tables, counts: createCountStore(tables), newToken: () => `token-${tokens++}` };
  records = recordsOf(tables, `brd_${String(brands++).padStart(16, '0')}`);
  fx = fxOf(tables, records);
});

const anOrder = (over: Partial<StoredConversion> = {}): StoredConversion =>
  StoredConversion.parse({
    id: 'cnv_0000000000000001',
    kind: 'sale',
    externalId: 'order-1',
    occurredAt: AT,
    receivedAt: AT,
    netAmount: { amount: 10_000, currency: 'SEK' },
    customerId: 'jane-doe',
    clickIds: [],
    attributedBy: 'coupon',
    credits: [{ creatorId: 'crt_0000000000000001', share: 1, reason: 'coupon' }],
    losers: [],
    refused: [],
    flags: [],
    model: 'lastTouch',
    windowDays: 30,
    day: DAY,
    refunds: [],
    touches: [],
    createdAt: AT,
    updatedAt: AT,
    ...over,
  });
const aRefund: StoredRefund = {
  id: 'rfd_0000000000000001',
  conversionId: 'cnv_0000000000000001',
  externalId: 'refund-1',
  amount: { amount: 4_000, currency: 'SEK' },
  occurredAt: AT,
  receivedAt: AT,
  day: DAY,
};

const orders = (tables = deps.tables) => ordersOf({ ...deps, tables }, records, inEur, fx);
const lines = () => createOrderReader(deps).listLines(records.brandId, DAY, DAY);
const publishRate = () => fx.put({ id: `SEK-EUR-${DAY}`, from: 'SEK', to: 'EUR', rate: '0.1', date: DAY });

/** Tables whose client does something else before it writes the first line of an order. */
function overtaken(meanwhile: () => Promise<unknown>): OrderDeps['tables'] {
  let done = false;
  const send = async (command: { input: { Item?: { pk?: { S?: string } } } }) => {
    if (!done && command.input.Item?.pk?.S?.includes('#ORDERS#')) {
      done = true;
      await meanwhile();
    }
    return engine.client.send(command as never);
  };
  return tablesOn({ send } as never, engine.tables);
}

async function rateComes(): Promise<void> {
  await publishRate();
  await orders().tidy(NOW);
}
const withoutCustomer = ({ customerId: _, ...order }: StoredConversion): StoredConversion => order;
const erase = (tables?: OrderDeps['tables']) =>
  orders(tables).rewrite('cnv_0000000000000001', withoutCustomer, NOW);

describe('lines say what the document says', () => {
  it('when a rate is published while a refund is being written', async () => {
    await orders().take(anOrder(), NOW);
    await orders(overtaken(rateComes)).refund('cnv_0000000000000001', aRefund.id, () => aRefund, NOW);
    const booked = (await lines()).map((line) => line.kind === 'booked' && line.order.netMinor);
    expect(booked).toEqual([1_000, -400]);
  });

  it('when a rate is published while an order is sent again', async () => {
    await orders().take(anOrder(), NOW);
    expect(await orders(overtaken(rateComes)).take(anOrder(), NOW)).toMatchObject({ kind: 'exists' });
    expect(await lines()).toMatchObject([{ kind: 'booked', order: { netMinor: 1_000 } }]);
  });

  it('when the customer is erased while the order is sent again', async () => {
    await publishRate();
    await orders().take(anOrder(), NOW);
    await orders(overtaken(() => erase())).take(anOrder(), NOW);
    expect(JSON.stringify(await lines())).not.toContain('jane-doe');
  });

  it('when the customer is erased while the order is refunded', async () => {
    await publishRate();
    await orders().take(anOrder(), NOW);
    await orders(overtaken(() => erase())).refund('cnv_0000000000000001', aRefund.id, () => aRefund, NOW);
    expect(await lines()).toHaveLength(2);
    expect(JSON.stringify(await lines())).not.toContain('jane-doe');
  });

  it('after an erasure that broke off between the document and its lines', async () => {
    await publishRate();
    await orders().take(anOrder(), NOW);
    const lost = async () => {
      throw new Error('connection lost');
    };
    await expect(erase(overtaken(lost))).rejects.toThrow('connection lost');
    expect(await orders().tidy(LATER)).toBe(1);
    expect(JSON.stringify(await lines())).not.toContain('jane-doe');
  });

  it('after an order without a rate was erased: it still waits for one', async () => {
    await orders().take(anOrder(), NOW);
    await erase();
    expect(await lines()).toMatchObject([{ kind: 'unconverted', amountMinor: 10_000 }]);
    await rateComes();
    expect(await lines()).toMatchObject([{ kind: 'booked', order: { netMinor: 1_000 } }]);
  });
});

it('of two changes of one name at once, the one that dies after the other has ended is finished by the sweep', async () => {
  const orders = ordersOf(deps, records, inEur, fx);
  const order = anOrder({ netAmount: { amount: 10_000, currency: 'EUR' } });
  await orders.take(order, NOW);
  let die = () => {};
  const death = new Promise<never>((_, reject) => {
    die = () => reject(new Error('dead'));
  });
  const counts = { ...deps.counts, markDirty: () => death };
  const dying = ordersOf({ ...deps, counts }, records, inEur, fx).change(order.id, 'void', (it) => it, NOW);
  await orders.change(order.id, 'void', (it) => it, NOW);
  die();
  await expect(dying).rejects.toThrow('dead');
  expect(await orders.tidy(LATER)).toBe(1);
  expect(await orders.tidy(LATER)).toBe(0);
});

it('reads the currency of the brand once its todo stands: whoever changes it then finds an order at work', async () => {
  let atWork = false;
  const orders = ordersOf(
    deps,
    records,
    async () => {
      atWork = await orders.any();
      return { currency: 'SEK' };
    },
    fx,
  );
  expect(await orders.any()).toBe(false);
  const made = await orders.take(anOrder(), NOW);
  expect(atWork).toBe(true);
  expect(made).toMatchObject({ record: { booking: { currency: 'SEK', netMinor: 10_000 } } });
  expect(await orders.any()).toBe(true);
});

describe('an order with many refunds', () => {
  const small = (place: number): StoredRefund => ({
    ...aRefund,
    id: `rfd_${String(place).padStart(16, '0')}`,
    externalId: `refund-${place}`,
    amount: { amount: 10, currency: 'SEK' },
  });
  const give = (place: number, tables?: OrderDeps['tables']) =>
    orders(tables).refund(
      aRefund.conversionId,
      small(place).id,
      (order) => {
        const isKnown = order.refunds.some(({ id }) => id === small(place).id);
        return isKnown ? undefined : small(place);
      },
      NOW,
    );
  const booked = async () =>
    (await lines()).flatMap((line) => (line.kind === 'booked' ? [line.order.netMinor] : []));

  it('writes the line of each once, however many there are', async () => {
    await publishRate();
    await orders().take(anOrder(), NOW);
    let writes = 0;
    const counting = {
      send: (command: { input: { Item?: { pk?: { S?: string } } } }) => {
        if (command.input.Item?.pk?.S?.includes('#ORDERS#')) writes++;
        return engine.client.send(command as never);
      },
    };
    const tables = tablesOn(counting as never, engine.tables);
    for (let place = 0; place < 40; place++) await give(place, tables);
    expect(writes).toBe(40);
    expect(await booked()).toHaveLength(41);
    expect((await booked()).reduce((sum, minor) => sum + minor, 0)).toBe(1_000 - 40);
  });

  it('is whole again once a refund is repeated whose writer died between document and line', async () => {
    await publishRate();
    await orders().take(anOrder(), NOW);
    const dying = overtaken(() => Promise.reject(new Error('killed')));
    await expect(give(0, dying)).rejects.toThrow('killed');
    expect(await booked()).toHaveLength(1);
    await give(0);
    expect(await booked()).toHaveLength(2);
  });

  it('is whole again by the sweep, when others were booked after the writer died', async () => {
    await publishRate();
    await orders().take(anOrder(), NOW);
    await expect(
      give(
        0,
        overtaken(() => Promise.reject(new Error('killed'))),
      ),
    ).rejects.toThrow('killed');
    await give(1);
    await orders().tidy(LATER);
    expect(await booked()).toHaveLength(3);
  });
});

import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Fx, fxOf } from '../../../shared/data/orders/fx-store.ts';
import { booked, spendOf, tidySpend } from '../../../shared/data/orders/spend-store.ts';
import { type BrandRecords, recordsOf } from '../../../shared/data/table/records-store.ts';
import { tablesOn } from '../../../shared/data/table/sdk.ts';
import { StoredSpend } from '../../../shared/domain/schema/orders/spend.ts';
import { type Engine, startEngine } from '../../support/engine.ts';

const EUR = { currency: 'EUR' };
const DAY = '2026-10-05';

let engine: Engine;
let records: BrandRecords;
let fx: Fx;
let brands = 0;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());
beforeEach(async () => {
  records = recordsOf(tablesOn(engine.client, engine.tables), `brd_${String(brands++).padStart(16, '0')}`);
  fx = fxOf(tablesOn(engine.client, engine.tables), records);
  await spendOf(records).create(await booked(aFee(10_000), EUR, fx));
});

const aFee = (amount: number) =>
  StoredSpend.parse({
    id: 'spd_0000000000000001',
    kind: 'fee',
    amount: { amount, currency: 'SEK' },
    basis: 'cash',
    incurredOn: DAY,
    state: 'accrued',
    stage: 'campaign',
    createdAt: `${DAY}T10:00:00Z`,
    updatedAt: `${DAY}T10:00:00Z`,
  });
const publishRate = () => fx.put({ id: `SEK-EUR-${DAY}`, from: 'SEK', to: 'EUR', rate: '0.1', date: DAY });

it('converts what waited for a rate', async () => {
  expect(await tidySpend(records, EUR, fx)).toBe(0);
  await publishRate();
  expect(await tidySpend(records, EUR, fx)).toBe(1);
  expect(await spendOf(records).get('spd_0000000000000001')).toMatchObject({ booked: { amount: 1_000 } });
});

it('books no amount that was replaced while its rate was looked up', async () => {
  await publishRate();
  const replacing: Fx = {
    ...fx,
    async findRate(from, to, day) {
      await spendOf(records).update('spd_0000000000000001', () => aFee(20_000));
      return fx.findRate(from, to, day);
    },
  };
  await tidySpend(records, EUR, replacing);
  await tidySpend(records, EUR, fx);
  expect(await spendOf(records).get('spd_0000000000000001')).toMatchObject({
    amount: { amount: 20_000 },
    booked: { amount: 2_000 },
  });
});

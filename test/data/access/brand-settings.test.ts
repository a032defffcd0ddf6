import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeBrand } from '../../../functions/api/brand-maker.ts';
import { createBrandSettings } from '../../../shared/data/access/brand-settings.ts';
import { createStores } from '../../../shared/data/stores.ts';
import { tablesOn } from '../../../shared/data/table/sdk.ts';
import { derivedId } from '../../../shared/domain/id.ts';
import { MINUTE_MS } from '../../../shared/domain/time/units.ts';
import { aBrandId, NOON } from '../../support/builders.ts';
import { type Engine, startEngine } from '../../support/engine.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

it('asks for a repeat window once a minute, however many count clicks of the brand at once', async () => {
  const tables = tablesOn(engine.client, engine.tables);
  const maker = createStores({ tables, now: () => NOON, random: (count) => new Uint8Array(count) });
  const id = aBrandId('many lanes');
  const input = { name: 'Many lanes', timeZone: 'UTC', currency: 'EUR' };
  await makeBrand(maker, input, (prefix) => (prefix === 'brd' ? id : derivedId(prefix, id)) as never);
  let asked = 0;
  const records: typeof tables.records = {
    ...tables.records,
    async get(...wish) {
      asked += 1;
      await new Promise((resolve) => setTimeout(resolve, 20));
      return tables.records.get(...wish);
    },
  };
  let now = NOON;
  const { dedupeSecondsOf } = createBrandSettings({ ...tables, records }, () => now);
  const first = dedupeSecondsOf(id);
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(await Promise.all([first, dedupeSecondsOf(id), dedupeSecondsOf(id)])).toEqual([30, 30, 30]);
  expect(asked).toBe(1);
  now += MINUTE_MS + 1;
  expect([await dedupeSecondsOf(id), asked]).toEqual([30, 2]);
});

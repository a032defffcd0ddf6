import { afterAll, beforeAll, expect, it } from 'vitest';
import { catalogVersionsOf } from '../../shared/data/programme/catalog-version.ts';
import { tablesOn } from '../../shared/data/table/sdk.ts';
import type { Tables } from '../../shared/data/table/tables.ts';
import { aBrandId } from '../support/builders.ts';
import { type Engine, startEngine } from '../support/engine.ts';

const NOW = Date.UTC(2026, 10, 28, 9);
const LATER = NOW + 10 * 60_000;

let engine: Engine;
let tables: Tables;
beforeAll(async () => {
  engine = await startEngine();
  tables = tablesOn(engine.client, engine.tables);
});
afterAll(() => engine.stop());

it('keeps the token of a first write that is done while another first write begins', async () => {
  const brandId = aBrandId('first');
  const slow: Tables['records'] = {
    ...tables.records,
    async updateIf(...asked) {
      const outcome = await tables.records.updateIf(...asked);
      await catalogVersionsOf(tables).change(brandId, 'done meanwhile', NOW);
      return outcome;
    },
  };
  await catalogVersionsOf({ ...tables, records: slow }).begin(brandId, NOW);
  expect(await catalogVersionsOf(tables).find(brandId, LATER)).toMatchObject({ token: 'done meanwhile' });
});

it('is settled a minute after the last write began, in whatever order two of them said so', async () => {
  const versions = catalogVersionsOf(tables);
  const brandId = aBrandId('two');
  await versions.begin(brandId, NOW + 30_000);
  await versions.begin(brandId, NOW);
  expect((await versions.find(brandId, NOW + 80_000)).settled).toBeUndefined();
  expect((await versions.find(brandId, NOW + 91_000)).settled).toBeDefined();
});

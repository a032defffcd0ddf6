import { afterAll, beforeAll, expect, it } from 'vitest';
import { readingOf } from '../../../functions/api/reading.ts';
import { fxOf } from '../../../shared/data/fx-store.ts';
import { recordsOf } from '../../../shared/data/records-store.ts';
import { tidyAll } from '../../../shared/data/tidy.ts';
import { anApi, failures, type TestApi } from '../../support/api-builders.ts';
import { type Engine, startEngine } from '../../support/engine.ts';

const DAY = '2026-10-05';

let engine: Engine;
let api: TestApi;
beforeAll(async () => {
  engine = await startEngine();
  api = await anApi(engine);
});
afterAll(() => engine.stop());

it('goes on with other chores and brands where one of them fails, and tells so at the end', async () => {
  const ill = recordsOf(engine.client, engine.tables, (await api.anotherBrand('Ill')).brand.id);
  await api.anotherBrand('After');
  const send = engine.client.send.bind(engine.client) as (command: { input: object }) => Promise<unknown>;
  let others = 0;
  const client = Object.create(engine.client, {
    send: {
      value: async (command: { input: object }) => {
        const text = JSON.stringify(command.input);
        if (text.includes(`${ill.brandId}#SPEND`)) throw new Error('spend cannot be read');
        if (text.includes('#SPEND')) others++;
        return send(command);
      },
    },
  });
  const run = tidyAll({ ...readingOf(api.deps).orderDeps, client, now: api.deps.now });
  await expect(run).rejects.toThrow('1 could not be tidied, first Error: spend cannot be read');
  expect(others).toBeGreaterThanOrEqual(2);
});

it('shows spend as the sweep booked it, at once, though it was read before', async () => {
  const { as, brand } = api.sock;
  const amount = { amount: 10_000, currency: 'SEK' };
  const spend = { kind: 'fee', amount, incurredOn: DAY, stage: 'campaign' };
  expect((await as.post('/v1/spend', spend)).status).toBe(201);
  const roi = async () => (await as.get(`/v1/roi?from=${DAY}&to=${DAY}`)).json;
  expect(await roi()).toMatchObject({ totals: { spend: { amount: 0 } }, unconverted: [{ count: 1 }] });
  // The process that was to convert it died when it had stored the rate.
  const fx = fxOf(engine.client, engine.tables, recordsOf(engine.client, engine.tables, brand.id));
  await fx.put({ id: `SEK-EUR-${DAY}`, from: 'SEK', to: 'EUR', rate: '0.1', date: DAY });
  expect(await tidyAll({ ...readingOf(api.deps).orderDeps, now: api.deps.now })).toBe(1);
  expect(await roi()).toMatchObject({ totals: { spend: { amount: 1_000 } }, unconverted: [] });
});

it('fails nowhere by our own fault', () => expect(failures).toEqual([]));

import { expect, it } from 'vitest';
import { tidyAll } from '../../../shared/data/chores/tidy.ts';
import { createStores } from '../../../shared/data/stores.ts';
import { recordsOf } from '../../../shared/data/table/records-store.ts';
import { tablesOn } from '../../../shared/data/table/sdk.ts';
import { failures } from '../../support/api-builders.ts';
import { apiOfFile } from '../../support/api-of-file.ts';

const DAY = '2026-10-05';

const host = apiOfFile();

it('goes on with other chores and brands where one of them fails, and tells so at the end', async () => {
  const ill = recordsOf(host.api.deps.stores.tables, (await host.api.anotherBrand('Ill')).brand.id);
  await host.api.anotherBrand('After');
  const send = host.engine.client.send.bind(host.engine.client) as (command: {
    input: object;
  }) => Promise<unknown>;
  let others = 0;
  const client = Object.create(host.engine.client, {
    send: {
      value: async (command: { input: object }) => {
        const text = JSON.stringify(command.input);
        if (text.includes(`${ill.brandId}#SPEND`)) throw new Error('spend cannot be read');
        if (text.includes('#SPEND')) others++;
        return send(command);
      },
    },
  });
  const tables = tablesOn(client, host.engine.tables);
  const run = tidyAll(createStores({ ...host.api.deps, tables }));
  await expect(run).rejects.toThrow('1 could not be tidied, first Error: spend cannot be read');
  expect(others).toBeGreaterThanOrEqual(2);
});

it('shows spend as the sweep booked it, at once, though it was read before', async () => {
  const { as, brand } = host.api.sock;
  const amount = { amount: 10_000, currency: 'SEK' };
  const spend = { kind: 'fee', amount, incurredOn: DAY, stage: 'campaign' };
  expect((await as.post('/v1/spend', spend)).status).toBe(201);
  const roi = async () => (await as.get(`/v1/roi?from=${DAY}&to=${DAY}`)).json;
  expect(await roi()).toMatchObject({ totals: { spend: { amount: 0 } }, unconverted: [{ count: 1 }] });
  // The process that was to convert it died when it had stored the rate.
  const { fx } = host.api.deps.stores.brand(brand.id);
  await fx.put({ id: `SEK-EUR-${DAY}`, from: 'SEK', to: 'EUR', rate: '0.1', date: DAY });
  expect(await tidyAll(host.api.deps.stores)).toBe(1);
  expect(await roi()).toMatchObject({ totals: { spend: { amount: 1_000 } }, unconverted: [] });
});

it('counts what it finished for brands that it tidies at once', async () => {
  const amount = { amount: 10_000, currency: 'NOK' };
  const spend = { kind: 'fee', amount, incurredOn: DAY, stage: 'campaign' };
  for (const name of ['One', 'Two']) {
    const { as, brand } = await host.api.anotherBrand(name, { currency: 'EUR' });
    expect((await as.post('/v1/spend', spend)).status).toBe(201);
    const { fx } = host.api.deps.stores.brand(brand.id);
    await fx.put({ id: `NOK-EUR-${DAY}`, from: 'NOK', to: 'EUR', rate: '0.1', date: DAY });
  }
  expect(await tidyAll(host.api.deps.stores)).toBe(2);
});

it('fails nowhere by our own fault', () => expect(failures).toEqual([]));

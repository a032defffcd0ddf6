import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, describe, expect, it } from 'vitest';
import { createApi } from '../../../functions/api/app.ts';
import { createStores } from '../../../shared/data/stores.ts';
import { tablesOn } from '../../../shared/data/table/sdk.ts';
import { type Caller, caller, postBody, SLUG_SECRET } from '../../support/api-builders.ts';
import { apiOfFile } from '../../support/api-of-file.ts';

/** What happens when the answer to a write of that partition gets lost, before the SDK sends it again. */
let lost: { partition: RegExp; meanwhile: () => Promise<unknown> } | undefined;
const host = apiOfFile();
afterEach(() => {
  lost = undefined;
});

/** The API on a store whose answers get lost: done, unheard, and sent again after `meanwhile`, as the SDK does. */
function forgetful(): Caller {
  const send = async (command: object) => {
    const answer = await host.engine.client.send(command as never);
    const partition = command instanceof PutItemCommand ? (command.input.Item?.pk?.S ?? '') : '';
    if (!lost?.partition.test(partition)) return answer;
    const { meanwhile } = lost;
    lost = undefined;
    await meanwhile();
    return host.engine.client.send(command as never);
  };
  const tables = tablesOn({ send } as never, host.engine.tables);
  const stores = createStores({ ...host.api.deps, tables, slugSecret: SLUG_SECRET });
  return caller(createApi({ ...host.api.deps, stores }), host.api.sock.ownerKey);
}

type Made = Record<string, unknown> & { id: string };
const marks = (path: string) => (mark: string) =>
  ({ posts: { url: `https://a.example/${mark}` }, spend: { note: mark } })[path] ?? { name: mark };

describe('a creation whose write was done unheard, and changed by another before it is sent again', () => {
  const things: [string, RegExp, () => Promise<object>][] = [
    ['campaigns', /#CAMPAIGN$/, async () => ({ startsOn: '2026-10-01', endsOn: '2026-10-31', brief: [] })],
    ['squads', /#SQUAD$/, async () => ({ city: 'Graz', country: 'AT' })],
    ['posts', /#POST$/, async () => postBody(await creator())],
    [
      'spend',
      /#SPEND$/,
      async () => ({
        kind: 'fee',
        amount: { amount: 1, currency: 'EUR' },
        incurredOn: '2026-10-01',
        creatorId: await creator(),
      }),
    ],
  ];
  let creators = 0;
  const creator = async () =>
    (
      await host.made('/v1/creators', {
        handle: `ada${creators++}`,
        platform: 'instagram',
        source: 'imported',
      })
    ).id;

  it.each(things)(
    '%s: is answered with what it made, not with the other’s words',
    async (path, partition, base) => {
      const marked = marks(path);
      const body = { ...(await base()), ...marked('mine'), externalId: 'lost' };
      const change = async () => {
        const { json } = await host.as().get(`/v1/${path}/external/lost`);
        const { id } = json as Made;
        const changed = await host.as().patch(`/v1/${path}/${id}`, marked('theirs'));
        expect(changed.status, changed.text).toBe(200);
      };
      lost = { partition, meanwhile: change };
      const { status, json } = await forgetful().post(`/v1/${path}`, body);
      expect([status, json]).toEqual([201, expect.objectContaining(marked('mine'))]);
      // Sent again by a later request, it tells what stands.
      host.api.clock.now += 1_000;
      const again = await host.as().post(`/v1/${path}`, body);
      expect([again.status, again.json]).toEqual([201, expect.objectContaining(marked('theirs'))]);
    },
  );

  it('an order is new (201), whatever was refunded meanwhile', async () => {
    const order = {
      kind: 'sale',
      externalId: 'lost-order',
      occurredAt: '2026-10-01T10:00:00Z',
      amount: { amount: 1_000, currency: 'EUR' },
    };
    const refund = {
      externalId: 'r',
      amount: { amount: 500, currency: 'EUR' },
      occurredAt: order.occurredAt,
    };
    const path = '/v1/conversions/external/lost-order/refunds';
    lost = { partition: /#CONVERSION$/, meanwhile: () => host.as().post(path, refund) };
    const { status, json } = await forgetful().post('/v1/conversions', order);
    expect(status).toBe(201);
    expect(json).not.toHaveProperty('differs');
  });
});

describe('a request with an Idempotency-Key', () => {
  const body = { name: 'x', startsOn: '2026-10-01', endsOn: '2026-10-31', brief: [] };

  it('goes on at once when taking it on was done unheard', async () => {
    lost = { partition: /IDEMPOTENCY/i, meanwhile: async () => {} };
    const began = Date.now();
    const { status } = await forgetful().post('/v1/campaigns', body, { 'idempotency-key': 'claim' });
    expect(status).toBe(201);
    expect(Date.now() - began).toBeLessThan(1_000);
  });

  it('answers what was kept first when another attempt took over meanwhile', async () => {
    const named = { ...body, externalId: 'over' };
    const key = { 'idempotency-key': 'over' };
    const texts: string[] = [];
    lost = {
      partition: /#CAMPAIGN$/,
      meanwhile: async () => {
        const { json } = await host.as().get('/v1/campaigns/external/over');
        await host.as().patch(`/v1/campaigns/${(json as Made).id}`, { name: 'theirs' });
        host.api.clock.now += 60_000;
        texts.push((await host.as().post('/v1/campaigns', named, key)).text);
      },
    };
    texts.push((await forgetful().post('/v1/campaigns', named, key)).text);
    texts.push((await host.as().post('/v1/campaigns', named, key)).text);
    expect(new Set(texts).size).toBe(1);
  });
});

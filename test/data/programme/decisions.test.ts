import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { expect, it } from 'vitest';
import { createApi } from '../../../functions/api/app.ts';
import { tidyAll } from '../../../shared/data/chores/tidy.ts';
import { createStores } from '../../../shared/data/stores.ts';
import { tablesOn } from '../../../shared/data/table/sdk.ts';
import { caller, SLUG_SECRET } from '../../support/api-builders.ts';
import { apiOfFile } from '../../support/api-of-file.ts';

const host = apiOfFile();

/** The API in a process that dies before its first write of that partition. */
function dying(partition: RegExp) {
  const send = async (command: object) => {
    if (command instanceof PutItemCommand && partition.test(command.input.Item?.pk?.S ?? ''))
      throw new Error('the process is gone');
    return host.engine.client.send(command as never);
  };
  const tables = tablesOn({ send } as never, host.engine.tables);
  const stores = createStores({ ...host.api.deps, tables, slugSecret: SLUG_SECRET });
  return caller(createApi({ ...host.api.deps, stores, log: () => {} }), host.api.sock.ownerKey);
}

async function volunteer(handle: string): Promise<string> {
  const formToken = host.api.sock.brand.applyToken;
  return (await host.made('/v1/applications', { formToken, handle, platform: 'instagram' })).id;
}
const decided = (id: string) => `/v1/applications/${id}/decision`;
const application = async (id: string) =>
  (await host.as().get(`/v1/applications/${id}`)).json as { state: string; creatorId?: string };
const isCreator = async (id: string) =>
  (await host.as().get(`/v1/creators/${(await application(id)).creatorId}`)).status === 200;
const sweep = async () => {
  host.api.clock.now += 120_000;
  return tidyAll(host.api.deps.stores);
};

it('who was accepted by a process that died then becomes a creator, though nobody asks again', async () => {
  const id = await volunteer('ada');
  expect((await dying(/#CREATOR$/).post(decided(id), { decision: 'accept' })).status).toBe(500);
  expect(await application(id)).toMatchObject({ state: 'accepted' });
  expect(await isCreator(id)).toBe(false);
  expect(await sweep()).toBe(1);
  expect(await isCreator(id)).toBe(true);
  expect(await sweep()).toBe(0);
});

it('who was not accepted after all becomes none', async () => {
  const [id, other] = [await volunteer('bo'), await volunteer('cy')];
  await dying(/#APPLICATION$/).post(decided(id), { decision: 'accept' });
  expect((await host.as().post(decided(other), { decision: 'decline' })).status).toBe(200);
  expect((await host.as().post(decided(other), { decision: 'accept' })).status).toBe(409);
  expect(await sweep()).toBe(1);
  const states = [await application(id), await application(other)].map(({ state }) => state);
  expect(states).toEqual(['open', 'declined']);
  expect(await sweep()).toBe(0);
});

it('who is a creator already stays that one, also where two of one name are accepted at once', async () => {
  const dee = (await host.made('/v1/creators', { handle: '@dee', platform: 'instagram' })).id;
  const accept = (id: string) => host.as().post(decided(id), { decision: 'accept' });
  const known = await volunteer('DEE');
  expect((await accept(known)).status).toBe(200);
  expect(await application(known)).toMatchObject({ state: 'accepted', creatorId: dee });
  const [one, two] = [await volunteer('@eve'), await volunteer('eve')];
  const answers = await Promise.all([accept(one), accept(two)]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  const [first, second] = await Promise.all([one, two].map(application));
  expect(first?.creatorId).toBe(second?.creatorId);
  expect(await isCreator(one)).toBe(true);
  const { data } = (await host.as().get('/v1/creators?q=eve')).json as { data: object[] };
  expect(data).toHaveLength(1);
});

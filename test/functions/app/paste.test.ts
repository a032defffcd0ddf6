import { afterAll, beforeAll, expect, it } from 'vitest';
import { anApp, pageFailures, signedIn, type TestApp, type TestBrowser } from '../../support/app-builders.ts';
import { type Engine, startEngine } from '../../support/engine.ts';

let engine: Engine;
let app: TestApp;
let owner: TestBrowser;
beforeAll(async () => {
  engine = await startEngine();
  app = await anApp(engine);
  owner = await signedIn(app, 'owner');
});
afterAll(async () => {
  await engine.stop();
  expect(pageFailures).toEqual([]);
});

const paste = (what: 'creators' | 'spend', table: string) =>
  owner.submit(`/app/${what}/paste`, 'paste', { table });
const listed = async (what: 'creators' | 'spend') =>
  ((await app.sock.as.get(`/v1/${what}`)).json as { data: Record<string, unknown>[] }).data;

it('adds pasted creators, whatever cuts their cells, without the line of headings', async () => {
  expect((await paste('creators', 'Handle\tPlatform\n@Ada.Knits\tInstagram\t6.200\n')).status).toBe(303);
  expect((await paste('creators', 'bo;tiktok')).status).toBe(303);
  const found = (await listed('creators')).map(({ handle, platform, followers }) => ({
    handle,
    platform,
    followers,
  }));
  expect(found).toHaveLength(2);
  expect(found).toContainEqual({ handle: '@Ada.Knits', platform: 'instagram', followers: 6_200 });
});

it('books pasted spend on the creator, with or without @, in any case', async () => {
  const lines = 'day,handle,amount,what\n2026-10-02,ada.knits,49.90,fee\n2026-10-03,@BO,10,product';
  expect((await paste('spend', lines)).status).toBe(303);
  const amounts = (await listed('spend')).map(({ amount }) => (amount as { amount: number }).amount);
  expect(amounts.sort()).toEqual([1_000, 4_990]);
});

it.each([
  ['creators', 'handle,platform', ''],
  ['spend', 'day,handle,amount', ''],
  ['creators', '', 'cy,instagram\n'],
  ['spend', '', '2026-10-02,bo,1,fee\n'],
] as const)(
  'refuses pasted %s without a line, or with more than two hundred (%s)',
  async (what, head, line) => {
    const before = (await listed(what)).length;
    const answer = await paste(what, head + line.repeat(201));
    expect(answer.text).toContain('Paste 1 to 200 lines.');
    expect(await listed(what)).toHaveLength(before);
  },
);

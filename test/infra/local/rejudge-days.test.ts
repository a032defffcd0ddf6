import { DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import { expect, it } from 'vitest';
import { makeBrand } from '../../../functions/api/brand-maker.ts';
import type { LocalStores } from '../../../infra/local/clients.ts';
import { rejudgeDays } from '../../../infra/local/rejudge-days.ts';
import { drainClicks } from '../../../shared/data/chores/drain.ts';
import { clickRow, partitionOfClick } from '../../../shared/data/clicks/click-writer.ts';
import { createCountReader } from '../../../shared/data/counts/count-reader.ts';
import { recountPartition } from '../../../shared/data/counts/recount.ts';
import { createStores } from '../../../shared/data/stores.ts';
import { clickKey } from '../../../shared/data/table/keys.ts';
import { tablesOn } from '../../../shared/data/table/sdk.ts';
import { namedTables } from '../../../shared/data/table/table-shape.ts';
import type { Click } from '../../../shared/domain/click/click.ts';
import { withoutPerson } from '../../../shared/domain/click/erase-click.ts';
import { judge } from '../../../shared/domain/judge/judge.ts';
import { createMemoryStore } from '../../prove/memory-store.ts';
import { aBrandId, aClick, aHit, counted, GOOGLEBOT, IPHONE, KEYS, NOON } from '../../support/builders.ts';

const [DAY, tables, brandId] = ['2026-11-22', namedTables('t-'), aBrandId()];
const now = () => NOON + 3 * 86_400_000;

/** Clicks as earlier rules may have left them: a bot that counted, a telephone that was called a desktop. */
const bot = aClick({
  name: 'bot',
  verdict: counted(),
  raw: { method: 'GET', query: '', headers: { 'user-agent': GOOGLEBOT } },
});
const verdict = judge(aHit({ headers: { 'user-agent': IPHONE } }));
const right = aClick({ name: 'right', visitor: 'ann', verdict });
const desktop = aClick({
  name: 'desktop',
  visitor: 'bob',
  country: 'DE',
  verdict: { ...verdict, device: 'desktop' },
});

async function aDayOf(clicks: Click[]) {
  const store = createMemoryStore();
  const client = store.client(async (_operation, commit) => commit());
  const wire = store.wire(async (_operation, commit) => commit());
  const on = tablesOn(client, tables);
  const made = createStores({ tables: on, now, random: (count: number) => new Uint8Array(count) });
  const stores: LocalStores = { ...made, wire, names: tables };
  const { clicks: clickStore, counts } = stores;
  const brand = { name: 'Sock & Co', timeZone: 'UTC', currency: 'EUR' };
  await makeBrand(
    stores,
    brand,
    (prefix) => (prefix === 'brd' ? brandId : `${prefix}_0123456789abcdef`) as never,
  );
  const drain = {
    wire,
    names: tables,
    clickKeys: KEYS,
    counts,
    newToken: () => Math.random().toString(),
    now,
  };
  await drainClicks(clicks, drain);
  const recount = { clicks: clickStore, counts, announce: async () => {}, dedupeSecondsOf: async () => 30 };
  for (const click of clicks) await recountPartition(partitionOfClick(click, KEYS), recount);
  const run = (apply: boolean, over = drain) =>
    rejudgeDays({ from: DAY, to: DAY, apply }, { stores, drain: over, show: () => {} });
  const shown = async () => {
    const reader = createCountReader(clickStore, counts, now);
    const days = await reader.listDayCubes({ brandId, timeZone: 'UTC' }, DAY, DAY);
    return days.flatMap(({ cubes }) => cubes.flatMap(({ cells }) => cells));
  };
  return { client, drain, clickStore, run, shown };
}

it('says what would change, changes it when asked, and finds nothing the second time', async () => {
  const { run, shown } = await aDayOf([bot, right, desktop]);
  const expected = { clicks: 3, moved: 2, expired: 0 };
  expect(await run(false)).toMatchObject(expected);
  const done = await run(true);
  expect(done).toMatchObject(expected);
  expect([...done.moves.keys()].sort()).toEqual([
    expect.stringContaining('other details'),
    expect.stringContaining('→ excluded bot'),
  ]);
  const cells = await shown();
  expect(cells.filter(({ reason }) => reason === 'bot')).toMatchObject([{ count: 1 }]);
  const devices = cells.filter(({ reason }) => reason === '').map(({ device }) => device);
  expect(devices).toEqual(['mobile', 'mobile']);
  expect(await run(true)).toMatchObject({ moved: 0 });
});

it('does not bring back a person who was erased while the click was judged', async () => {
  const { run, drain, clickStore } = await aDayOf([desktop]);
  const partition = partitionOfClick(desktop, KEYS);
  let isErased = false;
  const wire: typeof drain.wire = async (...call) => {
    if (!isErased) {
      isErased = true;
      await drain.counts.putErased(desktop.id, 2e9);
      await clickStore.rewrite(clickRow(withoutPerson(desktop), partition));
    }
    return drain.wire(...call);
  };
  expect(await run(true, { ...drain, wire })).toMatchObject({ moved: 1 });
  const [stored] = await clickStore.listPartition(partition);
  expect(stored).not.toHaveProperty('visitor');
  expect(stored).not.toHaveProperty('country');
});

it('leaves a minute as it was counted when some of its clicks have expired', async () => {
  const { client, run, shown } = await aDayOf([bot, right, desktop]);
  const { pk, sk } = clickKey({ linkId: right.linkId, at: right.at, shard: 0 }, right.id);
  await client.send(
    new DeleteItemCommand({ TableName: tables.clicks, Key: { pk: { S: pk }, sk: { S: sk } } }),
  );
  expect(await run(true)).toMatchObject({ clicks: 0, moved: 0, expired: 2 });
  const cells = await shown();
  expect(cells.reduce((sum, { count }) => sum + count, 0)).toBe(3);
});

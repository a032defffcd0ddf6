import { beforeAll, expect, it } from 'vitest';
import { clickRow } from '../../../shared/data/clicks/click-writer.ts';
import { hourIndexKey, minuteOf, type RawPartition } from '../../../shared/data/table/keys.ts';
import { inPortions, writeMany } from '../../../shared/data/table/write-many.ts';
import { foldClicks } from '../../../shared/domain/click/fold.ts';
import { mintClickId } from '../../../shared/domain/click/mint-click-id.ts';
import { NOON, postBody } from '../../support/api-builders.ts';
import { apiOfFile } from '../../support/api-of-file.ts';
import { aClick } from '../../support/builders.ts';

const host = apiOfFile();
const { as, made } = host;
const SHARDS = 4;
const CLICKS = 800;
const TODAY = 'from=2026-10-05&to=2026-10-05';
let reads = 0;
let linkId = '';
const ids: string[] = [];

type Shown = { id: string; at: string; unique: boolean | null; verdict: string };
type Page = { data: Shown[]; nextCursor: string | null };
const partitionOf = (shard: number): RawPartition => ({ linkId, minute: minuteOf(NOON - 60_000), shard });

/** A click every 25 ms over four shards; each visitor twice, 45 s apart, so that both count and the second is no new one. */
function clicksOf(shard: number) {
  return Array.from({ length: CLICKS / SHARDS }, (_, index) => {
    const at = NOON - 60_000 + Math.floor(((index * SHARDS + shard) * 55_000) / CLICKS);
    const visitor = `visitor-${shard}-${index % Math.ceil((CLICKS / SHARDS) * 0.8)}`;
    const random = Buffer.from(String(1e5 + index * SHARDS + shard));
    const id = mintClickId({ linkId, at, shard }, random, host.api.deps.clickKeys);
    return aClick({ id, at, visitor, linkId, brandId: host.api.sock.brand.id });
  });
}

beforeAll(async () => {
  const { id } = await made('/v1/creators', { handle: '@ada', platform: 'instagram' });
  const post = await made<{ links: { id: string }[] }>('/v1/posts', postBody(id));
  linkId = post.links[0]?.id ?? '';
  const { stores } = host.api.deps;
  const { call, clicks, counts } = stores.tables;
  for (let shard = 0; shard < SHARDS; shard++) {
    const all = clicksOf(shard);
    const rows = all.map((click) => ({ table: clicks.name, row: clickRow(click, partitionOf(shard)) }));
    for (const some of inPortions(rows)) await writeMany(call, some);
    await counts.put({ ...hourIndexKey(host.api.sock.brand.id, partitionOf(shard)) });
    const tally = foldClicks(all, 30);
    await stores.counts.putMinuteRowIfGrown(partitionOf(shard), { tally, generation: 0 });
    ids.push(...all.map((click) => click.id));
  }
  const query = clicks.query;
  clicks.query = (...given) => {
    reads++;
    return query(...given);
  };
});

const firstPage = async (): Promise<Shown[]> =>
  ((await as().get(`/v1/clicks?${TODAY}&limit=1`)).json as Page).data;

async function everyPage(limit: number): Promise<Shown[]> {
  const all: Shown[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { json, text, status } = await as().get(
      `/v1/clicks?${TODAY}&limit=${limit}${cursor && `&cursor=${cursor}`}`,
    );
    expect(status, text).toBe(200);
    const page = json as Page;
    all.push(...page.data);
    cursor = page.nextCursor;
  }
  return all;
}

it('is read once for all pages of it, each click once, the newest first', async () => {
  const all = await everyPage(100);
  expect(reads).toBe(SHARDS);
  expect(all.map(({ id }) => id).sort()).toEqual([...ids].sort());
  const times = all.map(({ at }) => at);
  expect(times).toEqual([...times].sort().reverse());
  expect(all.filter(({ unique }) => unique)).toHaveLength(CLICKS * 0.8);
});

it('is read again once a click of it was counted anew', async () => {
  const { stores } = host.api.deps;
  const at = NOON - 4_000;
  const id = mintClickId({ linkId, at, shard: 0 }, Buffer.from('abcdef'), host.api.deps.clickKeys);
  const late = aClick({ id, at, visitor: 'late', linkId, brandId: host.api.sock.brand.id });
  await stores.tables.clicks.put(clickRow(late, partitionOf(0)));
  const tally = foldClicks([...clicksOf(0), late], 30);
  await stores.counts.putMinuteRowIfGrown(partitionOf(0), { tally, generation: 0 });
  const [newest] = await firstPage();
  expect(newest?.id).toBe(id);
});

it('shows at once what was rewritten', async () => {
  const [newest] = await firstPage();
  expect((await as().post('/v1/erasures', { clickId: newest?.id })).status).toBe(200);
  const [erased] = await firstPage();
  expect(erased).toMatchObject({ id: newest?.id, unique: null });
});

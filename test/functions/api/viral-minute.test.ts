import { beforeAll, describe, expect, it } from 'vitest';
import { clickRow } from '../../../shared/data/clicks/click-writer.ts';
import { hourIndexKey, minuteOf, type RawPartition } from '../../../shared/data/table/keys.ts';
import { inPortions, writeMany } from '../../../shared/data/table/write-many.ts';
import { mintClickId } from '../../../shared/domain/click/mint-click-id.ts';
import { type Folding, foldPartitionOf } from '../../../shared/domain/click/settling.ts';
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

/** As counting writes it, of a generation; without its settling as a former release did. */
const putFold = (shard: number, folding: Folding, generation: number) =>
  host.api.deps.stores.counts.putMinuteRowOfGeneration(partitionOf(shard), { ...folding, generation });

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
    await putFold(shard, { tally: foldPartitionOf(all, 30).tally }, 0);
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

it('is read once for all pages of it where its fold does not say how it settled it, each click once, the newest first', async () => {
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
  const { tally } = foldPartitionOf([...clicksOf(0), late], 30);
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

describe('whose fold says how it settled single clicks', () => {
  let rowsRead = 0;
  beforeAll(async () => {
    const { stores } = host.api.deps;
    for (let shard = 0; shard < SHARDS; shard++)
      await putFold(shard, foldPartitionOf(await stores.clicks.listCountable(partitionOf(shard)), 30), 1);
    const { page } = stores.tables.clicks;
    stores.tables.clicks.page = async (...given) => {
      const found = await page(...given);
      rowsRead += found.rows.length;
      return found;
    };
  });

  it('gives its newest without reading the others', async () => {
    reads = 0;
    const { json } = await as().get(`/v1/clicks?${TODAY}&limit=10`);
    expect((json as Page).data).toHaveLength(10);
    expect(reads).toBe(0);
    expect(rowsRead).toBeLessThanOrEqual(SHARDS * 10);
  });

  it('gives all of it in pages, each click once and as it counts', async () => {
    reads = 0;
    const all = await everyPage(70);
    expect(reads).toBe(0);
    const { clicks } = host.api.deps.stores;
    const whole = [];
    for (let shard = 0; shard < SHARDS; shard++)
      whole.push(...(await clicks.listSettled(partitionOf(shard), 30)));
    const byId = new Map(whole.map((one) => [one.click.id, one]));
    expect(all.map(({ id }) => id).sort()).toEqual([...byId.keys()].sort());
    expect(all.map(({ at }) => at)).toEqual(
      all
        .map(({ at }) => at)
        .sort()
        .reverse(),
    );
    for (const { id, verdict, unique } of all) {
      const one = byId.get(id);
      expect([verdict, unique]).toEqual([
        one?.click.verdict.kind,
        one?.click.visitor === undefined ? null : one?.firstOfMinute,
      ]);
    }
  });

  it('finds one click without reading its minute', async () => {
    reads = 0;
    rowsRead = 0;
    expect((await as().get(`/v1/clicks/${ids[7]}`)).json).toMatchObject({ id: ids[7] });
    expect(reads).toBe(0);
    expect(rowsRead).toBeLessThanOrEqual(SHARDS * 10);
  });

  it('is read whole when the repeat window is another than it was counted with', async () => {
    reads = 0;
    expect((await as().patch('/v1/brand', { attribution: { clickDedupe: 50 } })).status).toBe(200);
    const all = await everyPage(100);
    expect(reads).toBe(SHARDS);
    expect(all.filter(({ verdict }) => verdict === 'excluded').length).toBeGreaterThan(100);
    await as().patch('/v1/brand', { attribution: { clickDedupe: 30 } });
  });

  it('tells of a click that is not counted yet what the redirect knew, and not whether it is a first', async () => {
    const at = NOON - 3_000;
    const id = mintClickId({ linkId, at, shard: 1 }, Buffer.from('newest'), host.api.deps.clickKeys);
    const newest = aClick({ id, at, visitor: 'visitor-1-50', linkId, brandId: host.api.sock.brand.id });
    await host.api.deps.stores.tables.clicks.put(clickRow(newest, partitionOf(1)));
    expect(await firstPage()).toMatchObject([{ id, verdict: 'counted', unique: false }]);
    const many = { ...foldPartitionOf(clicksOf(1), 30) };
    many.tally = { ...many.tally, hits: 5_000 };
    await putFold(1, many, 2);
    expect(await firstPage()).toMatchObject([{ id, verdict: 'counted', unique: null }]);
  });
});

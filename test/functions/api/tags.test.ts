import { beforeAll, describe, expect, it } from 'vitest';
import { postBody } from '../../support/api-builders.ts';
import { apiOfFile } from '../../support/api-of-file.ts';
import { countingOf } from '../../support/counting.ts';
import { tapsOn } from '../../support/taps.ts';

const host = apiOfFile();
const { as, made } = host;

type Made = { id: string; tags?: string[]; links: { id: string; slug: string }[] };
let knitter: Made;
let runner: Made;
let socks: Made;
let shoes: Made;

beforeAll(async () => {
  const tap = tapsOn(host.engine, host.api, await countingOf(host.engine, host.api));
  knitter = await made('/v1/creators', { handle: '@knits', platform: 'instagram', tags: [' Wool ', 'wool'] });
  runner = await made('/v1/creators', { handle: '@runs', platform: 'instagram' });
  socks = await made('/v1/posts', { ...postBody(knitter.id), tags: ['spring', 'wool'] });
  shoes = await made('/v1/posts', { ...postBody(runner.id), tags: ['Spring'] });
  await as().patch(`/v1/links/${socks.links[0]?.id}`, { tags: ['poster', 'spring'] });
  await tap(socks.links[0]?.slug ?? '');
  await tap(shoes.links[0]?.slug ?? '');
});

const idsOf = async (path: string) =>
  ((await as().get(path)).json as { data: { id: string }[] }).data.map(({ id }) => id).sort();
const rowsOf = async (path: string) =>
  ((await as().get(path)).json as { rows: Record<string, unknown>[] }).rows;

describe('tags of creators and posts', () => {
  it('are kept in small letters, each once, and can be taken away', async () => {
    expect(knitter.tags).toEqual(['wool']);
    expect(shoes.tags).toEqual(['spring']);
    const { json } = await as().patch(`/v1/creators/${runner.id}`, { tags: ['fast'] });
    expect(json).toMatchObject({ tags: ['fast'] });
    expect((await as().patch(`/v1/creators/${runner.id}`, { tags: null })).json).not.toHaveProperty('tags');
    expect((await as().patch(`/v1/posts/${shoes.id}`, { tags: ['a,b'] })).status).toBe(422);
  });

  it('are what lists are asked by: hers or of a post of hers, its own or its creator’s or a link’s', async () => {
    const later = await made<Made>('/v1/creators', { handle: '@late', platform: 'tiktok', tags: ['wool'] });
    expect(await idsOf('/v1/creators?tag=WOOL')).toEqual([knitter.id, later.id].sort());
    expect(await idsOf('/v1/creators?tag=spring')).toEqual([knitter.id, runner.id].sort());
    expect(await idsOf('/v1/posts?tag=wool')).toEqual([socks.id]);
    expect(await idsOf('/v1/posts?tag=poster')).toEqual([socks.id]);
    expect(await idsOf('/v1/posts?tag=nobody')).toEqual([]);
  });

  it('tell clicks, each once for a tag, and what was returned', async () => {
    const byTag = await rowsOf('/v1/analytics/clicks?groupBy=tag');
    expect(new Map(byTag.map(({ tag, clicks }) => [tag, clicks]))).toEqual(
      new Map([
        ['spring', 2],
        ['wool', 1],
        ['poster', 1],
      ]),
    );
    const days = 'from=2026-09-01&to=2026-12-31';
    await made('/v1/spend', {
      creatorId: knitter.id,
      kind: 'fee',
      amount: { amount: 5_000, currency: 'EUR' },
      incurredOn: '2026-10-02',
    });
    const roi = await rowsOf(`/v1/roi?groupBy=creator&tag=wool&${days}`);
    expect(roi.map(({ creatorId, clicks }) => [creatorId, clicks])).toEqual([[knitter.id, 1]]);
    expect(JSON.stringify(roi)).toContain('5000');
    expect(JSON.stringify(await rowsOf(`/v1/roi?groupBy=creator&tag=poster&${days}`))).not.toContain(
      '"creatorId":"' + runner.id,
    );
  });

  it('stay what they are where a PUT says them again, and go where it leaves them out', async () => {
    const said = { handle: '@ext', platform: 'instagram' };
    const put = (body: object) => as().put('/v1/creators/external/ext', { ...said, ...body });
    expect((await put({ tags: ['one'] })).json).toMatchObject({ tags: ['one'] });
    expect((await put({})).json).not.toHaveProperty('tags');
    const post = (body: object) => as().put('/v1/posts/external/ext', { ...postBody(runner.id), ...body });
    expect((await post({ tags: ['one'] })).json).toMatchObject({ tags: ['one'] });
    expect((await post({})).json).not.toHaveProperty('tags');
  });
});

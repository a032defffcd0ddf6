import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { ListedCreator } from '../../../shared/domain/schema/programme/creators.ts';
import { anApi, caller, type Tenant, type TestApi } from '../../support/api-builders.ts';
import { type Engine, startEngine } from '../../support/engine.ts';

type Answer = { data: z.infer<typeof ListedCreator>[]; nextCursor: string | null };

let engine: Engine;
let api: TestApi;
beforeAll(async () => {
  engine = await startEngine();
  api = await anApi(engine, { random: (count) => randomBytes(count) });
  await planted(api.sock);
});
afterAll(() => engine.stop());

async function made(tenant: Tenant, path: string, body: object): Promise<{ id: string }> {
  const { status, json, text } = await tenant.as.post(path, body);
  expect(status, `${path} ${text}`).toBe(201);
  return json;
}

type Planted = { handle: string; followers: number; likes: number[]; basis?: 'followers' | 'reach' };

/** A creator and her posts, each with one snapshot. */
async function plant(tenant: Tenant, { handle, followers, likes, basis = 'followers' }: Planted) {
  const creator = await made(tenant, '/v1/creators', { handle, platform: 'instagram', followers });
  for (const [index, count] of likes.entries()) {
    const post = await made(tenant, '/v1/posts', {
      creatorId: creator.id,
      stage: 'microcontent',
      platform: 'instagram',
      format: 'short',
      publishedAt: `2026-09-0${index + 1}T09:00:00Z`,
      destination: 'https://shop.example.com/socks',
    });
    const takenAt = `2026-09-2${index + 1}T09:00:00Z`;
    const counts = { likes: count, comments: 0, [basis]: followers };
    await made(tenant, '/v1/engagement', { postId: post.id, takenAt, ...counts });
  }
  return creator.id;
}

/** By rate: four steady ones, then one of half a million followers; a reach-only one and one without posts. */
async function planted(tenant: Tenant): Promise<void> {
  await plant(tenant, { handle: '@silent', followers: 9_000, likes: [] });
  await plant(tenant, { handle: '@huge', followers: 480_000, likes: [4_800, 5_200, 4_400] });
  await plant(tenant, { handle: '@first', followers: 2_000, likes: [190, 230, 210, 205] });
  await plant(tenant, { handle: '@fourth', followers: 8_000, likes: [220, 260, 240] });
  await plant(tenant, { handle: '@second', followers: 4_000, likes: [300, 260, 280] });
  await plant(tenant, { handle: '@lucky', followers: 2_000, likes: [900] });
  await plant(tenant, { handle: '@third', followers: 6_000, likes: [270, 320, 290] });
  await plant(tenant, { handle: '@reach', followers: 3_000, likes: [900, 950], basis: 'reach' });
}
const BEST_FIRST = ['@first', '@second', '@third', '@fourth', '@huge'];
const UNKNOWN = ['@lucky', '@reach', '@silent'];

const list = async (query: string, tenant: Tenant = api.sock): Promise<Answer> => {
  const { status, json, text } = await tenant.as.get(`/v1/creators?${query}`);
  expect(status, text).toBe(200);
  return json;
};
const handles = ({ data }: Answer): string[] => data.map(({ handle }) => handle);

describe('GET /v1/creators?sort=er_posterior', () => {
  it('lists the best first, whatever their followers count, and those not known last', async () => {
    const answer = await list('sort=er_posterior');
    expect(handles(answer).slice(0, 5)).toEqual(BEST_FIRST);
    expect(handles(answer).slice(5).sort()).toEqual(UNKNOWN);
    expect(answer.nextCursor).toBeNull();
    for (const creator of answer.data) expect(ListedCreator.safeParse(creator).error).toBe(undefined);
  });

  it('shows each creator whole, with what was observed beside what is believed', async () => {
    const { data } = await list('sort=er_posterior');
    const [first, plain] = [
      data[0],
      (await list('limit=100')).data.find(({ handle }) => handle === '@first'),
    ];
    const { engagement, ...creator } = first ?? {};
    expect(creator).toEqual(plain);
    expect(engagement).toMatchObject({ basis: 'followers', posts: 4, tier: '1-5k', comparedWith: 'all' });
    expect(engagement?.observed).toBeCloseTo(835 / 8_000, 12);
    expect(engagement?.interval?.low).toBeLessThan(engagement?.rate ?? 0);
    expect(engagement?.interval).toMatchObject({ level: 0.9 });
    const of = (name: string) => data.find(({ handle }) => handle === name)?.engagement;
    expect(of('@lucky')).toMatchObject({ rate: null, observed: 0.45, note: { code: 'too_few_posts' } });
    expect(of('@reach')).toMatchObject({ rate: null, observed: null, note: { code: 'no_follower_counts' } });
    expect(of('@silent')).toMatchObject({ rate: null, interval: null, tier: null, posts: 0 });
  });

  it('leaves the plain list as it was: by id, without engagement', async () => {
    const { data } = await list('');
    expect(data.map(({ id }) => id)).toEqual(data.map(({ id }) => id).sort());
    expect(data.filter((creator) => 'engagement' in creator)).toEqual([]);
  });

  it.each([1, 2, 3, 5, 8])('gives everyone once over pages of %d', async (limit) => {
    const whole = handles(await list('sort=er_posterior'));
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: Answer = await list(`sort=er_posterior&limit=${limit}${cursor && `&cursor=${cursor}`}`);
      expect(page.data.length).toBeLessThanOrEqual(limit);
      seen.push(...handles(page));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(whole);
  });

  it('goes on where it was when the last one seen has left', async () => {
    const tenant = await api.anotherBrand('Leaving');
    const ids = [];
    for (const [index, handle] of ['@a', '@b', '@c', '@d'].entries())
      ids.push(
        await plant(tenant, { handle, followers: 2_000, likes: [200 - 40 * index, 205 - 40 * index] }),
      );
    const page = await list('sort=er_posterior&limit=2', tenant);
    expect(handles(page)).toEqual(['@a', '@b']);
    await tenant.as.delete(`/v1/creators/${ids[1]}`);
    expect(handles(await list(`sort=er_posterior&cursor=${page.nextCursor}`, tenant))).toEqual(['@c', '@d']);
    expect(handles(await list('sort=er_posterior&limit=3', tenant))).toEqual(['@a', '@c', '@d']);
    expect((await list('sort=er_posterior&limit=3', tenant)).nextCursor).toBeNull();
  });

  it('knows a new snapshot at once', async () => {
    const tenant = await api.anotherBrand('Rising');
    for (const [handle, likes] of [
      ['@up', 40],
      ['@top', 90],
    ] as const)
      await plant(tenant, { handle, followers: 2_000, likes: [likes, likes + 3] });
    expect(handles(await list('sort=er_posterior', tenant))).toEqual(['@top', '@up']);
    const { data } = (await tenant.as.get('/v1/posts')).json as { data: { id: string; creatorId: string }[] };
    const [up] = (await list('', tenant)).data.filter(({ handle }) => handle === '@up');
    for (const { id: postId } of data.filter(({ creatorId }) => creatorId === up?.id)) {
      const counts = { likes: 400, comments: 0, followers: 2_000 };
      await made(tenant, '/v1/engagement', { postId, takenAt: '2026-10-01T09:00:00Z', ...counts });
    }
    expect(handles(await list('sort=er_posterior', tenant))).toEqual(['@up', '@top']);
  });

  it('refuses another order by name, and a cursor of the plain list', async () => {
    const refused = await api.sock.as.get('/v1/creators?sort=shoe-size');
    expect([refused.status, (refused.json as { errors: { path: string }[] }).errors[0]?.path]).toEqual([
      422,
      'sort',
    ]);
    expect((await api.sock.as.get('/v1/creators?sort=')).status).toBe(422);
    const { nextCursor } = await list('limit=1');
    const carried = await api.sock.as.get(`/v1/creators?sort=er_posterior&limit=1&cursor=${nextCursor}`);
    expect([carried.status, carried.json]).toMatchObject([400, { code: 'bad-cursor' }]);
    const back = (await list('sort=er_posterior&limit=1')).nextCursor;
    expect((await api.sock.as.get(`/v1/creators?limit=1&cursor=${back}`)).status).toBe(400);
  });

  it('asks for the scope of engagement too, and keeps each brand to itself', async () => {
    const as = async (...scopes: ('creators:read' | 'engagement:read')[]) =>
      caller(api.app, await api.keyWith(api.sock, scopes));
    const [creatorsOnly, both] = [await as('creators:read'), await as('creators:read', 'engagement:read')];
    expect((await creatorsOnly.get('/v1/creators')).status).toBe(200);
    const refused = await creatorsOnly.get('/v1/creators?sort=er_posterior');
    expect([refused.status, refused.json]).toMatchObject([403, { code: 'missing-scope' }]);
    expect((await both.get('/v1/creators?sort=er_posterior')).status).toBe(200);

    const other = await api.anotherBrand('Other');
    expect((await list('sort=er_posterior', other)).data).toEqual([]);
    await plant(other, { handle: '@theirs', followers: 1_000, likes: [500, 510] });
    expect(handles(await list('sort=er_posterior', other))).toEqual(['@theirs']);
    expect(handles(await list('sort=er_posterior'))).not.toContain('@theirs');
    const { nextCursor } = await list('sort=er_posterior&limit=1');
    const stolen = await other.as.get(`/v1/creators?sort=er_posterior&limit=1&cursor=${nextCursor}`);
    expect(stolen.status).toBe(400);
  });
});

import { beforeAll, expect, it } from 'vitest';
import { failures, postBody } from '../../support/api-builders.ts';
import { apiOfFile } from '../../support/api-of-file.ts';

const host = apiOfFile();
const { as } = host;
const DAY_MS = 86_400_000;
const dayIn = (days: number) => new Date(host.api.clock.now + days * DAY_MS).toISOString().slice(0, 10);
const agoIn = (days: number) => new Date(host.api.clock.now - days * DAY_MS).toISOString();
let posts: string[];

beforeAll(async () => {
  posts = [];
  for (let i = 0; i < 10; i++) {
    const creator = (
      await as().post('/v1/creators', { handle: `c${i}`, platform: 'instagram', followers: 6000 })
    ).json as { id: string };
    const post = (await as().post('/v1/posts', postBody(creator.id, { publishedAt: agoIn(12) }))).json as {
      id: string;
    };
    posts.push(post.id);
    const counts = { likes: 180 + 20 * i, comments: 14 + (i % 3), followers: 6000 };
    const odd = i === 9 ? { likes: 5200, comments: 2 } : counts;
    await as().post('/v1/engagement', { postId: post.id, takenAt: agoIn(3), ...counts, ...odd });
  }
});
const assetOf = async (post: number) => (await as().get(`/v1/posts/${posts[post]}/asset`)).json;

it('keeps one rating a person, dated, and means them', async () => {
  const path = `/v1/posts/${posts[0]}/rating`;
  expect((await as().put(path, { creativity: 2, by: 'Ada' })).status).toBe(201);
  expect((await as().put(path, { creativity: 5, by: 'Bo' })).status).toBe(201);
  expect((await as().put(path, { creativity: 1, by: ' ada' })).status).toBe(200);
  expect((await as().put(path, { creativity: 4, by: 'Ada', note: 'grew on me' })).status).toBe(200);
  expect((await as().put(path, { creativity: 6, by: 'Ada' })).status).toBe(422);
  expect(await assetOf(0)).toMatchObject({ creativity: 4.5, ratings: [{ by: expect.any(String) }, {}] });
  expect(await assetOf(1)).toMatchObject({
    creativity: null,
    ratings: [],
    rights: null,
    rightsState: 'none',
  });
});

it('tells clicks of a reused post apart, and that its rights ended', async () => {
  const [postId] = posts;
  const destination = 'https://shop.example.com/socks';
  expect((await as().post('/v1/links', { postId, destination, placement: 'asset-newsletter' })).status).toBe(
    201,
  );
  await as().put(`/v1/posts/${postId}/rights`, {
    from: dayIn(-60),
    until: dayIn(10),
    channels: ['newsletter'],
  });
  expect(await assetOf(0)).toMatchObject({
    rightsState: 'endingSoon',
    links: [{ placement: 'asset-newsletter', clicks: 0, withoutRights: false }],
  });
  await as().put(`/v1/posts/${postId}/rights`, { from: dayIn(-60), until: dayIn(-1) });
  expect(await assetOf(0)).toMatchObject({ rightsState: 'ended', links: [{ withoutRights: true }] });
  expect((await as().get('/v1/rights')).json).toMatchObject({ data: [{ postId, state: 'ended' }] });
  expect((await as().put(`/v1/posts/${postId}/rights`, { from: dayIn(2), until: dayIn(1) })).status).toBe(
    422,
  );
});

it('refuses at once a link that begins to show a post whose rights have ended, however it is made', async () => {
  const [, postId = '', unkept = ''] = posts;
  const rights = `/v1/posts/${postId}/rights`;
  const destination = 'https://shop.example.com/socks';
  const asset = { postId, destination, placement: 'asset-shop' };
  const errors = (place = '') => [
    {
      path: `${place}placement`,
      message: `the rights to reuse this post ended on ${dayIn(-1)}: keep new ones first, with PUT ${rights}`,
    },
  ];
  const early = { ...asset, externalId: 'made-in-time' };
  await as().put(rights, { from: dayIn(-60), until: dayIn(0) });
  const standing = (await as().post('/v1/links', early)).json as { id: string };
  const feed = (await as().post('/v1/links', { ...asset, placement: 'feed' })).json as { id: string };

  await as().put(rights, { from: dayIn(-60), until: dayIn(-1) });
  const refused = [
    await as().post('/v1/links', asset),
    await as().patch(`/v1/links/${feed.id}`, { placement: 'asset-shop' }),
    await as().put('/v1/links/external/too-late', asset),
    await as()
      .put('/v1/links/external/made-in-time', { ...asset, status: 'archived' })
      .then(() => as().patch(`/v1/links/${standing.id}`, { status: 'active' })),
  ];
  for (const { status, json } of refused) expect([status, json]).toMatchObject([422, { errors: errors() }]);
  const links = [
    { ...asset, placement: 'bio', externalId: 'a' },
    { ...asset, externalId: 'b' },
  ];
  const whole = await as().post('/v1/links/bulk?atomic=true', { links });
  expect([whole.status, whole.json]).toMatchObject([422, { errors: errors('links.1.') }]);
  const each = (await as().post('/v1/links/bulk', { links })).json;
  expect(each).toMatchObject({ results: [{ status: 201 }, { status: 422, problem: { errors: errors() } }] });

  const fine = [
    await as().post('/v1/links', { ...asset, status: 'archived' }),
    await as().post('/v1/links', { ...asset, postId: unkept }),
    await as().patch(`/v1/links/${feed.id}`, { placement: 'story' }),
    await as().put('/v1/links/external/made-in-time', { ...asset, placement: 'feed' }),
  ];
  expect(fine.map(({ status }) => status)).toEqual([201, 201, 200, 200]);
  await as().put(rights, { from: dayIn(2) });
  expect((await as().post('/v1/links', asset)).status).toBe(201);
});

it('changes a link that showed the post before its rights ended, and makes none twice', async () => {
  const [, , , postId = ''] = posts;
  const body = {
    postId,
    destination: 'https://shop.example.com/socks',
    placement: 'asset-shop',
    externalId: 'twice',
  };
  const rights = `/v1/posts/${postId}/rights`;
  await as().put(rights, { from: dayIn(-60), until: dayIn(0) });
  const made = await as().post('/v1/links', body);
  await as().put(rights, { from: dayIn(-60), until: dayIn(-1) });
  const { id } = made.json as { id: string };
  expect(await as().patch(`/v1/links/${id}`, { tags: ['late'] })).toMatchObject({ status: 200 });
  expect(await as().put('/v1/links/external/twice', { ...body, externalId: undefined })).toMatchObject({
    status: 200,
  });
  expect(await as().post('/v1/links', body)).toMatchObject({ status: 201, json: { id } });
});

it('says what is odd about engagement, and drops nothing', async () => {
  expect(await assetOf(9)).toMatchObject({
    shape: [{ code: 'engagement-far-above-tier' }, { code: 'comments-out-of-proportion' }],
  });
  expect(await assetOf(2)).toMatchObject({ shape: [] });
  const { rows } = (await as().get('/v1/promotions')).json as {
    rows: { rank: number; handle: string; beside: { shape: string[]; creativity: number | null } }[];
  };
  expect(rows).toHaveLength(10);
  expect(rows.find(({ handle }) => handle === 'c9')?.beside.shape).toContain('engagement-far-above-tier');
  expect(rows.find(({ handle }) => handle === 'c0')?.beside).toMatchObject({ creativity: 4.5, ratings: 2 });
});

it('says that engagement has no say where nobody was clicked yet', async () =>
  expect((await as().get('/v1/promotions')).json).toMatchObject({
    engagement: { used: false, creators: 0, note: expect.stringContaining('it takes 8') },
  }));

it('ranks as it did, whatever was rated', async () => {
  const order = async () =>
    ((await as().get('/v1/promotions')).json as { rows: { creatorId: string }[] }).rows.map(
      (row) => row.creatorId,
    );
  const before = await order();
  await as().put(`/v1/posts/${posts[5]}/rating`, { creativity: 5, by: 'Ada' });
  expect(await order()).toEqual(before);
});

it('is nobody else’s', async () => {
  const other = await host.api.anotherBrand();
  for (const answer of [
    await other.as.put(`/v1/posts/${posts[0]}/rating`, { creativity: 1, by: 'Eve' }),
    await other.as.put(`/v1/posts/${posts[0]}/rights`, { from: dayIn(0) }),
    await other.as.delete(`/v1/posts/${posts[0]}/rights`),
    await other.as.get(`/v1/posts/${posts[0]}/asset`),
  ])
    expect(answer.status).toBe(404);
  expect((await other.as.get('/v1/rights')).json).toMatchObject({ data: [] });
});

it('forgets rights', async () => {
  expect((await as().delete(`/v1/posts/${posts[0]}/rights`)).status).toBe(204);
  expect(await assetOf(0)).toMatchObject({ rights: null, rightsState: 'none' });
});

it('fails nowhere by our own fault', () => expect(failures).toEqual([]));

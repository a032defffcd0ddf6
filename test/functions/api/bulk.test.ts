import { beforeAll, describe, expect, it } from 'vitest';
import { finderOf } from '../../../functions/api/bulk/references.ts';
import { failures, postBody } from '../../support/api-builders.ts';
import { apiOfFile } from '../../support/api-of-file.ts';

const host = apiOfFile();
const { as } = host;

type Sent = Record<string, unknown>;
type Result = {
  status: number;
  outcome: string;
  externalId?: string;
  problem?: { code: string; errors?: { path: string; message: string }[] };
  [one: string]: unknown;
};
type Answer = { data: Sent[]; results: Result[] };

const { creatorId: _, ...post } = postBody('');
const eur = (amount: number) => ({ amount, currency: 'EUR' });

beforeAll(async () => {
  await host.made('/v1/creators', { handle: '@Ada.Knits', platform: 'instagram', externalId: 'ada' });
  await host.made('/v1/campaigns', {
    name: 'May',
    startsOn: '2026-05-01',
    endsOn: '2026-05-31',
    externalId: 'may',
  });
  await host.made('/v1/posts', {
    ...post,
    creatorId: await idOf('creators', 'ada'),
    externalId: 'first',
    url: 'https://www.instagram.com/p/Abc1/?igsh=xyz',
  });
});
const idOf = async (collection: string, name: string) =>
  ((await as().get(`/v1/${collection}/external/${name}`)).json as { id: string }).id;

/** A collection: one of its items, what of it is changed, and what it does not take. */
type Case = { many: string; one: string; base: Sent; change: Sent; odd: Sent; path: string };
const CASES: Case[] = [
  {
    many: 'creators',
    one: 'creator',
    base: { handle: '@bo', platform: 'tiktok', followers: 1_200 },
    change: { followers: 1_300 },
    odd: { platform: 'No Platform' },
    path: 'platform',
  },
  {
    many: 'campaigns',
    one: 'campaign',
    base: { name: 'June', startsOn: '2026-06-01', endsOn: '2026-06-30' },
    change: { name: 'Early June' },
    odd: { endsOn: '2026-05-01' },
    path: 'endsOn',
  },
  {
    many: 'squads',
    one: 'squad',
    base: { name: 'Hamburg', city: 'Hamburg', country: 'DE' },
    change: { city: 'Altona' },
    odd: { country: 'Germany' },
    path: 'country',
  },
  {
    many: 'posts',
    one: 'post',
    base: { ...post, creatorHandle: 'ada.knits', campaignExternalId: 'may' },
    change: { format: 'long' },
    odd: { campaignExternalId: 'never' },
    path: 'campaignExternalId',
  },
  {
    many: 'links',
    one: 'link',
    base: { postUrl: 'https://instagram.com/p/Abc1', destination: 'https://shop.example.com/a' },
    change: { destination: 'https://shop.example.com/b' },
    odd: { destination: 'https://127.0.0.1/' },
    path: 'destination',
  },
  {
    many: 'spend',
    one: 'spend',
    base: { kind: 'fee', amount: eur(5_000), incurredOn: '2026-10-01', creatorExternalId: 'ada' },
    change: { state: 'paid' },
    odd: { amount: { amount: 49.9, currency: 'EUR' } },
    path: 'amount.amount',
  },
];

const bulk = async (many: string, items: unknown[], query = '', headers = {}) => {
  const { status, json } = await as().post(`/v1/${many}/bulk${query}`, { [many]: items }, headers);
  return { status, ...(json as Answer & { code: string; errors: { path: string; message: string }[] }) };
};
const outcomes = ({ results }: Answer) => results.map(({ status, outcome }) => `${status} ${outcome}`);

describe.each(CASES)('many $many', ({ many, one, base, change, odd, path }) => {
  const named = (externalId: string, more: Sent = {}) => ({ ...base, externalId, ...more });
  const known = async (name: string) => (await as().get(`/v1/${many}/external/${name}`)).status === 200;

  it('answers each for itself, one refused among others, each by its name', async () => {
    const answer = await bulk(many, [named('one'), named('odd', odd), 'no item', null, named('two')]);
    expect(answer.status).toBe(207);
    expect(outcomes(answer)).toEqual([
      '201 stored',
      '422 refused',
      '422 refused',
      '422 refused',
      '201 stored',
    ]);
    expect(answer.results.map(({ externalId }) => externalId)).toEqual([
      'one',
      'odd',
      undefined,
      undefined,
      'two',
    ]);
    expect(answer.results[1]?.problem?.errors?.[0]?.path).toBe(path);
    expect(answer.data).toEqual([answer.results[0]?.[one], answer.results[4]?.[one]]);
    expect([await known('one'), await known('odd'), await known('two')]).toEqual([true, false, true]);
  });

  it('changes nothing the second time, and only what is said the third', async () => {
    const before = await as().get(`/v1/${many}/external/one`);
    expect(outcomes(await bulk(many, [named('one'), named('two')]))).toEqual([
      '200 repeated',
      '200 repeated',
    ]);
    expect((await as().get(`/v1/${many}/external/one`)).json).toEqual(before.json);
    const changed = await bulk(many, [{ externalId: 'one', ...change }]);
    expect(outcomes(changed)).toEqual(['200 changed']);
    const { json } = await as().get(`/v1/${many}/external/one`);
    const { updatedAt: _, ...kept } = json as Sent;
    expect(kept).toMatchObject(change);
    expect(Object.keys(kept)).toEqual(
      expect.arrayContaining(Object.keys(before.json as Sent).filter((name) => name !== 'updatedAt')),
    );
  });

  it('takes one that is archived back into use', async () => {
    await bulk(many, [named('gone')]);
    await as().delete(`/v1/${many}/${await idOf(many, 'gone')}`);
    expect(outcomes(await bulk(many, [named('gone')]))).toEqual(['200 changed']);
    const { json } = await as().get(`/v1/${many}/external/gone`);
    expect(json).not.toHaveProperty('archivedAt');
    expect((json as Sent).status ?? 'active').toBe('active');
  });

  it('takes two of one name as one, the later over the earlier', async () => {
    const answer = await bulk(many, [named('twin'), named('twin'), { externalId: 'twin', ...change }]);
    expect(outcomes(answer)).toEqual(['201 stored', '200 repeated', '200 changed']);
    expect(new Set(answer.data.map(({ id }) => id)).size).toBe(1);
    expect(answer.data[2]).toMatchObject(change);
  });

  it('stores none where all go together and one is odd, and all where none is', async () => {
    const refused = await bulk(many, [named('alpha'), named('beta', odd)], '?atomic=true');
    expect(refused.status).toBe(422);
    expect(refused.errors.map((error) => error.path)).toEqual([`${many}.1.${path}`]);
    expect([await known('alpha'), await known('beta')]).toEqual([false, false]);
    const taken = await bulk(many, [named('alpha'), named('one'), named('beta')], '?atomic=true');
    expect([taken.status, taken.results[0]?.outcome, taken.results[2]?.outcome]).toEqual([
      201,
      'stored',
      'stored',
    ]);
    expect([await known('alpha'), await known('beta')]).toEqual([true, true]);
  });

  it('says beforehand what becomes of each, and stores nothing', async () => {
    const wish = [
      named('tried'),
      named('one', change),
      named('tried-odd', odd),
      named('tried'),
      { externalId: 'tried', ...change },
      'no item',
    ];
    const seen = async (name: string) => (await as().get(`/v1/${many}/external/${name}`)).json;
    const before = await seen('one');
    const tried = await bulk(many, wish, '?dryRun=true');
    expect([tried.status, tried.data, await known('tried')]).toEqual([207, [], false]);
    expect(await seen('one')).toEqual(before);
    const taken = await bulk(many, wish);
    expect(outcomes(tried)).toEqual(outcomes(taken));
    expect(outcomes(tried).slice(2)).toEqual(['422 refused', '200 repeated', '200 changed', '422 refused']);
    const problems = ({ results }: Answer) => results.map(({ problem }) => problem?.errors);
    expect(problems(tried)).toEqual(problems(taken));
  });

  it('answers a repeat of the request as the first time', async () => {
    const items = [named('again'), { ...base }, named('worse', odd)];
    const headers = { 'idempotency-key': `bulk-${many}` };
    const first = await bulk(many, items, '', headers);
    const second = await bulk(many, items, '', headers);
    expect(second).toEqual(first);
    expect((await bulk(many, items.slice(1), '', headers)).code).toBe('idempotency-key-reused');
  });

  it('knows nothing of another brand’s things of the same name', async () => {
    const others = (await host.api.anotherBrand()).as;
    const { status, json } = await others.post(`/v1/${many}/bulk`, { [many]: [named('one')] });
    const { outcome, problem } = (json as Answer).results[0] as Result;
    const refers = Object.keys(base).filter((name) => /^(creator|campaign|post)/.test(name));
    if (refers.length === 0) expect([status, outcome]).toEqual([201, 'stored']);
    else expect(problem?.errors?.map((error) => error.path)).toEqual([refers[0]]);
    expect(JSON.stringify(json)).not.toContain(await idOf(many, 'one'));
  });

  it('takes one to a hundred, of a hundred thousand bytes each', async () => {
    expect((await bulk(many, [])).status).toBe(422);
    expect((await bulk(many, Array(101).fill(named('x')))).status).toBe(422);
    const large = await bulk(many, [named('large', { note: 'x'.repeat(100_000) })]);
    expect(outcomes(large)).toEqual(['413 refused']);
    const all = await as().post(`/v1/${many}/bulk`, {
      [many]: [named('x', { note: 'x'.repeat(1_000_000) })],
    });
    expect(all.status).toBe(413);
  });
});

describe('what a file knows instead of ids', () => {
  const snapshot = { takenAt: '2026-10-04T10:00:00Z', likes: 10, comments: 1 };
  const problem = ({ results }: Answer, at = 0) => results[at]?.problem?.errors?.[0];

  it.each([
    'https://www.instagram.com/p/Abc1/',
    'http://instagram.com/p/Abc1?utm_source=ig_web_copy_link#comments',
    'https://m.instagram.com/p/Abc1/',
    'https://INSTAGRAM.com/p/Abc1',
  ])('finds the post of %s', async (postUrl) => {
    const { results } = await bulk('engagement', [{ ...snapshot, postUrl }]);
    expect(results[0]).toMatchObject({ snapshot: { postId: await idOf('posts', 'first') } });
  });

  it('takes a look-alike of an address for another post', async () => {
    for (const postUrl of [
      'https://instagram.com/p/abc1',
      'https://instagram.com/share/reel/Abc1',
      'https://tiktok.com/p/Abc1',
    ])
      expect(problem(await bulk('engagement', [{ ...snapshot, postUrl }]))).toEqual({
        path: 'postUrl',
        code: 'no-posts-address',
        message: 'is the address of no post: send its post first',
      });
  });

  it('answers counters that are known as they were first told', async () => {
    const postExternalId = 'first';
    const items = [
      { ...snapshot, postExternalId, takenAt: '2026-10-03T10:00:00Z' },
      { ...snapshot, postExternalId, takenAt: '2026-10-03T10:00:00Z', likes: 99 },
      { ...snapshot, postExternalId, takenAt: '2026-12-03T10:00:00Z' },
    ];
    const answer = await bulk('engagement', items);
    expect(outcomes(answer)).toEqual(['201 stored', '200 repeated', '422 refused']);
    expect(answer.results[1]?.snapshot).toMatchObject({ likes: 10 });
    expect(problem(answer, 2)?.path).toBe('takenAt');
  });

  it('asks for the platform where a handle is known on two, and takes a post’s own', async () => {
    const both = ['instagram', 'youtube'].map((platform) => ({
      handle: '@Cy',
      platform,
      externalId: `cy-${platform}`,
    }));
    await bulk('creators', both);
    const cost = { kind: 'fee', amount: eur(100), incurredOn: '2026-10-01', creatorHandle: 'cy' };
    const answer = await bulk('spend', [
      cost,
      { ...cost, creatorPlatform: 'youtube' },
      { ...cost, creatorHandle: 'nobody' },
    ]);
    expect(problem(answer)).toEqual({
      path: 'creatorHandle',
      code: 'on-several-platforms',
      message: 'is known on several platforms: name creatorPlatform, or creatorExternalId',
    });
    expect(answer.results[1]).toMatchObject({ spend: { creatorId: await idOf('creators', 'cy-youtube') } });
    expect(problem(answer, 2)?.message).toBe('is no creator’s: send the creator first');
    const posted = await bulk('posts', [
      { ...post, creatorHandle: 'cy', platform: 'youtube', externalId: 'by-cy' },
    ]);
    expect(posted.data[0]?.creatorId).toBe(await idOf('creators', 'cy-youtube'));
  });

  it('refuses two names for one neighbour, and names where none may stand', async () => {
    const creatorId = await idOf('creators', 'ada');
    const twice = await bulk('posts', [{ ...post, creatorId, creatorHandle: 'ada.knits' }]);
    expect(problem(twice)?.path).toBe('creatorHandle');
    const nowhere = await bulk('squads', [
      { name: 'S', city: 'S', country: 'DE', creatorHandle: 'ada.knits' },
    ]);
    expect(problem(nowhere)).toEqual({
      path: 'creatorHandle',
      code: 'unknown-field',
      message: 'unknown field',
    });
  });

  it('knows a creator by platform and handle, and a post by its address, where they have no other name', async () => {
    const creators = [
      { handle: '@Dora', platform: 'instagram' },
      { handle: 'dora', platform: 'instagram', followers: 5 },
      { handle: 'dora', platform: 'tiktok' },
    ];
    expect(outcomes(await bulk('creators', creators))).toEqual(['201 stored', '200 changed', '201 stored']);
    const ours = { ...post, creatorHandle: 'dora', url: 'https://www.instagram.com/p/Dora1/' };
    expect(outcomes(await bulk('posts', [ours, { ...ours, format: 'long' }]))).toEqual([
      '201 stored',
      '200 changed',
    ]);
  });
});

it('takes a cost to another level, and leaves none at two', async () => {
  const cost = { kind: 'fee', amount: eur(100), incurredOn: '2026-10-01', externalId: 'moved' };
  await bulk('spend', [{ ...cost, stage: 'campaign' }]);
  const { results } = await bulk('spend', [{ externalId: 'moved', creatorHandle: 'ada.knits' }]);
  expect(results[0]).toMatchObject({
    outcome: 'changed',
    spend: { creatorId: await idOf('creators', 'ada') },
  });
  expect(results[0]?.spend).not.toHaveProperty('stage');
});

it('keeps a creator’s codes for her when a file that knows none is sent', async () => {
  await bulk('creators', [
    { handle: 'eve', platform: 'instagram', couponCodes: ['EVE10'], email: 'eve@example.com' },
  ]);
  const { data } = await bulk('creators', [{ handle: 'eve', platform: 'instagram', followers: 900 }]);
  expect(data[0]).toMatchObject({ followers: 900, couponCodes: ['EVE10'], email: 'eve@example.com' });
});

it('gives a code and a slug to one of two who go together with it, by refusing both', async () => {
  const two = ['f', 'g'].map((handle) => ({ handle, platform: 'instagram', couponCodes: ['SAME'] }));
  expect((await bulk('creators', two, '?atomic=true')).errors).toEqual([
    { path: 'creators.1.couponCodes.0', code: 'stands-twice', message: 'stands twice in this request' },
  ]);
  expect(outcomes(await bulk('creators', two))).toEqual(['201 stored', '409 refused']);
  const free = { postUrl: 'https://instagram.com/p/Abc1', destination: 'https://shop.example.com/' };
  const links = ['Twin-slug', 'twin-SLUG'].map((slug) => ({ ...free, slug }));
  expect((await bulk('links', links, '?atomic=true')).errors[0]?.path).toBe('links.1.slug');
  expect(outcomes(await bulk('links', links))).toEqual(['201 stored', '409 refused']);
  const taken = await bulk('links', [{ ...free, slug: 'fresh-slug' }, links[0]], '?atomic=true');
  expect([taken.status, taken.code]).toEqual([409, 'slug-taken']);
  expect(outcomes(await bulk('links', [{ ...free, slug: 'fresh-slug' }]))).toEqual(['201 stored']);
});

it('says of those without a name of their own what becomes of them, too', async () => {
  const hal = { handle: '@Hal', platform: 'instagram', couponCodes: ['HAL'] };
  const other = { handle: 'hals', platform: 'instagram', couponCodes: ['hal'] };
  const wish = [hal, { handle: 'hal', platform: 'instagram', followers: 9 }, other];
  const tried = await bulk('creators', wish, '?dryRun=true');
  expect(outcomes(tried)).toEqual(['201 stored', '200 changed', '422 refused']);
  const counters = { postExternalId: 'first', takenAt: '2026-10-05T09:00:00Z', likes: 1, comments: 0 };
  const twice = async (query = '') => outcomes(await bulk('engagement', [counters, counters], query));
  expect(await twice('?dryRun=true')).toEqual(['201 stored', '200 repeated']);
  expect(await twice()).toEqual(['201 stored', '200 repeated']);
  expect(await twice('?dryRun=true')).toEqual(['200 repeated', '200 repeated']);
});

it('a refusal of all together is an answer as well: a repeat hears it again, whatever has changed since', async () => {
  const wish = [{ ...post, creatorExternalId: 'comes-later', externalId: 'waits' }];
  const headers = { 'idempotency-key': 'refused-together' };
  const first = await bulk('posts', wish, '?atomic=true', headers);
  expect(first.status).toBe(422);
  await bulk('creators', [{ handle: 'late', platform: 'instagram', externalId: 'comes-later' }]);
  expect(await bulk('posts', wish, '?atomic=true', headers)).toEqual(first);
  expect((await bulk('posts', wish, '?atomic=true')).status).toBe(201);
});

it('changes a post without moving links that lead elsewhere by now', async () => {
  await bulk('posts', [
    { ...post, creatorHandle: 'ada.knits', externalId: 'placed', placements: ['feed', 'story'] },
  ]);
  const { json } = await as().get('/v1/posts/external/placed');
  const [feed, story] = (json as { links: { id: string; placement: string }[] }).links;
  await as().patch(`/v1/links/${story?.id}`, { destination: 'https://shop.example.com/story' });
  const { data } = await bulk('posts', [{ externalId: 'placed', format: 'long' }]);
  const { links } = data[0] as { links: { id: string; destination: string }[] };
  const leads = links.map(({ id, destination }) => [id, destination]);
  expect(Object.fromEntries(leads)).toEqual({
    [String(feed?.id)]: 'https://shop.example.com/socks',
    [String(story?.id)]: 'https://shop.example.com/story',
  });
});

it('reads no collection for what nobody names, and once for all who do; who was just made is found, too', async () => {
  const { brand } = host.api.sock;
  const stores = host.api.deps.stores.brand(brand.id);
  let reads = 0;
  const counted = <C extends { all: (...asked: never[]) => unknown }>(collection: C): C => ({
    ...collection,
    all: (...asked: never[]) => {
      reads++;
      return collection.all(...asked);
    },
  });
  const watched = { ...stores, creators: counted(stores.creators), posts: counted(stores.posts) };
  const finder = finderOf(watched, brand.id);
  await finder.noteCreator({ id: 'crt_new', handle: '@New.One', platform: 'tiktok' });
  await finder.notePost({ id: 'pst_new', url: 'https://www.instagram.com/p/New1/' });
  expect(reads).toBe(0);
  expect(await finder.creatorsCalled('ada.knits', 'instagram')).toHaveLength(1);
  expect(await finder.findPost('https://www.instagram.com/p/Abc1/')).toBeDefined();
  await finder.noteCreator({ id: 'crt_new', handle: '@New.One', platform: 'tiktok' });
  await finder.notePost({ id: 'pst_new', url: 'https://www.instagram.com/p/New1/' });
  expect(await finder.creatorsCalled('new.one', 'tiktok')).toEqual(['crt_new']);
  expect(await finder.findPost('https://instagram.com/p/New1')).toBe('pst_new');
  expect(reads).toBe(2);
});

it('fails nowhere by our own fault', () => expect(failures).toEqual([]));

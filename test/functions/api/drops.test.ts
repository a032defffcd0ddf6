import { beforeAll, describe, expect, it } from 'vitest';
import type { Roi } from '../../../shared/domain/schema/answers/roi.ts';
import type { Drop, DropWithTimings } from '../../../shared/domain/schema/programme/drops.ts';
import type { Post } from '../../../shared/domain/schema/programme/posts.ts';
import { DAY_MS, HOUR_MS } from '../../../shared/domain/time/units.ts';
import { NOON, postBody } from '../../support/api-builders.ts';
import { apiOfFile } from '../../support/api-of-file.ts';
import { countingSince } from '../../support/counting.ts';
import { tapsOn } from '../../support/taps.ts';

const host = apiOfFile();
const { as, made } = host;
const SHOP = 'https://shop.example.com/alpine';
const OPENS = NOON + 2 * DAY_MS;
const at = (ms: number) => new Date(ms).toISOString();

let tap: ReturnType<typeof tapsOn>;
let member: string;
let guest: string;
let squad: string;
let drop: string;

beforeAll(async () => {
  const counting = await countingSince(NOON, host.engine, host.api);
  tap = tapsOn(host.engine, host.api, counting);
  member = (await made('/v1/creators', creator('@in'))).id;
  guest = (await made('/v1/creators', creator('@out'))).id;
  squad = (await made('/v1/squads', { name: 'Hamburg knits', city: 'Hamburg', country: 'DE' })).id;
  await as().put(`/v1/squads/${squad}/members/${member}`, { since: '2026-09-01' });
  drop = (
    await made(`/v1/squads/${squad}/drops`, {
      name: 'Alpine',
      opensAt: at(OPENS),
      endsAt: at(OPENS + DAY_MS),
    })
  ).id;
});

const creator = (handle: string) => ({ handle, platform: 'instagram', source: 'invited' });
const post = (creatorId: string, over: object = {}) =>
  made<Post>(
    '/v1/posts',
    postBody(creatorId, { destination: SHOP, dropId: drop, squadId: squad, publishedAt: at(NOON), ...over }),
  );
const slugOf = ({ links }: Post) => links[0]?.slug ?? '';

describe('where a drop sends whoever taps too early', () => {
  const asked = (earlyDestination: string) => ({ name: 'Early', opensAt: at(OPENS), earlyDestination });

  it.each(['javascript:alert(1)', 'https://10.0.0.1/', 'soon', 'https://user:word@shop.example.com/'])(
    'may not be %s, new or changed',
    async (text) => {
      const refused = { errors: [{ path: 'earlyDestination' }] };
      const made = await as().post(`/v1/squads/${squad}/drops`, asked(text));
      expect([made.status, made.json]).toMatchObject([422, refused]);
      const changed = await as().patch(`/v1/drops/${drop}`, { earlyDestination: text });
      expect([changed.status, changed.json]).toMatchObject([422, refused]);
    },
  );

  it('is kept as a header can hold it', async () => {
    const kept = await made<Drop>(`/v1/squads/${squad}/drops`, asked('https://shop.example.com/größe'));
    expect(kept.earlyDestination).toBe('https://shop.example.com/gr%C3%B6%C3%9Fe');
  });
});

describe('the link of a drop that is not open yet', () => {
  it('tells the follower when, in their language, without an error and without the product', async () => {
    const slug = slugOf(await post(guest));
    const { status, body, headers } = await tap(slug, { 'accept-language': 'de-AT' });
    expect([status, headers.location]).toEqual([200, undefined]);
    expect(body).toContain('Noch nicht offen');
    expect(body).toContain('Mittwoch, 7. Oktober 2026 um 14:00 (Europe/Berlin)');
    expect(body).not.toContain('alpine');
  });

  it('keeps the tap as early and counts it for nothing', async () => {
    const { links } = await post(guest);
    await tap(links[0]?.slug ?? '');
    const { data } = (await as().get(`/v1/clicks?linkId=${links[0]?.id}`)).json as unknown as {
      data: { verdict: string; reason: string }[];
    };
    expect(data).toMatchObject([{ verdict: 'excluded', reason: 'early' }]);
    const { rows } = (await as().get(`/v1/analytics/clicks?linkId=${links[0]?.id}`)).json as unknown as {
      rows: unknown[];
    };
    expect(rows.length === 0 || (rows[0] as { clicks: number }).clicks === 0).toBe(true);
  });

  it('leads on for a member’s own link, and for everybody’s once it opens', async () => {
    expect((await tap(slugOf(await post(member)))).headers.location).toContain(SHOP);
    const slug = slugOf(await post(guest));
    expect((await tap(slug)).status).toBe(200);
    host.api.clock.now = OPENS;
    expect((await tap(slug)).headers.location).toContain(SHOP);
    host.api.clock.now = NOON;
  });

  it('leads to what the brand shows meanwhile, where it says so', async () => {
    const teaser = 'https://shop.example.com/soon';
    const own = await made<Drop>(`/v1/squads/${squad}/drops`, {
      name: 'Teased',
      opensAt: at(OPENS),
      earlyDestination: teaser,
    });
    const slug = slugOf(await post(guest, { dropId: own.id }));
    expect((await tap(slug)).headers.location).toBe(teaser);
  });

  it('follows the drop’s time, its archive, the squad’s members and the post’s own drop at once', async () => {
    const own = await made<Drop>(`/v1/squads/${squad}/drops`, { name: 'Moved', opensAt: at(OPENS) });
    const made1 = await post(guest, { dropId: own.id });
    const leads = async () => (await tap(slugOf(made1))).status === 302;
    expect(await leads()).toBe(false);
    await as().patch(`/v1/drops/${own.id}`, { opensAt: at(NOON - 1) });
    expect(await leads()).toBe(true);
    await as().patch(`/v1/drops/${own.id}`, { opensAt: at(OPENS) });
    expect(await leads()).toBe(false);
    await as().put(`/v1/squads/${squad}/members/${guest}`, { since: '2026-09-01' });
    expect(await leads()).toBe(true);
    await as().patch(`/v1/drops/${own.id}`, { membersFrom: at(OPENS - HOUR_MS) });
    expect(await leads()).toBe(false);
    await as().patch(`/v1/posts/${made1.id}`, { dropId: null });
    expect(await leads()).toBe(true);
    await as().patch(`/v1/posts/${made1.id}`, { dropId: own.id });
    expect(await leads()).toBe(false);
    await as().delete(`/v1/drops/${own.id}`);
    expect(await leads()).toBe(true);
    await as().put(`/v1/squads/${squad}/members/${guest}`, { until: '2026-09-30' });
  });
});

describe('a post of a drop', () => {
  it('is told to be early or late, and to lie outside its creator’s membership', async () => {
    expect((await post(member)).flags).toEqual(['early-for-drop']);
    expect((await post(member, { publishedAt: at(OPENS + HOUR_MS) })).flags).toEqual([]);
    expect((await post(member, { publishedAt: at(OPENS + 2 * DAY_MS) })).flags).toEqual(['late-for-drop']);
    const outside = await post(guest, { publishedAt: at(OPENS + HOUR_MS) });
    expect(outside.flags).toEqual(['outside-membership']);
    expect((await as().get(`/v1/posts/${outside.id}`)).json).toMatchObject({ flags: ['outside-membership'] });
  });

  it('names a drop that there is', async () => {
    const refused = await as().post('/v1/posts', postBody(member, { dropId: 'drp_0000000000000000' }));
    expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('dropId')]);
  });
});

it('refuses a drop that is over before it opens, or that members get after the others', async () => {
  const path = `/v1/squads/${squad}/drops`;
  const opens = { name: 'Wrong', opensAt: at(OPENS) };
  const refused = [
    await as().post(path, { ...opens, endsAt: at(OPENS) }),
    await as().post(path, { ...opens, membersFrom: at(OPENS + 1) }),
    await as().patch(`/v1/drops/${drop}`, { endsAt: at(OPENS - 1) }),
  ];
  expect(refused.map(({ status }) => status)).toEqual([422, 422, 422]);
});

it('tells a drop’s posts and clicks apart by its times, and sets it beside the squad’s ordinary posts', async () => {
  const own = await made<Drop>(`/v1/squads/${squad}/drops`, {
    name: 'Read',
    opensAt: at(OPENS),
    endsAt: at(OPENS + DAY_MS),
  });
  const [early, held] = [await post(member, { dropId: own.id }), await post(guest, { dropId: own.id })];
  const ordinary = await post(member, { dropId: undefined });
  for (const [now, post] of [
    [NOON, early],
    [NOON, held],
    [OPENS - 60_000, early],
    [OPENS, held],
    [OPENS + DAY_MS + 60_000, early],
    [OPENS, ordinary],
  ] as const) {
    host.api.clock.now = now;
    await tap(slugOf(post));
  }
  host.api.clock.now = NOON + 10 * DAY_MS;
  const read = (await as().get(`/v1/drops/${own.id}`)).json as unknown as DropWithTimings;
  expect(read.clicks).toEqual({ early: 2, onTime: 1, late: 1, held: 1 });
  expect(read.posts.map(({ timing, member }) => [timing, member]).sort()).toEqual([
    ['early', false],
    ['early', true],
  ]);
  expect(read.comparison.drop).toEqual({ posts: 2, clicks: 4, median: 2 });
  expect(read.comparison.ordinary.posts).toBeGreaterThan(0);
  expect(read.comparison.p).toBeGreaterThan(0.05);
  const roi = (await as().get('/v1/roi?groupBy=drop&from=2026-10-01&to=2026-10-31')).json as unknown as Roi;
  expect(roi.rows.find(({ dropId }) => dropId === own.id)).toMatchObject({ posts: 2, clicks: 4 });
  expect(roi.rows.find(({ dropId }) => dropId === null)).toMatchObject({ clicks: 1 });
  host.api.clock.now = NOON;
});

it('lists a squad’s drops, and no other’s', async () => {
  const { data } = (await as().get(`/v1/squads/${squad}/drops`)).json as unknown as { data: Drop[] };
  expect(data.map(({ name }) => name)).toContain('Alpine');
  const other = (await made('/v1/squads', { name: 'Graz', city: 'Graz', country: 'AT' })).id;
  expect((await as().get(`/v1/squads/${other}/drops`)).json).toMatchObject({ data: [] });
});

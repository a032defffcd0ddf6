import { sync } from 'node-ical';
import { expect, it } from 'vitest';
import { createPages } from '../../functions/pages/app.ts';
import type { LiftFigure } from '../../shared/domain/schema/lift/lift.ts';
import type { LiftPlan } from '../../shared/domain/schema/lift/plans.ts';
import type { Drop, DropWithTimings } from '../../shared/domain/schema/programme/drops.ts';
import type { Post } from '../../shared/domain/schema/programme/posts.ts';
import { seededRandom } from '../../shared/domain/statistics/seeded-random.ts';
import { addDays, dayOf, daysBetween } from '../../shared/domain/time/week.ts';
import { drawShop } from '../lift/worlds.ts';
import { failures, postBody } from '../support/api-builders.ts';
import { apiOfFile } from '../support/api-of-file.ts';
import { countingSince } from '../support/counting.ts';
import { tapsOn } from '../support/taps.ts';

/** The story's things where they bend: at the turn of the year and of the clock, on the last day, at a band's edge. */
const host = apiOfFile();
const { as, made } = host;
const today = () => dayOf(host.api.clock.now, 'America/New_York');
const creator = async (handle: string, over: object = {}) =>
  (await made('/v1/creators', { handle, platform: 'instagram', source: 'invited', ...over })).id;

it('reads one region however its name was written day by day', async () => {
  const brand = await host.api.anotherBrand('Spellings');
  const first = addDays(today(), -120);
  const shape = { perDay: 120, before: 104, window: 14, regions: 5 };
  const drawn = drawShop('calm', shape, 0.8, seededRandom('spellings'));
  const written = ['München', 'MÜNCHEN', ' mu\u0308nchen ', 'München '];
  const others = ['Bremen', 'Kiel', 'Ulm', 'Trier'];
  const days = drawn.treated.map((orders, i) => ({
    day: addDays(first, i),
    regions: [
      { region: written[i % 4], orders },
      ...others.map((region, j) => ({ region, orders: drawn.donors[j]?.[i] })),
    ],
  }));
  expect((await brand.as.post('/v1/baselines/bulk', { days })).status).toBe(200);
  const squad = (await brand.as.post('/v1/squads', { name: 'South', city: 'münchen', country: 'DE' }))
    .json as { id: string };
  const ada = (await brand.as.post('/v1/creators', { handle: 'ada', platform: 'instagram' })).json as {
    id: string;
  };
  const over = { squadId: squad.id, stage: 'community', publishedAt: `${addDays(first, 104)}T09:00:00Z` };
  expect((await brand.as.post('/v1/posts', postBody(ada.id, over))).status).toBe(201);
  const { rows } = (await brand.as.get(`/v1/lift?groupBy=squad&from=${addDays(first, 100)}&to=${today()}`))
    .json as { rows: { lift: LiftFigure }[] };
  expect(rows[0]?.lift).toMatchObject({ region: 'münchen', verdict: 'detected', method: 'ratioToRest' });
});

it('draws no plan of one city or of one named twice, and one over the turn of the clock in whole weeks', async () => {
  const wish = { startsOn: '2026-10-12', weeks: 8, blockWeeks: 2 };
  const path = async (cities: string[]) =>
    ((await as().post('/v1/lift/plans', { ...wish, cities })).json as { errors: { path: string }[] })
      .errors[0]?.path;
  expect(await path(['Hamburg'])).toBe('cities');
  expect(await path(['Hamburg', 'Bremen', 'Kiel', ' HAMBURG'])).toBe('cities');
  const { blocks } = await made<LiftPlan>('/v1/lift/plans', {
    ...wish,
    cities: ['Hamburg', 'Lisboa', 'Kiel', 'Ulm'],
  });
  expect(blocks.map(({ from, to }) => [from, daysBetween(from, to)])).toEqual([
    ['2026-10-12', 13],
    ['2026-10-26', 13],
    ['2026-11-09', 13],
    ['2026-11-23', 13],
  ]);
});

it('opens an embargo at its moment, in the hour that the clock shows twice as well', async () => {
  const counting = await countingSince(host.api.clock.now, host.engine, host.api);
  const tap = tapsOn(host.engine, host.api, counting);
  const squad = await made('/v1/squads', { name: 'North', city: 'Hamburg', country: 'DE' });
  const [member, guest] = [await creator('@inside'), await creator('@outside')];
  await as().put(`/v1/squads/${squad.id}/members/${member}`, { since: '2026-09-01' });
  const drop = await made<Drop>(`/v1/squads/${squad.id}/drops`, {
    name: 'Twice',
    opensAt: '2026-10-25T02:30:00+01:00',
  });
  expect(drop.opensAt).toBe('2026-10-25T01:30:00.000Z');
  const of = (creatorId: string, publishedAt: string) =>
    made<Post>(
      '/v1/posts',
      postBody(creatorId, { dropId: drop.id, squadId: squad.id, stage: 'community', publishedAt }),
    );
  const early = await of(member, '2026-10-25T02:40:00+02:00');
  const open = await of(guest, '2026-10-25T02:40:00+01:00');
  const slug = open.links[0]?.slug ?? '';
  host.api.clock.now = Date.parse('2026-10-25T00:40:00Z');
  expect((await tap(slug)).body).toContain('Not open yet');
  expect((await tap(early.links[0]?.slug ?? '')).status).toBe(302);
  host.api.clock.now = Date.parse('2026-10-25T01:29:59Z');
  expect((await tap(slug)).body).toContain('Not open yet');
  host.api.clock.now = Date.parse('2026-10-25T01:30:00Z');
  expect((await tap(slug)).status).toBe(302);
  const { posts } = (await as().get(`/v1/drops/${drop.id}`)).json as unknown as DropWithTimings & {
    posts: { postId: string; timing: string }[];
  };
  const timings = new Map(posts.map((one) => [one.postId, one.timing]));
  expect([timings.get(early.id), timings.get(open.id)]).toEqual(['early', 'onTime']);
});

it('drafts one winter from December to February, over the turn of the year', async () => {
  await made('/v1/surveys', {
    name: 'Winter',
    heldOn: '2026-03-01',
    seasons: [
      {
        months: [2, 12, 1],
        messages: [
          { name: 'warmth', answers: 3 },
          { name: 'eco', answers: 1 },
        ],
      },
    ],
  });
  const { id } = await made('/v1/campaigns', { name: 'Cold', startsOn: '2026-11-30', endsOn: '2027-03-01' });
  const { json } = await as().get(`/v1/campaigns/${id}/brief-draft`);
  expect(json).toMatchObject({
    brief: [
      { validFrom: '2026-12-01', validTo: '2027-02-28', messages: [{ weight: 0.75 }, { weight: 0.25 }] },
    ],
    daysWithout: 2,
  });
});

it('holds usage rights to the end of their last day where the brand is', async () => {
  const ada = await creator('@rights');
  const { id } = await made('/v1/posts', postBody(ada));
  const { timeZone } = (await as().get('/v1/brand')).json as { timeZone: string };
  host.api.clock.now = Date.parse('2026-11-01T22:30:00Z');
  const last = dayOf(host.api.clock.now, timeZone);
  expect([timeZone, last]).toEqual(['Europe/Berlin', '2026-11-01']);
  await as().put(`/v1/posts/${id}/rights`, { from: '2026-09-01', until: last });
  const state = async () =>
    ((await as().get(`/v1/posts/${id}/asset`)).json as { rightsState: string }).rightsState;
  expect(await state()).toBe('endingSoon');
  host.api.clock.now = Date.parse('2026-11-01T23:30:00Z');
  expect(await state()).toBe('ended');
});

it('knows the band of 16 to 19 by its edges', async () => {
  for (const band of ['13-15', '16-19', '20-24']) await creator(`@a${band}`, { ageBand: band });
  for (const band of ['15-19', '16-20', '16', '19'])
    expect(
      (await as().post('/v1/creators', { handle: `@b${band}`, platform: 'instagram', ageBand: band })).status,
    ).toBe(422);
});

it('flags no engagement whose counts are missing, and keeps what is known', async () => {
  const bulk = async (list: string, one: string, items: object[]) => {
    const { json } = await as().post(`/v1/${list}/bulk`, { [list]: items });
    const { results } = json as { results: Record<string, { id: string }>[] };
    return results.map((result) => result[one]?.id ?? '');
  };
  const peers = Array.from({ length: 10 }, (_, n) => n);
  const who = peers.map((n) => ({ handle: `@peer${n}`, platform: 'instagram', followers: 6_000 }));
  const whose = await bulk('creators', 'creator', who);
  const publishedAt = '2026-09-20T10:00:00Z';
  const ids = await bulk(
    'posts',
    'post',
    whose.map((id) => postBody(id, { publishedAt })),
  );
  const counts = (n: number) =>
    n < 9 ? { likes: 200 + 10 * n, comments: 12 + (n % 3), followers: 6_000 } : { likes: 240 };
  await bulk(
    'engagement',
    'snapshot',
    ids.map((postId, n) => ({ postId, takenAt: '2026-10-01T10:00:00Z', ...counts(n) })),
  );
  const asset = (await as().get(`/v1/posts/${ids[9]}/asset`)).json;
  expect(asset).toMatchObject({ shape: [] });
  const { data } = (await as().get(`/v1/engagement?postId=${ids[9]}`)).json as { data: object[] };
  expect(data[0]).toMatchObject({ likes: 240 });
  expect(data[0]).not.toHaveProperty('comments');
});

it('folds a calendar’s lines within no letter of a word without blanks', async () => {
  const long = `Donaudampfschifffahrtsgesellschaft${'ö🧶'.repeat(20)}\r\nkapitän`;
  const who = await creator('@captain');
  await made('/v1/campaigns', {
    name: long.slice(0, 80),
    startsOn: '2026-10-01',
    endsOn: '2026-12-31',
    creatorIds: [who],
    dueDates: [{ on: '2026-10-25', format: 'short' }],
  });
  const { url } = await made<{ url: string }>('/v1/calendars', { name: 'All', language: 'fr' });
  const pages = createPages({ ...host.api.deps, sealKeys: [Buffer.alloc(32, 4)] } as never);
  const text = await (await pages.request(new URL(url).pathname)).text();
  for (const line of text.split('\r\n')) {
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(line).not.toContain('\uFFFD');
  }
  const events = Object.values(sync.parseICS(text)) as unknown as { description?: string; start?: Date }[];
  const found = events.find(({ description }) => description?.startsWith('Donaudampf'));
  expect(found?.description).toBe(long.slice(0, 80));
  expect(found?.start?.toDateString()).toBe('Sun Oct 25 2026');
});

it('fails nowhere by our own fault', () => expect(failures).toEqual([]));

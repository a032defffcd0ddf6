import { beforeAll, expect, it } from 'vitest';
import type { DropWithTimings } from '../../shared/domain/schema/programme/drops.ts';
import type { Post } from '../../shared/domain/schema/programme/posts.ts';
import type { TimetableRead } from '../../shared/domain/schema/programme/timetable.ts';
import { DAY_MS } from '../../shared/domain/time/units.ts';
import { NOON, postBody } from '../support/api-builders.ts';
import { apiOfFile } from '../support/api-of-file.ts';
import { countingSince } from '../support/counting.ts';
import { tapsOn } from '../support/taps.ts';

/**
 * A sock maker finds influencers of a few thousand followers and takes them through three stages: micro-content,
 * campaign, community. Read it from top to bottom; each step says what its marketers want, and then asks the API for it.
 */
const host = apiOfFile();
const { as, made } = host;
const SHOP = 'https://shop.example.com/socks';
const at = (days: number) => new Date(NOON + days * DAY_MS).toISOString();
let tap: ReturnType<typeof tapsOn>;
const people: string[] = [];
let campaign: string;
let squad: string;

beforeAll(async () => {
  tap = tapsOn(host.engine, host.api, await countingSince(NOON, host.engine, host.api));
});
const slugOf = ({ links }: Post) => links[0]?.slug ?? '';

/** 1. Some come by themselves: those who volunteer already like the product. The brand says whom it looks for. */
it('calls for creators, and takes in the first who volunteers', async () => {
  const call = await made('/v1/calls', {
    title: 'Knitters for winter',
    looksFor: 'People who knit outdoors',
  });
  const applied = await as().post('/v1/applications', {
    formToken: host.api.sock.brand.applyToken,
    handle: '@ada.knits',
    platform: 'instagram',
    followers: 6_200,
    callId: call.id,
  });
  const { id } = applied.json as { id: string };
  const decided = await as().post(`/v1/applications/${id}/decision`, { decision: 'accept' });
  expect(decided.json).toMatchObject({ state: 'accepted' });
  people.push((decided.json as { creatorId: string }).creatorId);
});

/** 2. Others are searched for. Ten try; what matters is engagement, not followers. */
it('adds those who were searched for, and knows how each came', async () => {
  for (let n = 1; n < 10; n++)
    people.push(
      (await made('/v1/creators', { handle: `@maker${n}`, platform: 'instagram', source: 'searched' })).id,
    );
  const { json } = await as().get('/v1/creators?source=volunteered');
  expect((json as { data: unknown[] }).data).toHaveLength(1);
});

/** 3. Micro-content: let them create freely, and give negative instructions only: what must not be said. */
it('gives standing instructions, points at a word that breaks one, and takes no check of what nobody asked', async () => {
  const standingInstructions = [{ instruction: 'No medical claims', words: ['cure'] }];
  expect((await as().patch('/v1/brand', { standingInstructions })).status).toBe(200);
  const post = await made<Post>('/v1/posts', postBody(people[1] ?? '', { caption: 'They cure cold feet' }));
  expect(post.hints).toEqual([{ instruction: 'No medical claims', word: 'cure' }]);
  const check = (instruction: string) =>
    as().post(`/v1/posts/${post.id}/checks`, { results: [{ instruction, result: 'violation' }] });
  expect((await check('No medical claims')).status).toBe(200);
  expect((await check('No dogs')).status).toBe(422);
});

/** 4. Much of what they bring goes unseen: a link passed on in a messenger looks like nothing at all. */
it('counts what each post brings, dark social by its name', async () => {
  const post = await made<Post>('/v1/posts', postBody(people[0] ?? '', { publishedAt: at(0) }));
  await tap(slugOf(post));
  await tap(slugOf(post), {
    'user-agent': 'WhatsApp/2.23.20 Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X)',
  });
  const clicks = await as().get(`/v1/clicks?linkId=${post.links[0]?.id}`);
  expect((clicks.json as { data: unknown[] }).data).toHaveLength(2);
});

/** 5. Campaign: the few who are worth it get messages with weights and a time table. */
it('sets up a campaign with its messages and its timetable', async () => {
  campaign = (
    await made('/v1/campaigns', {
      name: 'Winter',
      startsOn: '2026-10-01',
      endsOn: '2026-12-31',
      brief: [
        {
          messages: [
            { name: 'warmth', weight: 0.6 },
            { name: 'elasticity', weight: 0.2 },
            { name: 'looks', weight: 0.1 },
            { name: 'eco', weight: 0.1 },
          ],
          validFrom: '2026-10-01',
          validTo: '2026-12-31',
        },
      ],
      creatorIds: people.slice(0, 4),
      dueDates: [{ on: '2026-10-04', format: 'long' }],
    })
  ).id;
  const over = { campaignId: campaign, stage: 'campaign', format: 'long', messages: ['warmth'] };
  await made('/v1/posts', postBody(people[0] ?? '', { ...over, publishedAt: '2026-10-03T10:00:00Z' }));
  const { json } = await as().get(`/v1/timetable?campaignId=${campaign}`);
  expect(json as unknown as TimetableRead).toMatchObject({
    due: 4,
    onTime: 1,
    missing: 3,
    onTimeShare: 0.25,
  });
});

/** 6. What did volunteers bring against those who were searched for? */
it('compares creators by how they came', async () => {
  const { json } = await as().get('/v1/sources');
  expect(json).toMatchObject({
    rows: [
      { source: 'volunteered', creators: 1, fit: { successes: 1, trials: 1 } },
      { source: 'invited' },
      { source: 'searched', creators: 9, broken: { successes: 1, trials: 1 } },
      { source: 'imported' },
    ],
    difference: { fit: expect.any(Number) },
  });
});

/** 7. Community: squads of one city post at regular intervals. */
it('makes a squad with a rhythm, and says who is next', async () => {
  const rhythm = [{ format: 'short', everyDays: 7 }];
  squad = (await made('/v1/squads', { name: 'Hamburg knits', city: 'Hamburg', country: 'DE', rhythm })).id;
  await as().put(`/v1/squads/${squad}/members/${people[0]}`, { since: '2026-10-01' });
  const { json } = await as().get(`/v1/timetable?squadId=${squad}`);
  expect(json).toMatchObject({ next: { dueOn: '2026-10-07', creatorId: people[0] } });
});

/** 8. Squads get exclusive content and new products before they are unveiled. */
it('lets members’ followers in before the drop opens, and everybody afterwards', async () => {
  const drop = await made(`/v1/squads/${squad}/drops`, { name: 'Alpine', opensAt: at(2) });
  const own = { squadId: squad, dropId: drop.id, destination: SHOP, publishedAt: at(0), stage: 'community' };
  const ada = await made<Post>('/v1/posts', postBody(people[0] ?? '', own));
  const other = await made<Post>('/v1/posts', postBody(people[1] ?? '', own));
  expect((await tap(slugOf(ada))).headers.location).toContain(SHOP);
  expect((await tap(slugOf(other))).body).toContain('Not open yet');
  host.api.clock.now = NOON + 3 * DAY_MS;
  expect((await tap(slugOf(other))).headers.location).toContain(SHOP);
  const read = (await as().get(`/v1/drops/${drop.id}`)).json as unknown as DropWithTimings;
  expect(read.clicks).toEqual({ held: 1, early: 1, onTime: 1, late: 0 });
});

/** 9. In the end each stage has to say what it returned for what it cost. */
it('answers what each stage brought', async () => {
  const { json } = await as().get('/v1/roi?groupBy=stage&from=2026-10-01&to=2026-10-08');
  const rows = (json as { rows: { stage: string }[] }).rows.map(({ stage }) => stage);
  expect(rows).toEqual(expect.arrayContaining(['microcontent', 'campaign', 'community']));
});

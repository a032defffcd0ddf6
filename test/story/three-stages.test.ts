import { beforeAll, expect, it } from 'vitest';
import type { ReportSnapshot } from '../../shared/domain/report/snapshot.ts';
import { SMALL_BANDS } from '../../shared/domain/roi/fold-ages.ts';
import type { LiftFigure } from '../../shared/domain/schema/lift/lift.ts';
import type { LiftPlan } from '../../shared/domain/schema/lift/plans.ts';
import type { PpcCurve } from '../../shared/domain/schema/orders/ppc.ts';
import type { DropWithTimings } from '../../shared/domain/schema/programme/drops.ts';
import type { Post } from '../../shared/domain/schema/programme/posts.ts';
import type { TimetableRead } from '../../shared/domain/schema/programme/timetable.ts';
import { drawPoisson } from '../../shared/domain/statistics/samplers.ts';
import { seededRandom } from '../../shared/domain/statistics/seeded-random.ts';
import { DAY_MS } from '../../shared/domain/time/units.ts';
import { NOON, postBody } from '../support/api-builders.ts';
import { apiOfFile } from '../support/api-of-file.ts';
import { pageFailures, pagesBefore, signedIn } from '../support/app-builders.ts';
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
let counting: Awaited<ReturnType<typeof countingSince>>;
let tap: ReturnType<typeof tapsOn>;
const people: string[] = [];
let campaign: string;
let warm: Post;
let squad: string;
let creative: string;

beforeAll(async () => {
  counting = await countingSince(NOON, host.engine, host.api);
  tap = tapsOn(host.engine, host.api, counting);
});
const dayAt = (days: number) => at(days).slice(0, 10);
/** Somebody taps the link, and buys. */
async function buys(externalId: string, slug: string) {
  const { headers } = await tap(slug);
  const clickId = new URL(headers.location ?? '').searchParams.get('vclid');
  const sale = {
    kind: 'sale',
    externalId,
    occurredAt: at(0),
    amount: { amount: 2_000, currency: 'EUR' },
    clickId,
  };
  await made('/v1/conversions', sale);
}
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

/** 5. Why people buy changes with the season: each reason weighs as much all year, warmth most in winter. A survey says so. */
it('drafts a campaign’s weights from what people said by season, and sets what was delivered beside it', async () => {
  const said = (...answers: number[]) =>
    ['warmth', 'elasticity', 'looks', 'eco'].map((name, i) => ({ name, answers: answers[i] }));
  await made('/v1/surveys', {
    name: 'Why socks',
    heldOn: '2026-03-01',
    seasons: [
      { months: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], messages: said(25, 25, 25, 25) },
      { months: [12, 1, 2], messages: said(60, 20, 10, 10) },
    ],
  });
  const days = { startsOn: '2026-10-01', endsOn: '2026-12-31' };
  const path = `/v1/campaigns/${(await made('/v1/campaigns', { name: 'By season', ...days })).id}`;
  const { brief } = (await as().get(`${path}/brief-draft`)).json as { brief: Drafted[] };
  expect(brief.map(({ messages }) => messages.map(({ weight }) => weight))).toEqual([
    [0.25, 0.25, 0.25, 0.25],
    [0.6, 0.2, 0.1, 0.1],
  ]);
  expect(brief.map(({ validFrom }) => validFrom)).toEqual(['2026-10-01', '2026-12-01']);
  const asked = brief.map(({ messages, validFrom, validTo }) => ({ messages, validFrom, validTo }));
  expect((await as().patch(path, { brief: asked })).status).toBe(200);
  const { briefs } = (await as().get(`${path}/messages`)).json as { briefs: object[] };
  expect(briefs).toMatchObject([{ posts: 0, gaps: { surveyed: 0 } }, { gaps: { surveyed: 0 } }]);
});
type Drafted = { messages: { weight: number }[]; validFrom: string; validTo: string };

/** 6. Campaign: the few who are worth it get messages with weights and a time table. */
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
  warm = await made<Post>(
    '/v1/posts',
    postBody(people[0] ?? '', { ...over, publishedAt: '2026-10-03T10:00:00Z' }),
  );
  const { json } = await as().get(`/v1/timetable?campaignId=${campaign}`);
  expect(json as unknown as TimetableRead).toMatchObject({
    due: 4,
    onTime: 1,
    missing: 3,
    onTimeShare: 0.25,
  });
});

/** 7. What was asked for is one thing, what posts said another, and what sold a third. */
it('sets what was delivered and what sold beside what was asked, as a gap', async () => {
  const over = {
    campaignId: campaign,
    stage: 'campaign',
    messages: ['looks'],
    publishedAt: '2026-10-04T10:00:00Z',
  };
  const looks = await made<Post>('/v1/posts', postBody(people[1] ?? '', over));
  for (const [n, post] of [warm, warm, warm, warm, looks].entries()) await buys(`order-${n}`, slugOf(post));
  const { briefs } = (await as().get(`/v1/campaigns/${campaign}/messages`)).json as { briefs: object[] };
  // Asked 60/20/10/10, delivered 50/0/50/0, sold 80/0/20/0: half of what the shares differ by, added up.
  expect(briefs).toMatchObject([
    { posts: 2, orders: 5, gaps: { delivered: expect.closeTo(0.4, 12), sold: expect.closeTo(0.3, 12) } },
  ]);
});

/** 8. What did volunteers bring against those who were searched for? */
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

/** 9. Of the ten, four go on. Not by orders alone: creative work is used again, as long as its rights last. */
it('keeps who found a post creative, what it may be used for, and its own link', async () => {
  const mine = (await as().get(`/v1/posts?creatorId=${people[0]}&stage=microcontent`)).json as unknown as {
    data: Post[];
  };
  const { id } = mine.data[0] as Post;
  creative = id;
  expect((await as().put(`/v1/posts/${id}/rating`, { creativity: 5, by: 'Marketing' })).status).toBe(201);
  const rights = { from: '2026-10-01', until: '2026-10-20', channels: ['newsletter'] };
  await as().put(`/v1/posts/${id}/rights`, rights);
  await made('/v1/links', { postId: id, destination: SHOP, placement: 'asset-newsletter' });
  const { json } = await as().get(`/v1/posts/${id}/asset`);
  expect(json).toMatchObject({
    creativity: 5,
    ratings: [{ by: 'Marketing', ratedAt: at(0) }],
    rightsState: 'endingSoon',
    links: [{ placement: 'asset-newsletter', clicks: 0, withoutRights: false }],
  });
  const { rows } = (await as().get('/v1/promotions')).json as unknown as {
    rows: { creatorId: string; beside: object }[];
  };
  const ada = rows.find(({ creatorId }) => creatorId === people[0]);
  expect(ada?.beside).toMatchObject({ creativity: 5, ratings: 1 });
});

/** 10. Community: squads of one city post at regular intervals. */
it('makes a squad with a rhythm, and says who is next', async () => {
  const rhythm = [{ format: 'short', everyDays: 7 }];
  squad = (await made('/v1/squads', { name: 'Hamburg knits', city: 'Hamburg', country: 'DE', rhythm })).id;
  await as().put(`/v1/squads/${squad}/members/${people[0]}`, { since: '2026-10-01' });
  const { json } = await as().get(`/v1/timetable?squadId=${squad}`);
  expect(json).toMatchObject({ next: { dueOn: '2026-10-07', creatorId: people[0] } });
});

/** 11. Squads get exclusive content and new products before they are unveiled. */
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

/** 12. Their traffic stays for much longer than that of an ad: said from the brand's own days of ads, or not at all. */
it('says why nothing can be set beside its ads yet, then follows both day by day after the money', async () => {
  const spend = (amount: number) => ({ amount, currency: 'EUR' });
  const days = [
    { day: '2026-08-04', spend: spend(6_000), clicks: 120 },
    { day: '2026-08-05', spend: spend(0), clicks: 6 },
    { day: '2026-08-20', spend: spend(0), clicks: 0 },
  ];
  expect((await as().post('/v1/ppc/bulk', { days, restIsNothing: true })).json).toMatchObject({ days: 17 });
  const ads = { clicks: 126, leftAfterFirstDay: expect.closeTo(6 / 126, 12) };
  const august = await as().get('/v1/ppc/comparison?from=2026-08-01&to=2026-08-31');
  expect(august.json).toMatchObject({ ads, posts: { points: null, note: { code: 'noDays' } } });

  const post = await made<Post>('/v1/posts', postBody(people[0] ?? '', { publishedAt: at(4) }));
  const tapped = [24, 9, 6, 4, 3, 2, 1, 1].flatMap((clicks, day) =>
    Array.from({ length: clicks }, (_, n) => ({
      brandId: host.api.sock.brand.id,
      linkId: post.links[0]?.id ?? '',
      at: NOON + (4 + day) * DAY_MS + n,
    })),
  );
  host.api.clock.now = NOON + 12 * DAY_MS;
  await counting.follow(tapped);
  await counting.seal();
  const both = (await as().get(`/v1/ppc/comparison?from=2026-08-01&to=${dayAt(4)}`)).json as {
    posts: PpcCurve;
    ads: PpcCurve;
  };
  expect(both.ads).toMatchObject(ads);
  const afterAWeek = ({ points }: PpcCurve) => points?.[6]?.left ?? Number.NaN;
  expect(both.posts.leftAfterFirstDay ?? 0).toBeGreaterThan(0.3);
  expect(afterAWeek(both.posts)).toBeGreaterThan(afterAWeek(both.ads));
  expect(afterAWeek(both.ads)).toBe(0);
});

/** 13. Whom do 16- to 19-year-olds follow? An age is told only where five or more share it. */
it('groups by age, and names no age that fewer than five creators share', async () => {
  const ages = async () => {
    const { json } = await as().get('/v1/roi?groupBy=ageBand&from=2026-10-01&to=2026-10-08');
    const { rows } = json as { rows: { ageBand: string | null; name?: string }[] };
    return rows.map(({ ageBand, name }) => ageBand ?? name);
  };
  for (const [n, id] of people.entries())
    await as().patch(`/v1/creators/${id}`, { ageBand: n < 5 ? '16-19' : '20-24' });
  const few = await ages();
  expect(few).toContain(SMALL_BANDS);
  expect(few).not.toContain('16-19');
  expect(few).not.toContain('20-24');
  for (const id of people.slice(2)) await made('/v1/posts', postBody(id, { publishedAt: at(1) }));
  const many = await ages();
  expect(many).toEqual(expect.arrayContaining(['16-19', '20-24']));
  expect(many).not.toContain(SMALL_BANDS);
});

/** 14. Genuine comments and likes are what counts: what doesn't look as people make it is pointed out, and dropped nowhere. */
it('points at engagement of an odd shape, with its reason, beside the ranking', async () => {
  for (const [n, id] of people.entries()) {
    const { data } = (await as().get(`/v1/posts?creatorId=${id}&stage=microcontent`)).json as unknown as {
      data: Post[];
    };
    const counts = { likes: 200 + 40 * n, comments: n === 4 ? 150 : 8 + 2 * (n % 5), followers: 5_000 };
    await made('/v1/engagement', { postId: data[0]?.id, takenAt: at(11), ...counts });
  }
  const { rows } = (await as().get('/v1/promotions')).json as unknown as { rows: Ranked[] };
  const shapes = rows.flatMap(({ creatorId, beside }) =>
    beside.shape.length > 0 ? [[creatorId, beside.shape]] : [],
  );
  expect(shapes).toEqual([[people[4], ['comments-out-of-proportion']]]);
  const { data } = (await as().get(`/v1/posts?creatorId=${people[4]}`)).json as unknown as { data: Post[] };
  const { shape } = (await as().get(`/v1/posts/${data[0]?.id}/asset`)).json as { shape: { text: string }[] };
  expect(shape).toMatchObject([
    { code: 'comments-out-of-proportion', text: expect.stringMatching(/comments/) },
  ]);
  const engagement = (await as().get(`/v1/engagement?postId=${data[0]?.id}`)).json as unknown as {
    data: object[];
  };
  expect(engagement.data).toMatchObject([{ comments: 150 }]);
});
type Ranked = { creatorId: string; beside: { shape: string[] } };

/** 15. What nobody clicked: who typed the shop's name is in its own totals only. */
it('reads from the shop’s own totals what posts did beyond their clicks, as a range, and leaves ROI alone', async () => {
  const roi = async () =>
    (await as().get('/v1/roi?groupBy=stage&from=2026-10-01&to=2026-10-16')).json as { rows: object };
  const before = (await roi()).rows;
  await tellTotals(-70, 82, (_, day) => (day >= '2026-10-03' ? 0.5 : 0));
  const { json } = await as().get('/v1/lift?from=2026-10-01&to=2026-10-16&metric=orders');
  const { totals } = json as { totals: LiftFigure };
  expect(totals).toMatchObject({ verdict: 'detected', tracked: 5 });
  expect(totals.note).toMatch(
    /^Between \d+(\.\d)? and \d+(\.\d)? orders a day more than the shop would have had/,
  );
  const [low, high] = [totals.perDay?.low ?? Number.NaN, totals.perDay?.high ?? Number.NaN];
  expect([low < 30, high > 30]).toEqual([true, true]);
  expect((await roi()).rows).toEqual(before);
});

/** 16. To be sure, squads take turns, drawn by lot: what would show is told before anybody posts, and read once it is over. */
it('draws which cities post when, promises what would show, and reads the plan when its last week is over', async () => {
  const wish = { cities: CITIES, startsOn: '2026-10-26', weeks: 8, blockWeeks: 2, seed: 'story' };
  const plan = await made<LiftPlan>('/v1/lift/plans', wish);
  expect(plan.blocks).toHaveLength(4);
  for (const { post, wait } of plan.blocks) expect([...post, ...wait].sort()).toEqual([...CITIES].sort());
  expect(plan.blocks[1]?.post).toEqual(plan.blocks[0]?.wait);
  expect(plan.note).toMatch(/^A rise of \d+ % or more would show/);
  expect(plan.reading).toBeNull();

  host.api.clock.now = Date.parse('2026-12-22T12:00:00Z');
  await counting.seal();
  await tellTotals(21, 56, (city, day) =>
    plan.blocks.some(({ from, to, post }) => from <= day && day <= to && post.includes(city)) ? 0.4 : 0,
  );
  const { reading } = (await as().get(`/v1/lift/plans/${plan.id}`)).json as unknown as LiftPlan;
  expect(reading).toMatchObject({ verdict: 'detected' });
  expect(reading?.note).toMatch(/^Where squads posted, between \d+ % and \d+ % more/);
  const { low, high } = reading?.share ?? { low: Number.NaN, high: Number.NaN };
  expect([low < 0.4, 0.4 < high]).toEqual([true, true]);
});

const CITIES = ['Hamburg', 'Bremen', 'Kiel', 'Ulm', 'Trier', 'Jena'];

/** Ten orders a day in each city, give or take what anybody would, and so much more where something is going on. */
async function tellTotals(from: number, count: number, share: (city: string, day: string) => number) {
  const random = seededRandom(`totals ${from}`);
  const days = Array.from({ length: count }, (_, t) => {
    const day = dayAt(from + t);
    const regions = CITIES.map((region) => ({
      region,
      orders: drawPoisson(10 * (1 + share(region, day)), random),
    }));
    return { day, orders: regions.reduce((sum, { orders }) => sum + orders, 0), regions };
  });
  expect((await as().post('/v1/baselines/bulk', { days })).status).toBe(200);
}

/** 17. In the end each stage has to say what it returned for what it cost. */
it('answers what each stage brought', async () => {
  const { json } = await as().get('/v1/roi?groupBy=stage&from=2026-10-01&to=2026-10-08');
  const rows = (json as { rows: { stage: string }[] }).rows.map(({ stage }) => stage);
  expect(rows).toEqual(expect.arrayContaining(['microcontent', 'campaign', 'community']));
});

/** 18. And on Monday all of it lies in one report, in which the rest of the story has its place. */
it('puts ages, both curves, lift, the timetable and the messages of a week into its report', async () => {
  const report = await made<{ id: string }>('/v1/reports', { week: '2026-W41' });
  const { snapshot } = (await as().get(`/v1/reports/${report.id}`)).json as unknown as {
    snapshot: ReportSnapshot;
  };
  const { programme, lift, messages } = snapshot;
  expect(programme?.ages?.rows.map(({ of }) => (of.kind === 'band' ? of.band : of.kind))).toEqual(
    expect.arrayContaining(['16-19', '20-24', 'total']),
  );
  expect(programme?.lasting).toMatchObject({ ads: { units: 1, left: expect.any(Array) } });
  expect(programme).toMatchObject({ sources: expect.any(Object), drops: [{ name: 'Alpine' }] });
  expect(lift?.metric).toBe('orders');
  expect(messages.map(({ campaign: name }) => name)).toContain('Winter');
  const page = await as().get(`/v1/reports/${report.id}.html`);
  for (const part of [
    'By the creators’ age',
    'The shop without these posts',
    'Posts due in this week',
    'Dashed: ads',
  ])
    expect(page.text).toContain(part);
});

/** 19. Whoever runs it has no program that asks an API: every one of these answers has its page. */
it('shows all of it on the pages at /app', async () => {
  const browser = await signedIn(await pagesBefore(host.api), 'owner');
  const days = 'from=2026-10-01&to=2026-10-16';
  const shown = {
    [`/app/lift?${days}&metric=orders`]: ['orders a day more', 'Hamburg'],
    [`/app/squads/${squad}`]: ['Alpine', 'came on time'],
    [`/app/timetable?${days}`]: ['came on time', 'missing'],
    [`/app/posts/${creative}`]: ['Marketing', 'newsletter'],
    [`/app/promotions?${days}`]: ['comments'],
    '/app/sources': ['volunteered', 'searched'],
    '/app/calls': ['Knitters for winter'],
    '/app/settings/brand': ['No medical claims'],
    '/app/surveys': ['Why socks'],
    [`/app/campaigns/${campaign}`]: ['Asked for, said and sold', 'warmth'],
    [`/app/ads?from=2026-08-01&to=${dayAt(4)}`]: ['Ads'],
    [`/app/ages?${days}`]: ['16-19', '20-24'],
  };
  const unsaid: string[] = [];
  for (const [path, words] of Object.entries(shown)) {
    const { status, text } = await browser.get(path);
    expect(status, path).toBe(200);
    for (const word of words) if (!text.includes(word)) unsaid.push(`${path}: ${word}`);
  }
  expect(unsaid).toEqual([]);
  expect(pageFailures).toEqual([]);
});

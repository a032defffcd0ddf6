import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { ANY_SIGN } from '../../../shared/domain/attribution/dark-social.ts';
import { POST_DIMENSIONS, type PostDimension } from '../../../shared/domain/post-filter.ts';
import { ALL_ROUTES } from '../../../shared/domain/schema/all-routes.ts';
import type { ClickAnalytics } from '../../../shared/domain/schema/answers/analytics.ts';
import type { DarkSocial } from '../../../shared/domain/schema/answers/dark-social.ts';
import type { Roi } from '../../../shared/domain/schema/answers/roi.ts';
import type { Sources } from '../../../shared/domain/schema/answers/sources.ts';
import { clickFilterFields, postFilterFields } from '../../../shared/domain/schema/filters.ts';
import { caller } from '../../support/api-builders.ts';
import { apiOfFile } from '../../support/api-of-file.ts';
import { randomProgramme } from '../../support/random-programme.ts';
import { type Lies, type Listed, whereItLies } from '../../support/where-it-lies.ts';

const SEED = process.env.VOUCH_FILTER_SEED ?? 'one';
const DAYS = 'from=2026-09-01&to=2026-10-31';

const host = apiOfFile();
let listed: Listed;
let lies: ReturnType<typeof whereItLies>;

type Page = { data: { id: string; linkId: string }[]; nextCursor: string | null };
async function get<T = Page>(path: string): Promise<T> {
  const { status, json, text } = await host.as().get(path);
  expect(status, `${path} ${text}`).toBe(200);
  return json as T;
}
async function everyId(path: string): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: Page = await get(`${path}&limit=100${cursor ? `&cursor=${cursor}` : ''}`);
    ids.push(...page.data.map(({ id }) => id));
    cursor = page.nextCursor;
  }
  return ids;
}
/** Two days hold all hits of the programme: quiet hours are searched in pieces. */
const TWO_DAYS = 'from=2026-10-04&to=2026-10-05';
async function everyHit(query: string): Promise<{ id: string; linkId: string }[]> {
  const hits: { id: string; linkId: string }[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const more: string = cursor ? `&cursor=${cursor}` : '';
    const page: Page = await get(`/v1/clicks?${TWO_DAYS}&limit=100${query}${more}`);
    hits.push(...page.data);
    cursor = page.nextCursor;
  }
  return hits;
}
const everything = async (path: string) => (await get(`${path}?limit=100`)).data as never;

beforeAll(async () => {
  await randomProgramme(host.engine, host.api, SEED);
  listed = {
    creators: await everything('/v1/creators'),
    campaigns: await everything('/v1/campaigns'),
    squads: await everything('/v1/squads'),
    posts: await everything('/v1/posts'),
    links: await everything('/v1/links'),
    conversions: await everything('/v1/conversions'),
    spend: await everything('/v1/spend'),
  };
  lies = whereItLies(listed);
}, 300_000);

type Shape = { path: string; query: z.ZodObject };
/** Routes that can be asked for some of their rows, from the schemas. */
const FILTERED = (ALL_ROUTES as readonly { method: string; path: string; query?: unknown }[]).filter(
  (route): route is { method: string } & Shape =>
    route.method === 'get' &&
    route.query instanceof z.ZodObject &&
    ['without', ...POST_DIMENSIONS].some((name) => name in (route.query as z.ZodObject).shape),
);
const namesOf = ({ query }: Shape) => Object.keys(query.shape);
const dimensionsOf = (route: Shape) =>
  POST_DIMENSIONS.filter((dimension) => namesOf(route).includes(dimension));

/** Lists: what they hold, and where each of it lies. */
const LISTS: Record<string, () => { id: string; parts: Lies[] }[]> = {
  '/v1/creators': () => partsOf(listed.creators, lies.creator),
  '/v1/campaigns': () => partsOf(listed.campaigns, lies.campaign),
  '/v1/squads': () => partsOf(listed.squads, lies.squad),
  '/v1/posts': () => partsOf(listed.posts, lies.post),
  '/v1/links': () => partsOf(listed.links, lies.link),
  '/v1/conversions': () => partsOf(listed.conversions, lies.order),
  '/v1/spend': () => partsOf(listed.spend, lies.spend),
};
const partsOf = <T extends { id: string }>(all: readonly T[], where: (one: T) => Lies[]) =>
  all.map((one) => ({ id: one.id, parts: where(one) }));

/** What of an answer must come to the same whole, however it is taken apart. */
const FIGURES: Record<string, (answer: never) => Record<string, number>> = {
  '/v1/analytics/clicks': ({ totals: { excluded: _, ...counts } }: ClickAnalytics) => ({
    ...counts,
    uniques: counts.uniques ?? 0,
  }),
  '/v1/roi': ({ totals: { clicks, orders, conversions, netRevenue, spend, giftsAtRetail } }: Roi) => ({
    clicks,
    orders,
    conversions,
    netRevenue: netRevenue.amount,
    spend: spend.amount,
    giftsAtRetail: giftsAtRetail.amount,
  }),
  '/v1/dark-social': ({ visits, clicks, orders, revenue, asReferrerOnlyAnalyticsSeesIt }: DarkSocial) => ({
    visits,
    low: clicks.low,
    high: clicks.high,
    orders: orders.high,
    revenue: revenue.high.amount,
    referrers: sum(asReferrerOnlyAnalyticsSeesIt.map((one) => one.revenue.amount)),
  }),
  '/v1/lift': ({ totals: { posts } }: { totals: { posts: number } }) => ({ posts }),
  '/v1/sources': ({ rows }: Sources) => ({
    netRevenue: sum(rows.map(({ roi }) => roi?.netRevenue.amount ?? 0)),
    spend: sum(rows.map(({ roi }) => roi?.spend.amount ?? 0)),
    clicks: sum(rows.map(({ roi }) => roi?.clicks ?? 0)),
  }),
  '/v1/ppc/comparison': ({ posts }: { posts: { units: number } }) => ({ posts: posts.units }),
};
const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);

/** Lists of what posts belong to: each stands where it is said to, and where any post of its does. */
const OWNERS: readonly string[] = ['/v1/creators', '/v1/campaigns', '/v1/squads'];

/** Figures that count posts: one with two placements stands in both. */
const OF_POSTS: readonly string[] = ['/v1/lift', '/v1/ppc/comparison'];

/** Routes whose few filters are no places of what they answer. */
const OTHERS: Readonly<Record<string, string>> = {
  '/v1/timetable': 'campaigns and squads are asked, whoever posts',
  '/v1/engagement': 'counters of one post',
};

/** What has several values counts in each: their sums overlap. */
const OVERLAPPING: readonly PostDimension[] = ['tag', 'message'];

const valuesOf = (dimension: PostDimension): string[] => {
  const places = [...listed.creators.flatMap(lies.creator), ...listed.links.flatMap(lies.link)];
  return [
    ...new Set([...places, ...listed.posts.flatMap(lies.post)].flatMap((place) => place[dimension])),
  ].sort();
};

it('tries every route that takes a filter, and each takes all that the issue of filters names', () => {
  const tried = [...Object.keys(LISTS), ...Object.keys(FIGURES), ...Object.keys(OTHERS), '/v1/clicks'];
  expect(FILTERED.map(({ path }) => path).sort()).toEqual(tried.sort());
  for (const route of FILTERED.filter(({ path }) => !(path in OTHERS))) {
    expect(namesOf(route), route.path).toEqual(expect.arrayContaining(Object.keys(postFilterFields)));
  }
});

describe.each(FILTERED.filter(({ path }) => path in LISTS))('$path', (route) => {
  const { path } = route;
  const all = () => LISTS[path]?.() ?? [];
  const idsWhere = (holds: (parts: readonly Lies[]) => boolean) =>
    all()
      .filter(({ parts }) => holds(parts))
      .map(({ id }) => id)
      .sort();

  it.each(dimensionsOf(route))('holds exactly what lies at each value of %s', async (dimension) => {
    const values = valuesOf(dimension);
    expect(values.length).toBeGreaterThan(1);
    for (const value of values) {
      const ids = await everyId(`${path}?${new URLSearchParams({ [dimension]: value })}`);
      const there = idsWhere((parts) => parts.some((part) => part[dimension].includes(value)));
      expect(ids.sort(), `${path} ${dimension} ${value}`).toEqual(there);
    }
  });

  it.each(POST_DIMENSIONS)(
    'holds what has no %s, and together with its values everything',
    async (dimension) => {
      const ids = await everyId(`${path}?without=${dimension}`);
      const isWithout = (part: Lies) => part[dimension].length === 0;
      const there = idsWhere((parts) =>
        OWNERS.includes(path) ? parts.every(isWithout) : parts.some(isWithout),
      );
      expect(ids.sort(), `${path} without ${dimension}`).toEqual(there);
    },
  );

  it('tells what links without a post brought from what came by none', async () => {
    const restOf = ({ postId, linkId }: Lies) =>
      (linkId.length > 0 ? 'withoutPost' : 'notTied') + postId.length;
    for (const rest of ['withoutPost', 'notTied']) {
      if (OWNERS.includes(path)) continue;
      const ids = await everyId(`${path}?rest=${rest}`);
      expect(ids.sort()).toEqual(idsWhere((parts) => parts.some((part) => restOf(part) === `${rest}0`)));
    }
  });

  it('holds what lies at two values at once, in one and the same of its parts', async () => {
    const dimensions = dimensionsOf(route);
    for (const [index, one] of dimensions.entries()) {
      const other = dimensions[(index + 3) % dimensions.length] as PostDimension;
      for (const [value = '', beside = ''] of [[valuesOf(one)[0], valuesOf(other).at(-1)]]) {
        const ids = await everyId(`${path}?${new URLSearchParams({ [one]: value, [other]: beside })}`);
        const there = idsWhere((parts) =>
          parts.some((part) => part[one].includes(value) && part[other].includes(beside)),
        );
        if (OWNERS.includes(path)) continue;
        expect(ids.sort(), `${path} ${one} ${value} ${other} ${beside}`).toEqual(there);
      }
    }
  });
});

describe('/v1/links by clicks', () => {
  const DAY = 'from=2026-10-05&to=2026-10-05';

  it('tells of each what it counted in the days asked for, the most first, page after page', async () => {
    const counted = new Map<string, number>();
    for (const { linkId, clicks } of (await get<ClickAnalytics>(`/v1/analytics/clicks?groupBy=link&${DAY}`))
      .rows)
      counted.set(linkId ?? '', clicks);
    expect(counted.size).toBeGreaterThan(3);
    const sorted = async (sort: string) => {
      const links: { id: string; clicks: number }[] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const more: string = cursor ? `&cursor=${cursor}` : '';
        const page: { data: typeof links; nextCursor: string | null } = await get(
          `/v1/links?${DAY}&sort=${sort}&limit=3${more}`,
        );
        links.push(...page.data);
        cursor = page.nextCursor;
      }
      return links;
    };
    const links = await sorted('-clicks');
    expect(links.map(({ id }) => id).sort()).toEqual(listed.links.map(({ id }) => id).sort());
    for (const { id, clicks } of links) expect(clicks, id).toBe(counted.get(id) ?? 0);
    const figures = links.map(({ clicks }) => clicks);
    expect(figures).toEqual(figures.toSorted((one, other) => other - one));
    expect((await sorted('clicks')).map(({ id }) => id)).toEqual(links.map(({ id }) => id).reverse());
    expect(figures[0]).toBeGreaterThan(figures.at(-1) ?? 0);
  });

  it('tells them only where days or their order are asked for, and only to whoever may read them', async () => {
    const clicksAt = async (query: string) =>
      (await get<{ data: { clicks?: number }[] }>(`/v1/links?${query}`)).data[0]?.clicks;
    expect(await clicksAt('limit=1')).toBe(undefined);
    expect(await clicksAt('limit=1&interval=7d')).toBeTypeOf('number');
    const { json } = await host.as().post('/v1/api-keys', { name: 'links', scopes: ['links:read'] });
    const blind = caller(host.api.app, (json as { secret: string }).secret);
    expect((await blind.get('/v1/links?sort=slug')).status).toBe(200);
    for (const query of ['sort=-clicks', 'interval=7d'])
      expect((await blind.get(`/v1/links?${query}`)).status).toBe(403);
  });
});

describe('/v1/clicks', () => {
  const route = FILTERED.find(({ path }) => path === '/v1/clicks') as Shape;

  it.each(dimensionsOf(route))(
    'holds exactly the hits of links that lie at each value of %s',
    async (dimension) => {
      const all = await everyHit('');
      for (const value of [...valuesOf(dimension), undefined]) {
        const links = new Set(
          partsOf(listed.links, lies.link)
            .filter(({ parts: [part] }) =>
              value === undefined ? part?.[dimension].length === 0 : part?.[dimension].includes(value),
            )
            .map(({ id }) => id),
        );
        const query = new URLSearchParams(
          value === undefined ? { without: dimension } : { [dimension]: value },
        );
        const there = all.filter(({ linkId }) => links.has(linkId)).map(({ id }) => id);
        expect(
          (await everyHit(`&${query}`)).map(({ id }) => id),
          `${dimension} ${value}`,
        ).toEqual(there);
      }
    },
  );
});

describe.each(FILTERED.filter(({ path }) => path in FIGURES))('$path', (route) => {
  const { path } = route;
  const ask = async (query: Record<string, string>) =>
    FIGURES[path]?.(await get<never>(`${path}?${DAYS}&${new URLSearchParams(query)}`)) ?? {};

  it.each(dimensionsOf(route))(
    'comes to the same whole over all values of %s and what has none',
    async (dimension) => {
      const whole = await ask({});
      expect(Math.max(...Object.values(whole))).toBeGreaterThan(0);
      const parts = [await ask({ without: dimension })];
      for (const value of valuesOf(dimension)) parts.push(await ask({ [dimension]: value }));
      for (const [name, figure] of Object.entries(whole)) {
        const together = sum(parts.map((part) => part[name] ?? 0));
        const says = `${path} ${name} by ${dimension}`;
        if (OVERLAPPING.includes(dimension) || (OF_POSTS.includes(path) && dimension === 'placement'))
          expect(together, says).toBeGreaterThanOrEqual(figure);
        else expect(together, says).toBeCloseTo(figure, 6);
      }
    },
  );
});

describe('/v1/roi by what may be several', () => {
  it.each(['tag', 'placement'] as const)(
    'says in the row of each %s what its filter says',
    async (groupBy) => {
      for (const basis of ['period', 'cohort']) {
        const table = await get<Roi>(`/v1/roi?${DAYS}&basis=${basis}&groupBy=${groupBy}`);
        expect(table.rowsOverlap).toBe(groupBy === 'tag');
        expect(table.totals).toEqual((await get<Roi>(`/v1/roi?${DAYS}&basis=${basis}&groupBy=stage`)).totals);
        expect(table.rows.length).toBeGreaterThan(2);
        for (const { [groupBy]: name, ...row } of table.rows) {
          const query: Record<string, string> = name ? { [groupBy]: name } : { without: groupBy };
          const alone = await get<Roi>(`/v1/roi?${DAYS}&basis=${basis}&${new URLSearchParams(query)}`);
          expect(alone.totals, `${groupBy} ${name}`).toEqual(row);
        }
        for (const field of ['netRevenue', 'spend'] as const) {
          const together = sum(table.rows.map((row) => row[field].amount));
          const whole = table.totals[field].amount;
          if (groupBy === 'placement') expect(together, field).toBe(whole);
          else expect(together, field).toBeGreaterThanOrEqual(whole);
        }
      }
    },
  );

  it('goes on from page to page, by the figure that is asked for', async () => {
    const all = await get<Roi>(`/v1/roi?${DAYS}&groupBy=tag&sort=-spend`);
    const spends = all.rows.filter(({ tag }) => tag !== null).map((row) => row.spend.amount);
    expect(spends).toEqual([...spends].sort((a, b) => b - a));
    const first = await get<Roi>(`/v1/roi?${DAYS}&groupBy=tag&sort=-spend&limit=1`);
    const second = await get<Roi>(
      `/v1/roi?${DAYS}&groupBy=tag&sort=-spend&limit=1&cursor=${first.nextCursor}`,
    );
    expect([...first.rows, ...second.rows]).toEqual(all.rows.slice(0, 2));
  });
});

describe('clicks by how they came', () => {
  it.each(['channel', 'app', 'country', 'device', 'sign', 'way', 'referrerGroup', 'dark'] as const)(
    'are the same in the table and one by one for each %s, and together all that have one',
    async (name) => {
      let together = 0;
      for (const code of CODES[name] ?? optionsOf(name)) {
        const query = new URLSearchParams({ [name]: code });
        const { totals } = await get<ClickAnalytics>(`/v1/analytics/clicks?${TWO_DAYS}&${query}`);
        expect((await everyHit(`&${query}`)).length, `${name} ${code}`).toBe(totals.hits);
        if (code !== ANY_SIGN) together += totals.clicks;
      }
      expect(together).toBe(await countedWith(name));
    },
  );

  /** Those that no schema lists. */
  const CODES: Readonly<Record<string, readonly string[]>> = {
    app: ['none', 'whatsapp'],
    country: ['DE', 'FR'],
    referrerGroup: ['Direct', 'Organic Search'],
  };
  function optionsOf(name: keyof typeof clickFilterFields): string[] {
    const field = clickFilterFields[name] as unknown as z.ZodOptional<z.ZodEnum>;
    return field.unwrap().options as string[];
  }
  async function countedWith(name: string): Promise<number> {
    if (name === 'sign') return (await get<DarkSocial>(`/v1/dark-social?${TWO_DAYS}`)).clicks.high;
    const byCountry = await get<ClickAnalytics>(`/v1/analytics/clicks?${TWO_DAYS}&groupBy=country`);
    const inCountries = byCountry.rows.filter(({ country }) => country !== null);
    return name === 'country' ? sum(inCountries.map(({ clicks }) => clicks)) : byCountry.totals.clicks;
  }

  it('by sign and app as dark social says it', async () => {
    const { byApp, evidence } = await get<DarkSocial>(`/v1/dark-social?${TWO_DAYS}`);
    expect(byApp.length + evidence.length).toBeGreaterThan(3);
    const asked = [
      ...byApp.map(({ app, clicks }) => ({ clicks, query: { sign: ANY_SIGN, app: app ?? 'none' } })),
      ...evidence.map(({ sign, clicks }) => ({ clicks, query: { sign } })),
    ];
    for (const { clicks, query } of asked) {
      const found = await get<ClickAnalytics>(
        `/v1/analytics/clicks?${TWO_DAYS}&${new URLSearchParams(query)}`,
      );
      expect(found.totals.clicks, JSON.stringify(query)).toBe(clicks);
    }
  });
});

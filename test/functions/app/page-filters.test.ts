import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { PAGES } from '../../../functions/app/pages/all.ts';
import { POST_DIMENSIONS } from '../../../shared/domain/post-filter.ts';
import { ALL_ROUTES } from '../../../shared/domain/schema/all-routes.ts';
import { signedIn, type TestBrowser } from '../../support/app-builders.ts';
import { appOfFile } from '../../support/app-of-file.ts';
import { randomProgramme } from '../../support/random-programme.ts';

const host = appOfFile();
let owner: TestBrowser;
const ids: Record<string, string> = {};
const DAYS = 'from=2026-09-01&to=2026-10-31';

type Thing = { id: string } & Record<string, string | string[] | undefined>;
const listOf = async (path: string): Promise<Thing[]> =>
  ((await host.app.sock.as.get(path)).json as { data: Thing[] }).data;
let values: Record<string, string>;

beforeAll(async () => {
  await randomProgramme(host.engine, host.app, 'pages');
  for (const kind of ['creators', 'posts', 'campaigns', 'squads'] as const)
    ids[kind] = (await listOf(`/v1/${kind}`))[0]?.id ?? '';
  owner = await signedIn(host.app, 'owner');
  values = {
    stage: 'campaign',
    creatorId: ids.creators ?? '',
    campaignId: ids.campaigns ?? '',
    squadId: ids.squads ?? '',
    platform: 'tiktok',
    tier: '1-5k',
    source: 'volunteered',
    format: 'short',
    placement: 'story',
    message: 'warmth',
    tag: 'wool',
    without: 'campaignId',
    channel: 'dark_messenger',
    app: 'whatsapp',
    country: 'DE',
    device: 'mobile',
    q: 'creator1',
  };
}, 300_000);

const FILTERED = PAGES.filter(({ filters }) => filters && filters.length > 0);
const addressOf = ({ path }: { path: string }) =>
  path.replace(':stage', 'community').replace(':id', ids[path.split('/')[2] ?? ''] ?? '');

/** Addresses of pages that ask one for something that no link before asked it for. */
function linksIn(html: string): string[] {
  const hrefs = [...html.matchAll(/ href="(\/app[^"#]*)/g)].map(([, href = '']) =>
    href.replaceAll('&amp;', '&'),
  );
  return hrefs.filter((href) => {
    const { pathname, searchParams } = new URL(href, 'https://vou.ch');
    const page = pathname.replace(/\w{3}_\w+/, ':id');
    const asks = ['', ...searchParams.keys()].map((name) => `${page} ${name}`);
    const isNew = asks.some((ask) => !followed.has(ask));
    for (const ask of asks) followed.add(ask);
    return isNew;
  });
}
const followed = new Set<string>();

/** Which of the API’s filters a request’s route takes, and the request’s own. */
const routes = (ALL_ROUTES as readonly { method: string; path: string; query?: unknown }[])
  .filter(({ method, query }) => method === 'get' && query instanceof z.ZodObject)
  .map(({ path, query }) => ({
    pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
    names: Object.keys((query as z.ZodObject).shape),
  }));
const taking = (request: URL) => routes.find(({ pattern }) => pattern.test(request.pathname))?.names ?? [];

/** What a page asks the API, and apart from it what its rows are called and what its filters choose from. */
async function askedBy(address: string) {
  const asked: URL[] = [];
  const called: URL[] = [];
  const chosenFrom: string[] = [];
  const { call } = host.app.webDeps;
  host.app.webDeps.call = (person, request) => {
    const url = new URL(request.url);
    if (url.search === '?limit=100') chosenFrom.push(url.pathname);
    else (url.searchParams.has('ids') ? called : asked).push(url);
    return call(person, request);
  };
  const answer = await owner.get(address);
  host.app.webDeps.call = call;
  expect(answer.status, `${address} ${answer.text.slice(-600)}`).toBe(200);
  return { asked, called, chosenFrom: chosenFrom.sort(), text: answer.text };
}

/** Questions that are about more than the filtered rows, by page: why they don’t ask for them. */
const OF_THE_WHOLE: Readonly<Record<string, readonly string[]>> = {
  // A campaign’s goal and what it says are its own, over all its days.
  '/app/campaigns/:id': ['groupBy=message', '/messages', '/brief-draft', '/timetable'],
  // Whom to take in is chosen from all creators.
  '/app/squads/:id': ['/timetable', '/drops', '/v1/creators'],
  '/app/posts/:id': ['/decay', '/asset'],
  '/app/lift': ['/lift/plans'],
};
const ofTheWhole = (page: string, url: URL) =>
  (OF_THE_WHOLE[page] ?? []).some((part) => url.href.includes(part));

describe.each(FILTERED)('$path', (shape) => {
  const places = (shape.filters ?? []).filter(
    (name) => !['range', 'days', 'compare', 'groupBy', 'basis'].includes(name),
  );

  const narrowed = new Map<string, string>();

  it('has a field for each filter, and hands each on to every question that takes it', async () => {
    const form =
      (await owner.get(addressOf(shape))).text.match(/<form method="get"[\s\S]*?<\/form>/)?.[0] ?? '';
    for (const name of places) {
      expect(form, name).toContain(`name="${name}"`);
      const value = values[name] ?? '';
      expect(value, name).not.toBe('');
      const address = `${addressOf(shape)}?${DAYS}&${new URLSearchParams({ [name]: value })}`;
      const { asked, text } = await askedBy(address);
      narrowed.set(address, text);
      const taken = asked.filter((url) => taking(url).includes(name) && !ofTheWhole(shape.path, url));
      expect(taken.length, `${name}: ${asked.join(' ')}`).toBeGreaterThan(0);
      for (const url of taken) expect(url.searchParams.get(name), `${name} ${url}`).toBe(value);
      expect(text, name).toContain('class="chips"');
    }
  });

  it('leads to nothing that can’t be shown, narrowed by any of its filters', async () => {
    expect(narrowed.size).toBe(places.length);
    for (const [address, html] of narrowed)
      for (const href of linksIn(html)) {
        const { status, text } = await owner.get(href);
        const said = text.match(/<main[\s\S]*/)?.[0].slice(0, 200);
        expect([200, 302], `${address} → ${href}: ${status} ${said}`).toContain(status);
      }
  });

  it('can be asked for all that its questions take, but what it is about', async () => {
    const { asked } = await askedBy(`${addressOf(shape)}?${DAYS}`);
    const own = { stages: 'stage', campaigns: 'campaignId', squads: 'squadId', creators: 'creatorId' };
    const about = [own[shape.path.split('/')[2] as 'stages'], 'postId', 'linkId'];
    // A post, and links that belong to none, are told apart by what their links say alone.
    const lacking = ['/app/posts/:id', '/app/links'].includes(shape.path)
      ? ['placement', 'tag']
      : POST_DIMENSIONS;
    const taken = asked.filter((url) => !ofTheWhole(shape.path, url)).flatMap(taking);
    const missing = lacking.filter(
      (name) => taken.includes(name) && !about.includes(name) && !shape.filters?.some((one) => one === name),
    );
    expect(missing).toEqual([]);
  });

  it.runIf(shape.filters?.includes('range'))(
    'hands on days, an interval, and what they stand beside',
    async () => {
      const { asked } = await askedBy(`${addressOf(shape)}?interval=7d&compare=year`);
      const ranges = asked
        .filter((url) => taking(url).includes('from'))
        .map(({ searchParams }) => searchParams.get('from'));
      expect(ranges).toContain('2026-09-29');
      if (shape.filters?.includes('compare')) expect(ranges).toContain('2025-09-30');
    },
  );
});

it.each([
  ['/app/creators', 'creatorId'],
  ['/app/campaigns', 'campaignId'],
  ['/app/squads', 'squadId'],
] as const)('%s is narrowed to one of its own, and says so', async (page, name) => {
  const { asked, text } = await askedBy(`${page}?${new URLSearchParams({ [name]: values[name] ?? '' })}`);
  const list = asked.find(({ pathname }) => pathname === page.replace('/app', '/v1'));
  expect(list?.searchParams.get(name)).toBe(values[name]);
  expect(text.match(/<th scope="row">/g)).toHaveLength(1);
  expect(text).toContain('class="chips"');
});

/** Lists: the rows of the page are those of the API. */
it.each([
  ['/app/posts', '/v1/posts', 'pst'],
  ['/app/creators', '/v1/creators', 'crt'],
  ['/app/orders', '/v1/conversions', 'cnv'],
  ['/app/campaigns', '/v1/campaigns', 'cmp'],
  ['/app/squads', '/v1/squads', 'sqd'],
] as const)('%s shows exactly what %s answers, whatever it is asked by', async (page, route, prefix) => {
  const shape = PAGES.find(({ path }) => path === page);
  for (const name of shape?.filters ?? []) {
    if (!values[name]) continue;
    const query = new URLSearchParams({ [name]: values[name] });
    const days = taking(new URL(`https://vou.ch${route}`)).includes('from') ? `&${DAYS}` : '';
    const wanted = (await listOf(`${route}?limit=100&${query}${days}`)).map(({ id }) => id).sort();
    const { text } = await owner.get(`${page}?${query}${days}`);
    const rows = [...text.matchAll(/<th scope="row">[\s\S]*?<\/th>/g)].map(([cell]) => cell).join('');
    const shown = [...new Set(rows.match(new RegExp(`${prefix}_\\w+`, 'g')))].sort();
    expect(shown, `${page} ${query}`).toEqual(wanted);
  }
});

/** Headings that sort are links: each leads to the order that its column’s figures or names stand in. */
it.each([
  ['/app/creators', '/v1/creators', 'crt', ['handle', 'followers'], 'handle'],
  ['/app/posts', '/v1/posts', 'pst', ['publishedAt'], '-publishedAt'],
  ['/app/orders', '/v1/conversions', 'cnv', ['occurredAt'], '-occurredAt'],
  ['/app/campaigns', '/v1/campaigns', 'cmp', ['name', 'startsOn'], '-startsOn'],
  ['/app/squads', '/v1/squads', 'sqd', ['name', 'city'], 'name'],
  ['/app/links', '/v1/links', 'lnk', ['slug', 'createdAt', 'clicks'], undefined],
] as const)('%s is sorted by its headings, both ways', async (page, route, prefix, names, usual) => {
  const days = ['/app/orders', '/app/links'].includes(page) ? `${DAYS}&` : '';
  const which = page === '/app/links' ? 'withoutPost=true&' : '';
  const shown = (text: string) => [
    ...new Set(
      [...text.matchAll(/<th scope="row">[\s\S]*?<\/th>/g)].flatMap(
        ([cell]) => cell.match(new RegExp(`${prefix}_\\w+`)) ?? [],
      ),
    ),
  ];
  for (const sort of names.flatMap((name) => [name, `-${name}`])) {
    const { text } = await owner.get(`${page}?${days}sort=${sort}`);
    const wanted = (await listOf(`${route}?${days}${which}sort=${sort}`)).map(({ id }) => id);
    expect(shown(text), sort).toEqual(wanted);
    const marked = text.match(/aria-sort="(\w+)"><a href="([^"]*)"/);
    expect(marked?.[1], sort).toBe(sort.startsWith('-') ? 'descending' : 'ascending');
    const turned = sort.startsWith('-') ? sort.slice(1) : `-${sort}`;
    const leads = new URL(marked?.[2]?.replaceAll('&amp;', '&') ?? '', 'https://vou.ch').searchParams;
    expect(leads.get('sort'), sort).toBe(turned === usual ? null : turned);
  }
});

it('asks for the returns of a period once, and for what they stand beside', async () => {
  for (const page of ['/app/stages', '/app/stages/campaign', `/app/campaigns/${ids.campaigns}`]) {
    const { asked } = await askedBy(`${page}?${DAYS}`);
    const roi = asked.filter(({ pathname, search }) => pathname === '/v1/roi' && !search.includes('message'));
    expect(roi.map(({ searchParams }) => searchParams.get('from')).sort(), page).toEqual([
      '2026-06-30',
      '2026-09-01',
    ]);
  }
});

it('sorts returns by any figure, and says by which', async () => {
  const { text } = await owner.get(`/app/stages?${DAYS}&groupBy=creator&sort=-clicks`);
  const clicks = [...text.matchAll(/<a href="\/app\/clicks\?[^"]*creatorId=crt_[^"]*">([\d,]+)</g)].map(
    ([, n]) => Number(n?.replace(',', '')),
  );
  expect(clicks.length).toBeGreaterThan(2);
  expect(clicks).toEqual(clicks.toSorted((one, other) => other - one));
  expect(text).toMatch(/aria-sort="descending"><a href="[^"]*sort=clicks">Clicks/);
  expect((await owner.get(`/app/stages?${DAYS}&sort=handle`)).text).not.toContain('aria-sort="');
});

it('takes a handle for a creator where there are too many to choose from, and names her', async () => {
  const { status, location } = await owner.get('/app/stages?creatorId=%40CREATOR1');
  const [found] = await listOf('/v1/creators?q=creator1');
  expect([status, location]).toEqual([302, `/app/stages?creatorId=${found?.id}`]);
  expect((await owner.get(location ?? '')).text).toContain('Creator: @creator1 ✕');
});

it('reads what its rows are called for all of them at once', async () => {
  for (const page of ['/app/spend', '/app/clicks', '/app/stages?groupBy=post', '/app/orders', '/app/posts']) {
    const { asked, called, text } = await askedBy(`${page}${page.includes('?') ? '&' : '?'}${DAYS}`);
    const singly = asked.filter(({ pathname }) =>
      /^\/v1\/(posts|creators|campaigns|squads)\/\w/.test(pathname),
    );
    expect(singly, page).toEqual([]);
    const lists = called.map(({ pathname }) => pathname);
    // Creators of the rows, and of the posts of the rows.
    expect(lists.length, `${page} ${lists}`).toBeLessThanOrEqual(new Set(lists).size + 1);
    expect(text, page).toContain('@creator');
  }
});

it('reads what filters choose from only where a filter chooses from it, or stands', async () => {
  const chosenFrom = async (address: string) => (await askedBy(address)).chosenFrom;
  expect(await chosenFrom(`/app/links?${DAYS}`)).toEqual([]);
  expect(await chosenFrom(`/app/links?${DAYS}&campaignId=${ids.campaigns}`)).toEqual(['/v1/campaigns']);
  expect(await chosenFrom(`/app/campaigns/${ids.campaigns}?${DAYS}`)).toEqual(['/v1/creators', '/v1/squads']);
  expect(await chosenFrom(`/app/stages?${DAYS}`)).toEqual(['/v1/campaigns', '/v1/creators', '/v1/squads']);
});

it('tells returns by whatever is asked for, says where rows overlap, and narrows itself by a row', async () => {
  for (const groupBy of [
    'tag',
    'placement',
    'campaign',
    'squad',
    'tier',
    'source',
    'format',
    'week',
    'month',
    'message',
  ]) {
    const { text } = await owner.get(`/app/stages?${DAYS}&groupBy=${groupBy}`);
    expect(text, groupBy).toMatch(/Returned by/);
    expect(text.includes('Rows overlap'), groupBy).toBe(groupBy === 'tag');
  }
  const { text } = await owner.get(`/app/stages?${DAYS}&groupBy=tag`);
  expect(text).toContain(`/app/stages?from=2026-09-01&amp;to=2026-10-31&amp;tag=wool`);
});

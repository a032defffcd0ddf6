import { beforeAll, expect, it } from 'vitest';
import { PAGES } from '../../../functions/app/pages/all.ts';
import { signedIn, type TestBrowser } from '../../support/app-builders.ts';
import { appOfFile } from '../../support/app-of-file.ts';
import { randomProgramme } from '../../support/random-programme.ts';

const host = appOfFile();
let owner: TestBrowser;
const ids: Record<string, string> = {};
const DAYS = 'from=2026-10-05&to=2026-10-05';

beforeAll(async () => {
  await randomProgramme(host.engine, host.app, 'figures');
  const { as } = host.app.sock;
  await as.post('/v1/reports', { week: '2026-W40' });
  const days = [{ day: '2026-10-04', spend: { amount: 5_000, currency: 'EUR' }, clicks: 40 }];
  await as.post('/v1/ppc/bulk', { days });
  for (const [kind, path] of Object.entries({ ...KINDS, orders: 'conversions' }))
    ids[kind] = ((await as.get(`/v1/${path}`)).json as { data: { id: string }[] }).data[0]?.id ?? '';
  const hits = (await as.get(`/v1/clicks?${DAYS}&limit=1`)).json as { data: { id: string }[] };
  ids.clicks = hits.data[0]?.id ?? '';
  owner = await signedIn(host.app, 'owner');
}, 300_000);

const KINDS = {
  creators: 'creators',
  posts: 'posts',
  links: 'links',
  campaigns: 'campaigns',
  squads: 'squads',
  reports: 'reports',
};

/** Figures that lead nowhere, each with its reason. */
const NOWHERE: Readonly<Record<string, string>> = {
  Followers: 'declared by the creator or whoever entered her: nothing here adds up to it',
  Published: 'a day',
  Made: 'a day',
  'Last day': 'a day',
  'Waiting since': 'a day',
  Decided: 'a day',
  Amount: 'the row is the cost itself',
  'Spend · Ads, day by day': 'the row is what the network told of the day',
  'Clicks · Ads, day by day': 'the row is what the network told of the day',
  'Orders · The shop without these posts': 'the shop’s own total of a day, told by it as one number',
  'Expected · The shop without these posts': 'estimated from the quiet days before',
  Asked: 'what the campaign’s brief wishes, on the same page',
  'Posts · Clicks still to come after the money': 'a share of the curve drawn above it',
  'Ads · Clicks still to come after the money': 'a share of the curve drawn above it',
  'Clicks by minute': 'the hits of this half hour stand below it',
  'What creators of each age returned':
    'a list of creators by age would tell the age of one: bands are folded, lists are not',
};

type Figure = { path: string; table: string; column: string; text: string; href: string | undefined };

const textOf = (html: string) =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim();
const hrefOf = (html: string) => /<a [^>]*href="([^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&');

/** Every figure of a page: cells of number columns, tiles, and facts that are a number alone. */
function figuresIn(path: string, html: string): Figure[] {
  const figures: Figure[] = [];
  for (const [table = ''] of html.matchAll(/<table>[\s\S]*?<\/table>/g)) {
    const before = html.slice(0, html.indexOf(table));
    const section = textOf(before.slice(before.lastIndexOf('<h2')).split('</h2>')[0] ?? '');
    const caption = textOf(/<caption>([\s\S]*?)<\/caption>/.exec(table)?.[1] ?? '');
    const columns = [
      ...(/<thead>[\s\S]*?<\/thead>/.exec(table)?.[0] ?? '').matchAll(
        /<t[hd](?: [^>]*)?>([\s\S]*?)(?=<t[hd]|<\/tr>)/g,
      ),
    ];
    for (const [, row = ''] of table.matchAll(/<tr[^>]*><th scope="row">([\s\S]*?)<\/tr>/g))
      for (const [index, [, attributes = '', cell = '']] of [
        ...row.matchAll(/<td([^>]*)>([\s\S]*?)<\/td>/g),
      ].entries())
        if (/\bright\b/.test(attributes) && /\d/.test(textOf(cell)))
          figures.push({
            path,
            table: `${caption} · ${section}`,
            column: textOf(columns[index + 1]?.[1] ?? ''),
            text: textOf(cell.replace(/<span class="detail">[\s\S]*/, '')),
            href: hrefOf(cell),
          });
  }
  for (const [, label = '', value = ''] of html.matchAll(
    /<dt>([^<]*)<\/dt><dd class="figure">([\s\S]*?)<\/dd>/g,
  ))
    if (/\d/.test(textOf(value)))
      figures.push({ path, table: 'tiles', column: textOf(label), text: textOf(value), href: hrefOf(value) });
  return figures;
}

const reasonFor = ({ table, column }: Figure): string | undefined =>
  NOWHERE[column] ??
  Object.entries(NOWHERE).find(
    ([name]) =>
      table.includes(name) ||
      (name.includes(' · ') &&
        `${column} · ${table}`.startsWith(name.split(' · ')[0] ?? '') &&
        table.includes(name.split(' · ')[1] ?? '?')),
  )?.[1];

const addressOf = ({ path }: { path: string }) =>
  path.replace(':stage', 'community').replace(':id', ids[path.split('/')[2] ?? ''] ?? 'x');

/** Pictures, parts of pages, answers of files, and what only leads elsewhere. */
const isPage = ({ path }: { path: string }) =>
  !/qr\.|\/part$|\/page$|\/preview$|\/week\/|\/volunteers\/:id|\.\w+$/.test(path);

async function everyFigure(): Promise<Figure[]> {
  const all: Figure[] = [];
  for (const shape of PAGES.filter(isPage)) {
    const path = addressOf(shape);
    const asked = shape.filters?.includes('range') ? `${path}?${DAYS}` : path;
    const { status, text } = await owner.get(asked);
    if (status === 200) all.push(...figuresIn(path, text));
    else expect([status, path]).toEqual([302, path]);
  }
  return all;
}
let figures: Figure[];
beforeAll(async () => {
  figures = await everyFigure();
}, 300_000);

it('no figure of any page leads nowhere, but those that are named here with a reason', () => {
  expect(figures.length).toBeGreaterThan(150);
  const lost = figures.filter(({ href }) => href === undefined);
  const unnamed = lost.filter((figure) => reasonFor(figure) === undefined);
  expect([
    ...new Set(unnamed.map(({ path, table, column, text }) => `${path} | ${table} | ${column} | ${text}`)),
  ]).toEqual([]);
});

/** What its rows sum to more than: a post’s messages share it equally, a row shows the whole order or cost. */
const PARTS = ['message='];

/** Whole numbers, and amounts in cents, as English pages write them. */
const numberIn = (text: string): number => Number(text.replace(/[^\d.-]/g, '') || Number.NaN);

it('leads to as many clicks, orders, revenue, spend and posts as it says', async () => {
  const followed = new Map<string, number>();
  const wrong: string[] = [];
  const places = new Map<string, number>();
  for (const { path, table, column, text, href } of figures) {
    const place = `${path} ${table} ${column}`;
    places.set(place, (places.get(place) ?? 0) + 1);
    // Of each column two: the rows of one are made alike.
    if ((places.get(place) ?? 0) > 2) continue;
    const to = href?.split('?')[0] ?? '';
    const isShared = PARTS.some((part) => href?.includes(part) || path === part);
    const found = href?.includes('?') && !isShared ? await figureAt(to, href, column) : undefined;
    if (found === undefined) continue;
    followed.set(to, (followed.get(to) ?? 0) + 1);
    if (Math.abs(found - numberIn(text)) > (column === 'Orders' ? 0.05 : 0.005))
      wrong.push(`${path} | ${table} | ${column} ${text}, but ${found} at ${href}`);
  }
  expect(wrong).toEqual([]);
  expect(
    Math.min(
      ...['/app/clicks', '/app/orders', '/app/spend', '/app/posts'].map((to) => followed.get(to) ?? 0),
    ),
  ).toBeGreaterThan(3);
}, 300_000);

const pages = new Map<string, Promise<string>>();

/** What the page that a figure leads to says of the same; undefined where a column is no sum of its rows. */
async function figureAt(to: string, href: string, column: string): Promise<number | undefined> {
  const html = await (pages.get(href) ?? fetched(href));
  if (to === '/app/clicks' && ['Clicks', 'of these dark', 'before', 'last week'].includes(column))
    return numberIn(/([\d,]+) counted/.exec(textOf(html))?.[1] ?? '');
  if (to === '/app/orders' && column === 'Orders')
    return numberIn(/Orders credited: ([\d.,]*\d)/.exec(textOf(html))?.[1] ?? '');
  if (to === '/app/orders' && column === 'Net revenue' && !href.includes('groupBy'))
    return numberIn(/credited, (\S+) net/.exec(textOf(html))?.[1] ?? '');
  if (to === '/app/spend' && column === 'Spend')
    return numberIn(/(\S+) counts:/.exec(textOf(html))?.[1] ?? '');
  if (to === '/app/posts' && column === 'Posts')
    return html.match(/<th scope="row"><a href="\/app\/posts\/pst_/g)?.length ?? 0;
  return undefined;
}

function fetched(href: string): Promise<string> {
  const page = owner.get(href).then(({ text }) => text);
  pages.set(href, page);
  return page;
}

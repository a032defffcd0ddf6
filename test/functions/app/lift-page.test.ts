import { writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { seededRandom } from '../../../shared/domain/statistics/seeded-random.ts';
import { addDays } from '../../../shared/domain/time/week.ts';
import { drawShop } from '../../lift/worlds.ts';
import { postBody, type Tenant } from '../../support/api-builders.ts';
import { fieldsOf, signedIn } from '../../support/app-builders.ts';
import { appOfFile } from '../../support/app-of-file.ts';

const host = appOfFile();

const FIRST = '2026-06-01';
const POSTED = addDays(FIRST, 90);

/** Ninety days, then a campaign's fortnight that is so much better. */
async function aLiftedShop({ as }: Tenant, share: number) {
  const { treated } = drawShop('calm', { perDay: 40, before: 90, window: 14 }, share, seededRandom('page'));
  const days = treated.map((orders, i) => ({ day: addDays(FIRST, i), orders }));
  host.app.clock.now = Date.parse(`${addDays(POSTED, 16)}T12:00:00Z`);
  expect((await as.post('/v1/baselines/bulk', { days })).status).toBe(200);
  const creator = (await as.post('/v1/creators', { handle: 'ada', platform: 'instagram', source: 'invited' }))
    .json;
  const campaign = (
    await as.post('/v1/campaigns', { name: 'Autumn <b>', startsOn: POSTED, endsOn: addDays(POSTED, 9) })
  ).json;
  const ids = { creator: (creator as { id: string }).id, campaign: (campaign as { id: string }).id };
  const over = { stage: 'campaign', campaignId: ids.campaign, publishedAt: `${POSTED}T09:00:00Z` };
  expect((await as.post('/v1/posts', postBody(ids.creator, over))).status).toBe(201);
}

it('shows a range in one sentence, the shop without these posts as a chart and a table, and each campaign', async () => {
  await aLiftedShop(host.app.sock, 0.5);
  const { status, text } = await (await signedIn(host.app, 'reader')).get('/app/lift');
  expect(status).toBe(200);
  expect(text).toMatch(/Between \d+ and \d+ orders a day more than without these posts\./);
  expect(text).toContain('The shop without these posts');
  expect(text.match(/<polygon/g)).toHaveLength(2);
  expect(text).toContain('Autumn &lt;b&gt;');
  expect(text).toContain('false alarms among them');
  if (process.env.LIFT_PAGE) writeFileSync(process.env.LIFT_PAGE, text);
});

it('takes the shop’s own totals as a pasted table, whole shop and by region, and a correction later', async () => {
  const owner = await signedIn(host.app, 'owner');
  const day = addDays(FIRST, -20);
  const told = async () =>
    ((await host.app.sock.as.get(`/v1/baselines?from=${day}&to=${day}`)).json as { data: object[] }).data;
  const [year, month, date] = day.split('-');
  const table = [
    'Datum;Ort;Bestellungen;Umsatz;Besuche;Anlass',
    `${date}.${month}.${year};;31;1.284,50;1.240;Feiertag`,
    `${date}.${month}.${year};München;7;290,00;;`,
  ].join('\n');
  const seen = await owner.submit('/app/lift/paste', 'paste', { table });
  expect(seen.text).toContain(`${day}: 31 · 1284.50 EUR · 1240 · holiday; München · 7 · 290.00 EUR`);
  expect(await told()).toEqual([]);
  const sent = await owner.post('/app/lift/paste', { ...fieldsOf(seen.text), act: 'store' });
  expect(sent).toMatchObject({ status: 303, location: expect.stringContaining(`/app/lift?from=${day}`) });
  expect(await told()).toMatchObject([
    {
      orders: 31,
      revenue: { amount: 128_450 },
      visits: 1_240,
      event: 'holiday',
      regions: [{ region: 'München', orders: 7, revenue: { amount: 29_000 } }],
    },
  ]);
  const twice = await owner.submit('/app/lift/paste', 'paste', { table: `${day},30\n${day},29` });
  expect(twice.text).toContain(`${day} stands in line 1 already`);
  const right = await owner.submit('/app/lift/paste', 'paste', { table: `${day},30` });
  expect((await owner.post('/app/lift/paste', { ...fieldsOf(right.text), act: 'store' })).status).toBe(303);
  const [now] = await told();
  expect(now).toMatchObject({ orders: 30 });
  expect(now).not.toHaveProperty('regions');
});

it('offers the longer stretch that the report reads where posts ran on from before, by a link that keeps the filters', async () => {
  const reader = await signedIn(host.app, 'reader');
  const asked = `from=${addDays(POSTED, 3)}&to=${addDays(POSTED, 15)}&stage=campaign`;
  const { text } = await reader.get(`/app/lift?${asked}`);
  const href = text
    .match(/href="([^"]*)"[^>]*>Posts have run without a pause since/)?.[1]
    ?.replaceAll('&amp;', '&');
  const query = new URL(href ?? '', 'http://x').searchParams;
  expect(Object.fromEntries(query)).toEqual({ from: POSTED, to: addDays(POSTED, 15), stage: 'campaign' });
  const whole = (await reader.get(href ?? '')).text;
  expect(whole).toMatch(/Between \d+ and \d+ orders a day more than without these posts\./);
  expect(whole).not.toContain('without a pause');
});

it.each([
  ['visits', /Between \d+ and \d+ visits a day more than without these posts\./],
  ['revenue', /Between €\d,\d+\S* and €\d,\d+\S* a day more than without these posts\./],
])('reads what the shop tells where it tells no orders: %s', async (metric, finding) => {
  const brand = await host.app.anotherBrand(`Tells ${metric}`, { currency: 'EUR' });
  host.app.clock.now = Date.parse(`${addDays(POSTED, 16)}T12:00:00Z`);
  const { treated } = drawShop('calm', { perDay: 400, before: 90, window: 14 }, 0.6, seededRandom(metric));
  const told = (count: number) =>
    metric === 'visits' ? { visits: count } : { revenue: { amount: 1_000 * count, currency: 'EUR' } };
  const days = treated.map((count, i) => ({ day: addDays(FIRST, i), ...told(count) }));
  expect((await brand.as.post('/v1/baselines/bulk', { days })).status).toBe(200);
  const { json } = await brand.as.post('/v1/creators', { handle: 'ada', platform: 'instagram' });
  const { id } = json as { id: string };
  await brand.as.post('/v1/posts', postBody(id, { publishedAt: `${POSTED}T12:00:00Z` }));
  const { text } = await (await signedIn(host.app, 'reader', brand, `${metric}@example.com`)).get(
    '/app/lift',
  );
  expect(text).toMatch(finding);
  expect(text).toContain(metric === 'visits' ? '>Visits<' : '>Revenue<');
});

it('says why there is nothing where nobody told totals', async () => {
  const other = await host.app.anotherBrand('No totals');
  const { text } = await (await signedIn(host.app, 'owner', other, 'o@example.com')).get('/app/lift');
  expect(text).toContain('Not estimated: no day after such a post is over yet.');
  expect(text).not.toContain('<polygon');
});

it('draws which cities post when, says what would show, and why it draws no plan that could tell nothing', async () => {
  const owner = await signedIn(host.app, 'owner');
  const wish = {
    cities: 'Hamburg\nBremen\nKiel\nUlm',
    startsOn: addDays(POSTED, 30),
    weeks: '16',
    blockWeeks: '2',
  };
  const few = await owner.submit('/app/lift', 'plan', { ...wish, weeks: '4' });
  expect([few.status, few.text]).toMatchObject([
    422,
    expect.stringContaining('Take more weeks or more cities'),
  ]);
  expect(few.text).toContain('Hamburg');
  expect((await owner.submit('/app/lift', 'plan', wish)).status).toBe(303);
  const { text } = await owner.get('/app/lift');
  expect(text).toContain('Cities that take turns');
  expect(text).toContain('What would show is not known');
  // The turn that runs stands open, the whole plan is folded beneath it.
  const turns = text.slice(
    text.indexOf('Cities that take turns'),
    text.indexOf('<summary>All 8 turns of 4 cities'),
  );
  expect(turns.match(/ – /g)).toHaveLength(1);
  expect(
    text
      .match(/<details><summary>All 8 turns of 4 cities<\/summary>([\s\S]*?)<\/details>/)?.[1]
      ?.match(/ – /g),
  ).toHaveLength(8);
  const reader = await signedIn(host.app, 'reader');
  expect((await reader.get('/app/lift')).text).not.toContain('Draw a plan');
  host.app.clock.now = Date.parse(`${addDays(POSTED, 46)}T12:00:00Z`);
  const later = await signedIn(host.app, 'reader');
  expect((await later.get('/app/lift')).text).toContain('Totals of 1 of 8 blocks are missing.');
});

it('leads to the first weeks that can be read where posts have run for longer', async () => {
  const { as } = host.app.sock;
  const days = { from: addDays(POSTED, 10), to: addDays(POSTED, 66) };
  host.app.clock.now = Date.parse(`${addDays(POSTED, 70)}T12:00:00Z`);
  const { data } = (await as.get('/v1/creators')).json as { data: { id: string }[] };
  for (const on of [12, 24, 36, 48, 60])
    await as.post(
      '/v1/posts',
      postBody(data[0]?.id ?? '', { publishedAt: `${addDays(POSTED, on)}T09:00:00Z` }),
    );
  const { text } = await (await signedIn(host.app, 'reader')).get(
    `/app/lift?from=${days.from}&to=${days.to}`,
  );
  expect(text).toMatch(/without a pause since 30 August 2026, longer than can be read/);
  expect(text).toContain(`from=${POSTED}&amp;to=${addDays(POSTED, 55)}`);
});

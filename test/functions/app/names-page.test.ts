import { expect, it } from 'vitest';
import { aPostedLink, postBody } from '../../support/api-builders.ts';
import { signedIn } from '../../support/app-builders.ts';
import { appOfFile } from '../../support/app-of-file.ts';
import { countingSince } from '../../support/counting.ts';

const host = appOfFile();
const NOON = Date.parse('2026-10-12T12:00:00Z');
const made = async (path: string, body: object) =>
  (await host.app.sock.as.post(path, body)).json as { id: string; links: { id: string; slug: string }[] };

it('calls campaign, squad and link by their names where a post or a click belongs to them', async () => {
  const creator = await made('/v1/creators', { handle: '@ada', platform: 'instagram' });
  const campaign = await made('/v1/campaigns', {
    name: 'Warm feet',
    startsOn: '2026-10-01',
    endsOn: '2026-10-31',
  });
  const squad = await made('/v1/squads', { name: 'Hamburg knits', city: 'Hamburg', country: 'DE' });
  const belongs = { campaignId: campaign.id, squadId: squad.id, stage: 'community' };
  const post = await made('/v1/posts', postBody(creator.id, belongs));
  const owner = await signedIn(host.app, 'owner');
  const { text } = await owner.get(`/app/posts/${post.id}`);
  expect(text).toContain(`<a href="/app/campaigns/${campaign.id}">Warm feet</a>`);
  expect(text).toContain(`<a href="/app/squads/${squad.id}">Hamburg knits</a>`);
});

it('a click on a link without a post leads to that link, and to no post', async () => {
  const { linkId } = await aPostedLink(host.app, { handle: 'bo' });
  const own = await made('/v1/links', { destination: 'https://shop.example.com/bio', placement: 'bio' });
  const { follow } = await countingSince(NOON - 3_600_000, host.engine, host.app);
  host.app.clock.now = NOON;
  const brandId = host.app.sock.brand.id;
  await follow(
    [linkId, own.id].map((link) => ({
      brandId,
      linkId: link,
      at: NOON - 60_000,
      channel: 'search' as const,
    })),
  );
  const owner = await signedIn(host.app, 'owner');
  const { text: list } = await owner.get('/app/clicks?interval=7d');
  // No word that one hit would bend.
  expect(list).toContain('Hits: 2, counted: 2, not counted: 0');
  const pages = await Promise.all(
    [...list.matchAll(/href="(\/app\/clicks\/clk_[^"]+)"/g)].map(
      async ([, path = '']) => (await owner.get(path)).text,
    ),
  );
  expect(pages).toHaveLength(2);
  for (const text of pages) expect(text).not.toMatch(/\/app\/posts\/(null|undefined)/);
  expect(pages.find((text) => text.includes(own.id))).toContain('without a post');
  expect(pages.find((text) => text.includes(linkId))).toMatch(/<a href="\/app\/posts\/pst_/);
});

it('says why nobody is ranked in the reader’s language, and a broken rule once', async () => {
  const creator = await made('/v1/creators', { handle: '@cy', platform: 'instagram' });
  await made('/v1/posts', postBody(creator.id, { stage: 'microcontent' }));
  const owner = await signedIn(host.app, 'owner');
  const { text } = await owner.get('/app/promotions', { 'accept-language': 'de' });
  expect(text).toContain('Noch kam keine Bestellung, die die Creator unterscheiden würde.');
  expect(text).not.toContain('no order has come yet');
});

it('calls a report’s week as the report does', async () => {
  await made('/v1/reports', { week: '2026-W40' });
  const owner = await signedIn(host.app, 'owner');
  const { text } = await owner.get('/app/reports', { 'accept-language': 'fr' });
  expect(text).toContain('>Semaine 40, 2026</a>');
  const path = /href="(\/app\/reports\/rpt_[^"]+)"/.exec(text)?.[1] ?? '';
  expect((await owner.get(path)).text).toContain('<h1>Report: Week 40, 2026</h1>');
  // From it to the weeks beside: the running one is shown as it would be, one that nobody reported on is in no report.
  host.app.clock.now = NOON;
  const led = async (week: string) => (await owner.get(`/app/reports/week/${week}`)).location;
  expect(await led('2026-W40')).toBe(`${path}/page`);
  expect(await led('2026-W42')).toBe('/app/reports/preview');
  expect(await led('2026-W41')).toBe('/app/reports');
});

it('names the post that a cost is booked on, and presumes no stage where none was named', async () => {
  const creator = await made('/v1/creators', { handle: '@di', platform: 'instagram' });
  const post = await made('/v1/posts', postBody(creator.id, { publishedAt: '2026-10-05T10:00:00Z' }));
  const owner = await signedIn(host.app, 'owner');
  const { text: ofPost } = await owner.get(`/app/spend/new?postId=${post.id}`);
  expect(ofPost).toContain(`<option value="postId:${post.id}">@di, 5 October 2026</option>`);
  const again = await owner.submit(`/app/spend/new?postId=${post.id}`, 'add', {
    amount: '1.234',
    on: `postId:${post.id}`,
  });
  expect(again.status).toBe(422);
  expect(again.text).toContain(`<option value="postId:${post.id}" selected="">@di, 5 October 2026</option>`);
  expect(again.text).toContain(`action="/app/spend/new?postId=${post.id}#problems"`);
  const { text: plain } = await owner.get('/app/spend/new');
  expect(/<select[^>]*name="on"[^>]*>(.*?)<\/option>/.exec(plain)?.[1]).toBe(
    '<option value="" selected="">Please choose',
  );
  const refused = await owner.submit('/app/spend/new', 'add', { amount: '10', on: '' });
  expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('Say what it was spent on.')]);
});

it('calls a creator as reports do, by name, with the handle beneath it where the row is about her', async () => {
  const eva = { handle: '@eva.sews', displayName: 'Eva Lund', platform: 'instagram' };
  const creator = await made('/v1/creators', { ...eva, couponCodes: ['EVA10'] });
  const post = await made('/v1/posts', postBody(creator.id, { publishedAt: '2026-10-05T10:00:00Z' }));
  const amount = { amount: 1_000, currency: 'EUR' };
  await made('/v1/spend', { kind: 'fee', amount, incurredOn: '2026-10-05', postId: post.id });
  const sale = { kind: 'sale', externalId: 'o-eva', occurredAt: '2026-10-11T10:00:00Z' };
  await made('/v1/conversions', { ...sale, amount, couponCode: 'EVA10' });
  const squad = await made('/v1/squads', { name: 'Sewing', city: 'Kiel', country: 'DE' });
  await host.app.sock.as.put(`/v1/squads/${squad.id}/members/${creator.id}`, { since: '2026-10-01' });
  const { applyToken } = (await host.app.sock.as.get('/v1/brand')).json as { applyToken: string };
  const asked = { formToken: applyToken, handle: '@fay', displayName: 'Fay Moss', platform: 'tiktok' };
  const volunteer = await made('/v1/applications', asked);
  const owner = await signedIn(host.app, 'owner');
  const shown = async (path: string) =>
    (await owner.get(path)).text.replace(/<(?:style|script)[\s\S]*?<\/(?:style|script)>/g, '');
  const whole = '<span class="detail">@eva.sews';
  for (const path of ['/app/creators', `/app/squads/${squad.id}`, '/app/stages?groupBy=creator'])
    expect(await shown(path), path).toMatch(new RegExp(`Eva Lund(</a>)?${whole}`));
  for (const path of [
    '/app/posts',
    '/app/orders',
    '/app/spend',
    '/app/stages?groupBy=post',
    '/app/promotions',
  ])
    expect(await shown(path), path).toContain('Eva Lund');
  expect(await shown('/app/spend')).toContain('a post of Eva Lund');
  for (const path of ['/app/spend/new', '/app/orders', `/app/posts/new`])
    expect(await shown(path), path).toContain('>Eva Lund (@eva.sews)');
  expect(await shown(`/app/posts/${post.id}`)).toContain('<h1>Eva Lund</h1>');
  expect(await shown(`/app/creators/${creator.id}`)).toMatch(/<h1>Eva Lund<\/h1>[\s\S]{0,120}· @eva\.sews ·/);
  expect(await shown('/app/volunteers')).toContain('>Fay Moss</a><span class="detail">@fay</span>');
  const { status, text } = await owner.get(`/app/volunteers/${volunteer.id}`);
  expect([status, text]).toEqual([200, expect.stringContaining('Accept Fay Moss')]);
});

it('says once, and in words, what is wrong with a campaign’s days, though its brief has them too', async () => {
  const owner = await signedIn(host.app, 'owner');
  const { status, text } = await owner.submit('/app/campaigns/new', 'add', {
    name: 'X',
    startsOn: '2026-12-20',
    endsOn: '2026-11-20',
    brief: 'warmth 60\nlooks 40',
  });
  expect(status).toBe(422);
  const summary = /id="problems"[\s\S]*?<\/ul>/.exec(text)?.[0] ?? '';
  expect(summary.match(/<li>/g)).toHaveLength(1);
  expect(summary).toContain('Last day: must not lie before the first day');
});

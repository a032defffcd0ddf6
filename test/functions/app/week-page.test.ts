import { expect, it } from 'vitest';
import { aPostedLink, postBody } from '../../support/api-builders.ts';
import { signedIn } from '../../support/app-builders.ts';
import { appOfFile } from '../../support/app-of-file.ts';
import { countingSince } from '../../support/counting.ts';

const host = appOfFile();

const MONDAY = '2026-10-12';
const NOTHING = 'No clicks, no orders and no spend this week so far.';

it('says once that nothing happened in a week after others, without figures of nothing', async () => {
  host.app.clock.now = Date.parse(`${MONDAY}T12:00:00Z`);
  const ada = { handle: 'ada', platform: 'instagram', source: 'invited', couponCodes: ['ADA10'] };
  const creator = await host.app.sock.as.post('/v1/creators', ada);
  const posted = postBody((creator.json as { id: string }).id, { publishedAt: '2026-09-29T09:00:00Z' });
  expect((await host.app.sock.as.post('/v1/posts', posted)).status).toBe(201);
  const order = {
    kind: 'sale',
    occurredAt: '2026-09-30T10:00:00Z',
    amount: { amount: 4_000, currency: 'EUR' },
  };
  const sent = await host.app.sock.as.post('/v1/conversions', {
    ...order,
    externalId: 'one',
    couponCode: 'ADA10',
  });
  expect(sent.status).toBe(201);
  const visitor = await signedIn(host.app, 'owner');
  const quiet = (await visitor.get('/app')).text;
  expect(quiet.split(NOTHING)).toHaveLength(2);
  expect(quiet).not.toContain('class="tile');
  const today = { ...order, externalId: 'two', couponCode: 'ADA10', occurredAt: `${MONDAY}T08:00:00Z` };
  expect((await host.app.sock.as.post('/v1/conversions', today)).status).toBe(201);
  const { text } = await visitor.get('/app');
  expect(text).not.toContain(NOTHING);
});

it('tells every way that clicks came, from however many pages of rows', async () => {
  const { linkId } = await aPostedLink(host.app, { handle: 'bo' });
  const at = Date.parse(`${MONDAY}T09:00:00Z`);
  const { follow } = await countingSince(Date.parse(`${MONDAY}T00:00:00Z`), host.engine, host.app);
  host.app.clock.now = Date.parse(`${MONDAY}T12:00:00Z`);
  const brandId = host.app.sock.brand.id;
  const channels = ['own_inapp', 'own_inapp', 'search'] as const;
  await follow(channels.map((channel, i) => ({ brandId, linkId, at: at + i, channel })));
  const { call } = host.app.webDeps;
  const inPagesOfOne = (request: Request) =>
    new Request(request.url.replace(/groupBy=channel\b/, 'limit=1&$&'), request);
  host.app.webDeps.call = (person, request) => call(person, inPagesOfOne(request));
  const { text } = await (await signedIn(host.app, 'owner')).get('/app');
  host.app.webDeps.call = call;
  const ways = text.slice(text.indexOf('Clicks by the way they came'));
  const shares = [...ways.slice(0, ways.indexOf('</table>')).matchAll(/>(\d+)\s?%</g)];
  expect(shares.map(([, share]) => share).filter((share) => share !== '0')).toEqual(['67', '33']);
});

it('names nobody as ready to move up who was decided on since, wherever among all decisions that stands', async () => {
  host.app.clock.now = Date.parse(`${MONDAY}T12:00:00Z`);
  expect((await host.app.sock.as.post('/v1/reports', { week: '2026-W41' })).status).toBe(201);
  const candidates: { creatorId: string; name: string; verdict: 'moveUp' }[] = [];
  for (const name of ['cy', 'di', 'ed', 'fay']) {
    const creator = { handle: name, platform: 'instagram', source: 'invited', couponCodes: [] };
    const { id } = (await host.app.sock.as.post('/v1/creators', creator)).json as { id: string };
    candidates.push({ creatorId: id, name, verdict: 'moveUp' });
  }
  host.app.clock.now += 60_000;
  for (const { creatorId } of candidates.slice(1)) {
    const review = { creatorId, from: 'microcontent', to: 'campaign', decision: 'promoted', reason: 'yes' };
    expect((await host.app.sock.as.post('/v1/promotion-reviews', review)).status).toBe(201);
  }
  const { call } = host.app.webDeps;
  host.app.webDeps.call = async (person, request) => {
    const { pathname, search } = new URL(request.url);
    if (pathname === '/v1/promotion-reviews')
      return call(person, new Request(`${request.url.replace(search, '')}${inPagesOfTwo(search)}`, request));
    const answer = await call(person, request);
    if (!/^\/v1\/reports\/rpt_/.test(pathname)) return answer;
    const report = (await answer.json()) as { snapshot: object };
    return Response.json({ ...report, snapshot: { ...report.snapshot, promotion: { candidates } } });
  };
  const { text } = await (await signedIn(host.app, 'owner')).get('/app');
  host.app.webDeps.call = call;
  expect(/Ready to move up: ([^<]*)/.exec(text)?.[1]).toBe('cy');
});

const inPagesOfTwo = (search: string): string => {
  const query = new URLSearchParams(search);
  query.set('limit', '2');
  return `?${query}`;
};

it('reads each open hour, and the brand, once for all that stands on it', async () => {
  const owner = await signedIn(host.app, 'owner');
  await owner.get('/app');
  const asked: string[] = [];
  const send = host.engine.client.send.bind(host.engine.client);
  host.engine.client.send = ((command: { input: object }) => {
    asked.push(JSON.stringify(command.input));
    return send(command as never);
  }) as never;
  expect((await owner.get('/app')).status).toBe(200);
  host.engine.client.send = send;
  const hours = asked.filter((one) => one.includes('HOURINDEX#'));
  expect(hours.length).toBeGreaterThan(0);
  expect(new Set(hours).size).toBe(hours.length);
  // The session's own look, and the page's.
  expect(asked.filter((one) => one.includes('"BRANDS"')).length).toBeLessThanOrEqual(2);
});

it('says what waits for an exchange rate where the figures stand', async () => {
  host.app.clock.now = Date.parse(`${MONDAY}T14:00:00Z`);
  const sale = {
    kind: 'sale',
    occurredAt: `${MONDAY}T08:30:00Z`,
    couponCode: 'ADA10',
  };
  const inDollars = { ...sale, externalId: 'dollars', amount: { amount: 2_500, currency: 'USD' } };
  const visitor = await signedIn(host.app, 'owner');
  expect((await visitor.get('/app')).text).not.toContain('exchange rate');
  expect((await host.app.sock.as.post('/v1/conversions', inDollars)).status).toBe(201);
  const { text } = await visitor.get('/app');
  expect(text).toContain('This week so far');
  expect(text).toContain('Left out until there is an exchange rate: orders of US$25.00.');
});

it('prints no ROI of a spend below one average order, wherever reports print none', async () => {
  const { as } = host.app.sock;
  const AT = '2026-09-30T10:00:00Z';
  host.app.clock.now = Date.parse('2026-10-05T12:00:00Z');
  await as.patch('/v1/brand', { grossMargin: 0.5 });
  const gil = { handle: 'gil', platform: 'instagram', source: 'invited', couponCodes: ['GIL10'] };
  const { id: creatorId } = (await as.post('/v1/creators', gil)).json as { id: string };
  const post = await as.post('/v1/posts', postBody(creatorId, { publishedAt: '2026-09-29T09:00:00Z' }));
  const { id: postId } = post.json as { id: string };
  for (const n of [1, 2, 3, 4, 5]) {
    const order = {
      kind: 'sale',
      externalId: `gil-${n}`,
      occurredAt: AT,
      amount: eur(4_000),
      couponCode: 'GIL10',
    };
    expect((await as.post('/v1/conversions', order)).status).toBe(201);
  }
  const pageOf = async () => {
    const { text } = await (await signedIn(host.app, 'owner')).get(
      `/app/creators/${creatorId}?from=2026-09-28&to=2026-10-04`,
    );
    return text;
  };
  const spend = (amount: number) =>
    as.post('/v1/spend', { kind: 'fee', amount: eur(amount), incurredOn: '2026-09-30', postId });
  expect((await spend(3_999)).status).toBe(201);
  expect(await pageOf()).toContain('too little spend');
  expect((await spend(1)).status).toBe(201);
  const text = await pageOf();
  expect(text).not.toContain('too little spend');
  expect(text).toContain('+150%');
});

const eur = (amount: number) => ({ amount, currency: 'EUR' });

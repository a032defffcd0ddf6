import { afterAll, beforeAll, expect, it } from 'vitest';
import { createPages } from '../../../functions/pages/app.ts';
import { redirect } from '../../../functions/redirect/redirect.ts';
import { createRepeatMemory } from '../../../functions/redirect/repeat-memory.ts';
import { createShardChooser } from '../../../functions/redirect/shard-chooser.ts';
import { createFallbackLookup } from '../../../shared/data/links/fallback-lookup.ts';
import { createRouteLookup } from '../../../shared/data/links/route-lookup.ts';
import { anApi, aPostedLink, type TestApi } from '../../support/api-builders.ts';
import { IPHONE, KEYS, NOON } from '../../support/builders.ts';
import { type Engine, startEngine, wireTo } from '../../support/engine.ts';

const HOME = 'https://shop.example.com/offers?a=1,2';
const PASTED = `${HOME}&vclid=clk_${'A'.repeat(43)}`;

let engine: Engine;
let api: TestApi;
let link: { linkId: string; slug: string; postId: string };

async function where(path: string, query = ''): Promise<string | number> {
  const wire = wireTo(engine);
  const answer = await redirect(
    { method: 'GET', path, query, headers: { 'user-agent': IPHONE }, address: '203.0.113.7' },
    {
      findRoute: createRouteLookup(wire, engine.tables),
      findFallback: createFallbackLookup(wire, engine.tables),
      findSalt: async () => undefined,
      keep: async () => expect.unreachable('nothing is counted where no link leads'),
      repeats: createRepeatMemory(),
      chooseShard: createShardChooser(),
      clickKeys: KEYS,
      now: () => NOON,
      randomBytes: (count) => Buffer.alloc(count, 1),
    },
  );
  return answer.headers.location ?? answer.status;
}

beforeAll(async () => {
  engine = await startEngine();
  api = await anApi(engine);
  link = await aPostedLink(api);
});
afterAll(() => engine.stop());

const setFallback = (fallbackDestination: string | null) =>
  api.sock.as.patch('/v1/brand', { fallbackDestination });

it('without one, an unknown, a paused and an archived link are our own page', async () => {
  expect(await where('/nobody-made-this')).toBe(404);
  await api.sock.as.patch(`/v1/links/${link.linkId}`, { status: 'paused' });
  expect(await where(`/${link.slug}`)).toBe(404);
});

it('is checked like any destination, and kept without a click id that was pasted along', async () => {
  for (const bad of ['javascript:alert(1)', 'https://vou.ch/x', 'https://127.0.0.1/', 'nonsense']) {
    const refused = await setFallback(bad);
    expect([bad, refused.status, refused.text]).toEqual([
      bad,
      422,
      expect.stringContaining('fallbackDestination'),
    ]);
  }
  const elsewhere = {
    fallbackDestination: 'https://other.example/',
    allowedDestinationHosts: ['shop.example.com'],
  };
  expect((await api.sock.as.patch('/v1/brand', elsewhere)).status).toBe(422);
  expect((await setFallback(PASTED)).json).toMatchObject({ fallbackDestination: HOME });
});

it.each([
  ['paused', { status: 'paused' }],
  ['archived', { status: 'archived' }],
  ['over', { status: 'active', expiresAt: '2026-10-01T00:00:00Z' }],
])(
  'leads on from a link that is %s, whatever was glued to it, with the caller’s tags',
  async (_what, change) => {
    expect((await api.sock.as.patch(`/v1/links/${link.linkId}`, change)).status).toBe(200);
    expect(await where(`/${link.slug}`)).toBe(HOME);
    expect(await where(`/${link.slug}).`, 'utm_source=ig&vclid=x')).toBe(`${HOME}&utm_source=ig`);
  },
);

it('is what the page says that shows where a link leads', async () => {
  const { stores, publicUrl, random, now, cursorKeys, addressLimits } = api.deps;
  const pages = createPages({ stores, publicUrl, random, now, addressLimits, sealKeys: cursorKeys });
  const shown = await pages.request(`/${link.slug}/preview`);
  expect([shown.status, await shown.text()]).toEqual([
    200,
    expect.stringContaining('shop.example.com/offers'),
  ]);
});

it('comes after the link’s own', async () => {
  const own = {
    status: 'active',
    expiresAt: '2026-10-01T00:00:00Z',
    expiredDestination: 'https://shop.example.com/own',
  };
  await api.sock.as.patch(`/v1/links/${link.linkId}`, own);
  expect(await where(`/${link.slug}`)).toBe('https://shop.example.com/own');
  await api.sock.as.patch(`/v1/links/${link.linkId}`, { expiredDestination: null });
});

it('takes in what nobody made while all links of the domain are one brand’s, and no longer', async () => {
  expect(await where('/nobody-made-this.', 'utm_source=ig')).toBe(`${HOME}&utm_source=ig`);
  expect(await where('/.env')).toBe(404);
  const other = await api.anotherBrand();
  const taken = { fallbackDestination: 'https://other.example.com/' };
  await other.as.patch('/v1/brand', taken);
  expect(await where('/nobody-made-this')).toBe(404);
  expect(await where(`/${link.slug}`)).toBe(HOME);
  const theirs = await aPostedLink({ ...api, sock: other });
  await other.as.patch(`/v1/links/${theirs.linkId}`, { status: 'paused' });
  expect(await where(`/${theirs.slug}`)).toBe(taken.fallbackDestination);
});

it('can be taken away', async () => {
  expect((await setFallback(null)).json).not.toHaveProperty('fallbackDestination');
  expect(await where(`/${link.slug}`)).toBe(410);
});

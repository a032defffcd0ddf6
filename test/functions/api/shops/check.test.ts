import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPages } from '../../../../functions/pages/app.ts';
import type { SetupCheck } from '../../../../shared/domain/schema/shops/check.ts';
import { SITE_SCRIPT } from '../../../../shared/domain/shops/site-script.ts';
import { HOUR_MS } from '../../../../shared/domain/time/units.ts';
import { anApi, aPostedLink, failures, type TestApi } from '../../../support/api-builders.ts';
import { type countingOf, countingSince } from '../../../support/counting.ts';
import { type Engine, startEngine } from '../../../support/engine.ts';

const MONDAY = Date.parse('2026-10-05T08:00:00Z');

let engine: Engine;
let api: TestApi;
let counting: ReturnType<typeof countingOf>;
let pages: ReturnType<typeof createPages>;
let linkId: string;

beforeAll(async () => {
  engine = await startEngine();
  api = await anApi(engine);
  counting = await countingSince(MONDAY, engine, api);
  ({ linkId } = await aPostedLink(api));
  pages = createPages({ ...api.deps, sealKeys: api.deps.cursorKeys });
});
afterAll(() => engine.stop());

const check = async () => (await api.sock.as.get('/v1/check')).json as SetupCheck;
const codes = ({ next }: SetupCheck) => next.map(({ code }) => code);
const aClick = async () =>
  (await counting.follow([{ brandId: api.sock.brand.id, linkId, at: api.clock.now }]))[0] ?? '';
const anOrder = (externalId: string, more: object) =>
  api.sock.as.post('/v1/conversions', {
    kind: 'sale',
    externalId,
    occurredAt: new Date(api.clock.now).toISOString(),
    netAmount: { amount: 4_990, currency: 'EUR' },
    ...more,
  });
const later = () => (api.clock.now += HOUR_MS);

describe('a shop’s engineer', () => {
  it('begins with nothing, and is told the three things to do, in their order', async () => {
    const found = await check();
    expect(found).toMatchObject({
      works: false,
      lastClick: null,
      script: { lastHeardAt: null, isNewest: null },
    });
    expect(codes(found)).toEqual(['open-a-link', 'paste-the-script', 'place-an-order']);
  });

  it('sees his click, and the script once it was asked to speak up', async () => {
    const clickId = await aClick();
    expect(codes(await check())).toEqual(['paste-the-script', 'place-an-order']);
    const { script } = await check();
    const path = new URL(script.url).pathname;
    const told = { kind: 'check', clickId, script: script.url.slice(-60), page: 'shop.example.com' };
    const answer = await pages.request('/e', { method: 'POST', body: JSON.stringify(told) });
    expect(answer.status).toBe(204);
    const found = await check();
    expect(found.lastClick).toMatchObject({ id: clickId, linkId });
    expect(found.script).toMatchObject({ page: 'shop.example.com', isNewest: true });
    expect(codes(found)).toEqual(['place-an-order']);
    const older = { ...told, script: path.replace(/\w+\.js/, '0123456789abcdef.js') };
    await pages.request('/e', { method: 'POST', body: JSON.stringify(older) });
    expect(codes(await check())).toEqual(['place-an-order', 'newer-script']);
    await pages.request('/e', {
      method: 'POST',
      body: JSON.stringify({ ...told, script: 'https://vou.ch/v.js' }),
    });
    expect((await check()).script.isNewest).toBe(true);
  });

  it('learns from an order without a click what is missing, and from a refused one why', async () => {
    later();
    await anOrder('bare', {});
    expect(await check()).toMatchObject({ works: false, orders: { withClick: 0, withoutClick: 1 } });
    expect(codes(await check())).toEqual(['send-click-ids']);
    later();
    const clickId = await aClick();
    later();
    await anOrder('lower-case', { clickId: clickId.toLowerCase() });
    const found = await check();
    expect(codes(found)).toEqual(['refused-clicks']);
    expect(found.next[0]?.text).toContain('as it came, every letter');
  });

  it('has done when an order names its click, and is left with the orders that came otherwise', async () => {
    later();
    const clickId = await aClick();
    later();
    await anOrder('named', { clickIds: [clickId] });
    const found = await check();
    expect(found).toMatchObject({
      works: true,
      orders: { withClick: 1, withoutClick: 2, lastWithClick: { externalId: 'named', refused: [] } },
    });
    api.clock.now += 8 * 24 * HOUR_MS;
    expect((await check()).orders).toMatchObject({ withClick: 0, withoutClick: 0, lastWithClick: null });
  });

  it('sees nothing of another brand’s shop', async () => {
    const other = await api.anotherBrand();
    expect((await other.as.get('/v1/check')).json).toMatchObject({ lastClick: null, script: { page: null } });
  });

  it('fails nowhere by our own fault', () => expect(failures).toEqual([]));
});

/**
 * Every script that was ever served at an address of its own. Shops hold address and hash in their pages: whoever changes
 * the script adds the new address here and leaves the former text in FORMER_SCRIPTS.
 */
describe('orders that stand twice', () => {
  it('are named, as long as both count', async () => {
    later();
    const [one, other] = [await anOrder('shop:tw-1', {}), await anOrder('tw-1', {})];
    expect([one.status, other.status]).toEqual([201, 201]);
    await anOrder('shop:tw-2', {});
    const found = await check();
    expect(found.orders.toldTwice).toEqual([{ hooked: 'shop:tw-1', bare: 'tw-1' }]);
    expect(found.next.find(({ code }) => code === 'told-twice')?.text).toMatch(/ tw-1 \(as shop:tw-1\)\.$/);
    await api.sock.as.post(`/v1/conversions/${(other.json as { id: string }).id}/void`, {
      reason: 'duplicate',
    });
    const after = await check();
    expect([after.orders.toldTwice, codes(after).includes('told-twice')]).toEqual([[], false]);
  });
});

const PUBLISHED = [
  '/v/82376b14cdac3cf5.js sha384-0CMWvVLtzM+EtVB46XM5XBXJKSvr5RWu3wHVJ7aO1EiuU39vk8A2ZFnm0nw1RS4R',
];

describe('the script at an address of its own', () => {
  it.each(PUBLISHED.map((line) => line.split(' ')))(
    '%s is served for ever, as its hash says',
    async (path = '', integrity) => {
      const answer = await pages.request(path);
      expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect(answer.headers.get('access-control-allow-origin')).toBe('*');
      expect(answer.headers.get('etag')).toBe(`"${path.slice('/v/'.length, -'.js'.length)}"`);
      const hash = createHash('sha384')
        .update(Buffer.from(await answer.arrayBuffer()))
        .digest('base64');
      expect(`sha384-${hash}`).toBe(integrity);
    },
  );

  it('is the one that the check and its tag name', async () => {
    const { script } = await check();
    const path = new URL(script.url).pathname;
    expect(PUBLISHED).toContain(`${path} ${script.integrity}`);
    expect(script.tag).toBe(
      `<script src="${script.url}" integrity="${script.integrity}" crossorigin="anonymous"></script>`,
    );
  });

  it.each(['/v/0123456789abcdef.js', '/v/nonsense'])(
    '%s, which never was, gives the newest for an hour',
    async (path) => {
      const answer = await pages.request(path);
      expect([answer.status, await answer.text()]).toEqual([200, SITE_SCRIPT]);
      expect(answer.headers.get('cache-control')).toBe('public, max-age=3600');
    },
  );
});

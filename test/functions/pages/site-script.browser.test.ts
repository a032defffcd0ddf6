import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { mintClickId } from '../../../shared/domain/click/mint-click-id.ts';
import { SITE_SCRIPT, SITE_SCRIPT_HEADERS, siteScriptTag } from '../../../shared/domain/shops/site-script.ts';
import { chromiumPath, launchBrowser } from '../../support/browser.ts';

const aClickId = (at: number, n = 1) =>
  mintClickId({ linkId: 'lnk_0123456789abcdef', at, shard: 0 }, Buffer.alloc(6, n), [Buffer.alloc(32, 1)]);
const SHOP = '<!doctype html><title>Shop</title><script src="/v.js"></script><p>Socks</p>';
const AHEAD = (address: string) =>
  `<!doctype html><title>Before</title><a href="${address}">Socks</a>
<script type="speculationrules">{"prerender": [{"urls": ["${address}"], "eagerness": "immediate"}]}</script>`;

let server: Server;
let browser: Browser;
let base = '';
let told: Record<string, unknown>[] = [];
let loaded: string[] = [];

beforeAll(async () => {
  if (!chromiumPath) return;
  server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://shop');
    if (url.pathname === '/v.js') response.writeHead(200, SITE_SCRIPT_HEADERS).end(SITE_SCRIPT);
    else if (url.pathname.startsWith('/v/')) response.writeHead(200, SITE_SCRIPT_HEADERS).end(SITE_SCRIPT);
    else if (url.pathname === '/e') {
      let text = '';
      request.on('data', (chunk) => (text += chunk));
      request.on('end', () => {
        told.push(JSON.parse(text));
        response.writeHead(204).end();
      });
    } else {
      loaded.push(`${request.headers['sec-purpose'] ?? ''} ${url.pathname}`.trim());
      const ahead = url.searchParams.get('ahead');
      const page = url.pathname === '/elsewhere' ? `<!doctype html>${siteScriptTag(base)}<p>Socks</p>` : SHOP;
      response.writeHead(200, { 'content-type': 'text/html' }).end(ahead ? AHEAD(ahead) : page);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await launchBrowser();
});
afterEach(() => {
  told = [];
  loaded = [];
});
afterAll(async () => {
  await browser?.close();
  server?.close();
});

const aPage = async (): Promise<Page> => (await browser.newContext()).newPage();
const held = (page: Page) => page.evaluate('vouch.clickIds()');
const settled = (page: Page) => page.waitForTimeout(150);

describe.skipIf(!chromiumPath)('v.js in a real browser (skipped where no chromium is found)', () => {
  it('runs from another origin under its integrity hash, and says on request that it is there', async () => {
    const page = await aPage();
    const id = aClickId(Date.now());
    const shop = base.replace('127.0.0.1', 'localhost');
    await page.goto(`${shop}/elsewhere?vclid=${id}`);
    const said = await page.evaluate('vouch.check()');
    expect(said).toMatchObject({ clickIds: [id], told: true });
    const script = (said as { script: string }).script.slice(-60);
    await expect.poll(() => told).toEqual([{ kind: 'check', clickId: id, script, page: new URL(shop).host }]);
  });

  it('keeps the click id, cleans the address, and says nothing about a plain visit', async () => {
    const page = await aPage();
    const id = aClickId(Date.now());
    await page.goto(`${base}/shop?size=40&vclid=${id}#top`);
    await settled(page);
    expect(page.url()).toBe(`${base}/shop?size=40#top`);
    expect(await held(page)).toEqual([id]);
    await page.goto(`${base}/shop`);
    expect(await held(page)).toEqual([id]);
    expect(told).toEqual([]);
  });

  it.each([
    ['?q=a%20b&&e=caf%E9&abc&t=1,2&u=https://x/&', '#/r?vclid=no'],
    ['?xvclid=1&vclids=2', ''],
    ['?%7B%22a%22:1%7D', '#'],
    ['', '#top'],
  ])('leaves every other byte of the address: %s %s', async (query, fragment) => {
    const page = await aPage();
    const joint = query === '' ? '?' : query.endsWith('&') ? '' : '&';
    await page.goto(`${base}/shop${query}${joint}vclid=${aClickId(Date.now())}${fragment}`);
    await settled(page);
    expect(await page.evaluate('location.href')).toBe(`${base}/shop${query.replace(/&$/, '')}${fragment}`);
  });

  it('tells of an address that was passed on, once', async () => {
    const page = await aPage();
    const clickId = aClickId(Date.now() - 3_600_000);
    for (let times = 0; times < 2; times++) await page.goto(`${base}/shop?vclid=${clickId}`);
    await settled(page);
    expect(told).toEqual([{ kind: 'reshare', clickId, visitor: expect.stringMatching(/^[0-9a-f]{16}$/) }]);
  });

  it.each(['TelegramWebview', 'TelegramWebviewProxy'])('tells of Telegram’s window: %s', async (name) => {
    const page = await aPage();
    const clickId = aClickId(Date.now());
    await page.addInitScript(`window.${name} = {}`);
    await page.goto(`${base}/shop?vclid=${clickId}`);
    await settled(page);
    expect(told).toEqual([{ kind: 'seen', clickId, marks: ['telegram'] }]);
  });

  it('is silent where the visitor asked for no tracking', async () => {
    const page = await aPage();
    await page.addInitScript("Object.defineProperty(navigator, 'globalPrivacyControl', { value: true })");
    await page.addInitScript('window.TelegramWebview = {}');
    await page.goto(`${base}/shop?vclid=${aClickId(Date.now())}`);
    await settled(page);
    expect(told).toEqual([]);
  });

  it('confirms a page that was fetched ahead when it is shown, not before', async () => {
    const page = await aPage();
    const clickId = aClickId(Date.now());
    const address = `/shop?vclid=${clickId}`;
    await page.goto(`${base}/before?ahead=${encodeURIComponent(address)}`);
    await expect.poll(() => loaded).toContain('prefetch;prerender /shop');
    await settled(page);
    expect(told).toEqual([]);
    await page.click('a');
    await expect.poll(() => told).toEqual([{ kind: 'seen', clickId, marks: ['shown'] }]);
    expect(loaded.filter((one) => one.endsWith('/shop'))).toEqual(['prefetch;prerender /shop']);
  });

  // A driven browser only fetches ahead, it runs nothing: what the page sees of a prerendering is set by hand.
  it('says and stores nothing in a prerendered page until it is activated', async () => {
    const page = await aPage();
    const clickId = aClickId(Date.now());
    await page.addInitScript(`Object.defineProperty(document, 'prerendering', { value: true });
      window.started = 0;
      const real = performance.getEntriesByType.bind(performance);
      performance.getEntriesByType = (type) => (type === 'navigation' ? [{ activationStart: started }] : real(type))`);
    await page.goto(`${base}/shop?vclid=${clickId}`);
    await settled(page);
    expect([told, await held(page), await page.evaluate("localStorage.getItem('vouch')")]).toEqual([
      [],
      [],
      null,
    ]);
    await page.evaluate("started = 900; document.dispatchEvent(new Event('prerenderingchange'))");
    await expect.poll(() => told).toEqual([{ kind: 'seen', clickId, marks: ['shown'] }]);
    expect(await held(page)).toEqual([clickId]);
  });
});

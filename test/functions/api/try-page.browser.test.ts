/// <reference lib="dom" />
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningProduct, startProduct } from '../../bench/product.ts';
import { chromiumPath, launchBrowser } from '../../support/browser.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let product: RunningProduct;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let key = '';
/** What a browser refused by our policy, or what failed in our script. */
const complaints: string[] = [];
/** All that the page asked for. */
const asked: { url: string; cookie: string | undefined; authorization: string | undefined }[] = [];

beforeAll(async () => {
  if (!chromiumPath) return;
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
  key = readFileSync(join(product.folder, 'owner.key'), 'utf8').trim();
  context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 900 } });
  await context.addCookies([{ name: 'session', value: 'mine', url: product.url }]);
  page = await context.newPage();
  page.on('console', (message) => void complaints.push(message.text()));
  page.on('pageerror', (error) => void complaints.push(String(error)));
  page.on('request', async (request) => {
    const { cookie, authorization } = await request.allHeaders();
    asked.push({ url: request.url(), cookie, authorization });
  });
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await product?.kill('SIGKILL');
  product?.remove();
});

const said = () => page.locator('#said').innerText();
const told = async () => JSON.parse(await page.locator('#told').innerText()) as Record<string, unknown>;
const open = (operation: string) => page.goto(`${product.url}/docs/try#${operation}`);
async function send(): Promise<void> {
  await page.locator('#send').click();
  await expect.poll(said, { timeout: 20_000 }).toMatch(/^(\d{3} .*, after \d+ ms|No answer: .*)$/);
}

describe.skipIf(!chromiumPath)('a call tried in a real browser (skipped where no chromium is found)', () => {
  it('comes from the reference with the call chosen, and is sent with the key that was typed', async () => {
    await page.goto(`${product.url}/docs`);
    await page.getByText('The brand of this key').click();
    await page.locator('details[open]').getByRole('link', { name: 'Try it with your key' }).click();
    await page.waitForURL('**/docs/try#brand.get');
    expect(await page.getByLabel('Call', { exact: true }).inputValue()).toBe('brand.get');
    await page.locator('#send').click();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('key');
    expect(await said()).toBe('');

    await page.getByLabel('API key').fill(` ${key}\n`);
    await send();
    expect(await said()).toMatch(/^200 OK/);
    expect((await told()).currency).toBe('EUR');
    expect(await page.locator('#headers').innerText()).toMatch(/x-request-id\s+\S{8}/);
    expect(await page.locator('#curl').innerText()).toBe(
      `curl '${product.url}/v1/brand' \\\n  -H "Authorization: Bearer $VOUCH_API_KEY"`,
    );
  });

  it('says that a write changes things, and sends the body as it stands', async () => {
    await page.getByLabel('Call', { exact: true }).selectOption('creators.create');
    expect(page.url()).toBe(`${product.url}/docs/try#creators.create`);
    expect(await page.locator('#changes').innerText()).toContain('This changes what is stored.');
    const body = page.getByLabel('Body (JSON)');
    expect(JSON.parse(await body.inputValue())).toHaveProperty('handle');
    const mine = { handle: '@ada.o’knits', platform: 'instagram', displayName: "it's <b>hers</b>" };
    await body.fill(JSON.stringify(mine));
    await page.getByText('More that may be told').click();
    await page.getByLabel('Idempotency-Key').fill('once');
    await send();
    expect(await said()).toMatch(/^201 Created/);
    expect(await told()).toMatchObject({ handle: mine.handle, displayName: mine.displayName });
    const curl = await page.locator('#curl').innerText();
    expect(curl).toContain(`-H 'Idempotency-Key: once'`);
    expect(curl).toContain(`"it'\\''s <b>hers</b>"`);
    const { id } = await told();

    await page.getByLabel('Call', { exact: true }).selectOption('creators.get');
    expect(await page.locator('#changes').isVisible()).toBe(false);
    await page.getByLabel('id', { exact: true }).fill('..');
    await page.locator('#send').click();
    expect(await said()).toBe('');
    await page.getByLabel('id', { exact: true }).fill(String(id));
    await send();
    expect((await told()).id).toBe(id);
    const { body: stored } = await product.api('GET', '/v1/creators');
    expect((stored.data as unknown[]).length).toBe(1);
  });

  it('shows a refusal, a table, a picture and a dead server as what they are', async () => {
    await page.getByLabel('Call', { exact: true }).selectOption('posts.create');
    await page.getByLabel('Body (JSON)').fill('{');
    await send();
    expect(await said()).toMatch(/^400 /);
    expect(await told()).toMatchObject({ status: 400 });

    await page.getByLabel('Call', { exact: true }).selectOption('creators.list');
    await page.getByText('More that may be told').click();
    await page.getByLabel('stage (if you like)').selectOption('microcontent');
    await page.getByLabel('limit (if you like)').fill('1');
    await send();
    expect(await page.locator('#curl').innerText()).toContain('/v1/creators?limit=1&stage=microcontent');
    expect((await told()).data).toHaveLength(0);

    await page.route('**/v1/brand', (route) => route.abort());
    await page.getByLabel('Call', { exact: true }).selectOption('brand.get');
    await send();
    expect(await said()).toMatch(/^No answer: /);
    await page.unroute('**/v1/brand');
    await page.getByLabel('API key').fill('vouch_nobody');
    await send();
    expect(await said()).toMatch(/^401 /);
    await page.getByLabel('API key').fill('a key – no');
    await send();
    expect(await said()).toMatch(/^No answer: /);
  });

  it('works by keyboard alone', async () => {
    await open('brand.get');
    await page.reload();
    const order: string[] = [];
    for (let pressed = 0; pressed < 5; pressed++) {
      await page.keyboard.press('Tab');
      order.push(
        await page.evaluate(() => document.activeElement?.id || document.activeElement?.tagName || ''),
      );
    }
    expect(order).toEqual(['A', 'call', 'key', 'send', 'curl']);
    await page.locator('#key').focus();
    await page.keyboard.type(key);
    await page.keyboard.press('Enter');
    await expect.poll(said, { timeout: 20_000 }).toMatch(/^200 /);
  });

  it('keeps the key nowhere: no storage, no address, no other host, no cookie with it, gone with the page', async () => {
    await open('brand.get');
    await page.getByLabel('API key').fill(key);
    await send();
    const kept = await page.evaluate(() => [
      JSON.stringify({ ...localStorage }),
      JSON.stringify({ ...sessionStorage }),
      document.cookie,
      JSON.stringify(history.state),
      document.documentElement.outerHTML,
    ]);
    expect(kept.join()).not.toContain(key);
    // What a browser says as it leaves, also where it keeps the page in memory for Back.
    await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })));
    expect(await page.getByLabel('API key').inputValue()).toBe('');
    await page.getByLabel('API key').fill(key);
    await page.goto(`${product.url}/docs`);
    await page.goBack();
    expect(await page.getByLabel('API key').inputValue()).toBe('');
    for (const { url } of asked) {
      expect(new URL(url).origin).toBe(product.url);
      expect(url).not.toContain(key);
    }
    const signed = asked.filter(({ authorization }) => authorization);
    expect(signed.length).toBeGreaterThan(5);
    expect(signed.filter(({ cookie }) => cookie)).toEqual([]);
  });

  it('is kept from everything else by its policy: no other host, no script that wasn’t there', async () => {
    complaints.length = 0;
    await open('brand.get');
    await page.evaluate(() => fetch('https://example.com/').catch(() => undefined));
    await page
      .evaluate(() => {
        const script = document.createElement('script');
        script.append('window.ran = true');
        document.body.append(script);
      })
      .catch(() => undefined);
    expect(await page.evaluate(() => 'ran' in window)).toBe(false);
    expect(complaints.length).toBeGreaterThan(0);
    complaints.length = 0;
  });

  it('says what to do where script is off', async () => {
    const bare = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
    await bare.goto(`${product.url}/docs/try#brand.get`);
    expect(await bare.locator('main').innerText()).toContain('This page needs script.');
    expect(await bare.locator('#form').isVisible()).toBe(false);
  });

  it('axe finds nothing and nothing scrolls sideways, at 360 px and on a desk, in the light and in the dark', async () => {
    complaints.length = 0;
    const wrong: string[] = [];
    for (const operation of ['brand.get', 'analytics.clicks', 'posts.create']) {
      await open('people.list');
      await open(operation);
      await page.getByLabel('API key').fill(key);
      await page.locator('#more').evaluate((more) => more.setAttribute('open', ''));
      await send();
      for (const width of [360, 1280])
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.setViewportSize({ width, height: 800 });
          await page.emulateMedia({ colorScheme });
          wrong.push(...(await axe()).map((found) => `${operation} ${width} ${colorScheme}: ${found}`));
          const wide = await page.evaluate(() => document.documentElement.scrollWidth);
          if (wide > width) wrong.push(`${operation} is ${wide} px wide at ${width}`);
          const shots = process.env['VOUCH_SHOTS'];
          if (shots)
            await page.screenshot({
              path: join(shots, `try-${operation}-${width}-${colorScheme}.png`),
              fullPage: true,
            });
        }
    }
    expect(wrong).toEqual([]);
    // A refused call is told by the browser too, by its address alone.
    expect(complaints.filter((line) => !/^Failed to load resource: .* 4\d\d /.test(line))).toEqual([]);
  }, 60_000);
});

/** Rules that axe found broken, with where. */
async function axe(): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { violations } = await (
      globalThis as unknown as {
        axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
      }
    ).axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 120)}`);
  });
}

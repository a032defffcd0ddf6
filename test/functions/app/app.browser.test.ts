/// <reference lib="dom" />
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PAGES } from '../../../functions/app/pages/all.ts';
import { type RunningProduct, startProduct } from '../../bench/product.ts';
import { chromiumPath, launchBrowser } from '../../support/browser.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const OWNER = 'mo.knits@example.com';

let product: RunningProduct;
let browser: Browser;
let desk: BrowserContext;
let page: Page;
/** What a browser refused by our policy, or what failed in our script. */
const complaints: string[] = [];

beforeAll(async () => {
  if (!chromiumPath) return;
  [product, browser] = await Promise.all([
    startProduct(undefined, { VOUCH_OWNER_EMAIL: OWNER }),
    launchBrowser({ bfcache: true }),
  ]);
  desk = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 800 } });
  page = await watched(desk);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await product?.kill('SIGKILL');
  product?.remove();
});

async function watched(context: BrowserContext): Promise<Page> {
  const opened = await context.newPage();
  opened.on('console', (message) => {
    if (/Content Security Policy|violates|Refused/i.test(message.text())) complaints.push(message.text());
  });
  opened.on('pageerror', (error) => complaints.push(String(error)));
  return opened;
}

/** The newest mail in the outbox to that address. */
async function newestMail(): Promise<string> {
  const folder = join(product.folder, 'outbox');
  for (let look = 0; look < 100; look++) {
    const names = (() => {
      try {
        return readdirSync(folder).filter((name) => name.endsWith('.eml'));
      } catch {
        return [];
      }
    })();
    const mails = await Promise.all(
      names.map(async (name) => simpleParser(readFileSync(join(folder, name)))),
    );
    const newest = mails.sort((a, b) => Number(b.date) - Number(a.date))[0];
    if (newest?.text) return newest.text;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('no mail came');
}

const go = (path: string) => page.goto(product.url + path);
const heading = () => page.locator('h1').innerText();
/** Waits for the page that answers: who reads sooner reads the old one. */
const follow = (what: ReturnType<typeof page.locator>) =>
  Promise.all([page.waitForEvent('load'), what.click()]);
const press = (name: string | RegExp) => follow(page.getByRole('button', { name }));

/** As a follower on a phone: the click id that she takes along. */
async function tap(shortUrl: string): Promise<string> {
  const answer = await fetch(shortUrl, {
    redirect: 'manual',
    headers: {
      'user-agent':
        'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Instagram 350.0.0.0.0 (iPhone15,2; iOS 18_1; en_GB)',
      accept: 'text/html',
      'sec-fetch-mode': 'navigate',
      'x-forwarded-for': '198.51.100.7',
    },
  });
  return new URL(answer.headers.get('location') ?? '').searchParams.get('vclid') ?? '';
}

const ids: Record<string, string> = {};
let clickId = '';

describe.skipIf(!chromiumPath)('a brand in a browser', () => {
  it('is set up from the sign-in link to the first credited order', async () => {
    await go('/');
    expect(await heading()).toBe('Sign in');
    await page.getByLabel('Your e-mail address').fill(OWNER);
    await press('Mail me a link');
    await page.goto(/(http\S+\/app\/in\/\S+)/.exec(await newestMail())?.[1] ?? '');
    expect(await heading()).toBe(`Sign in as ${OWNER}`);
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await page.evaluate(() => document.querySelector('h1 .together')?.getClientRects().length)).toBe(
      1,
    );
    expect(await page.evaluate(() => document.querySelector('h1 .together')?.clientHeight)).toBeLessThan(40);
    await page.setViewportSize({ width: 1280, height: 800 });
    await press('Sign in');
    expect(await heading()).toBe('This week so far');
    expect(await page.locator('#steps ~ ul li').count()).toBe(6);

    await go('/app/settings/brand');
    await page.getByLabel('Gross margin').fill('62,5');
    await press('Save');
    await expectSaved();
    expect(await page.getByLabel('Gross margin').inputValue()).toBe('62.5');

    await go('/app/creators/new');
    await page.getByLabel('Handle').fill('@ada.knits');
    await page.getByLabel('Followers').fill('6.200');
    await page.getByLabel('Coupon codes').fill('ADA10');
    await press('Add the creator');
    ids.creators = page.url().split('/').at(-1)?.split('?')[0] ?? '';
    expect(await page.locator('dl.facts').innerText()).toContain('6,200');

    await page.getByRole('link', { name: 'New post' }).click();
    await page.getByLabel('Where the link leads').fill('https://shop.example.com/socks');
    await page.getByLabel('story').check();
    await press('Make the link');
    ids.posts = page.url().split('/').at(-1)?.split('?')[0] ?? '';
    const boxes = page.locator('#links ~ .link-box input');
    expect(await boxes.count()).toBe(2);
    const shortUrl = await boxes.first().inputValue();
    expect(shortUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\w+/);
    await page.locator('img.qr').first().scrollIntoViewIfNeeded();
    const width = (img: unknown) => (img as { naturalWidth: number }).naturalWidth;
    await expect
      .poll(() => page.locator('img.qr').first().evaluate(width), { timeout: 10_000 })
      .toBeGreaterThan(100);
    ids.links =
      (await page.getByRole('link', { name: 'QR code, pause' }).first().getAttribute('href'))
        ?.split('/')
        .at(-1) ?? '';

    await go('/app/live');
    expect(await page.locator('section[data-live]').innerText()).toContain('Nothing in the last half hour');
    clickId = await tap(shortUrl);
    await page.waitForFunction(
      () => document.querySelectorAll('section[data-live] tbody th').length > 0,
      undefined,
      { timeout: 40_000 },
    );
    expect(await page.locator('section[data-live] table').last().innerText()).toContain('@ada.knits');

    await go(`/app/spend/new?postId=${ids.posts}`);
    await page.getByLabel('Amount').fill('1.234');
    await press('Book it');
    expect(await page.title()).toMatch(/^Problem/);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('problems');
    await page.getByLabel('Amount').fill('49,90');
    await press('Book it');
    await expectSaved();
    expect(await page.locator('table').innerText()).toMatch(/a post of @ada\.knits[\s\S]*€49\.90/);

    await go('/app/settings/keys');
    await page.getByLabel('Name').fill('shop');
    await press('Make the key');
    const key = await page.locator('#secret').inputValue();
    // What the shop does with its key; everything else was done by hand.
    const order = await fetch(`${product.url}/v1/conversions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        kind: 'sale',
        externalId: 'order-1',
        occurredAt: new Date().toISOString(),
        amount: { amount: 8990, currency: 'EUR' },
        clickId,
      }),
    });
    expect(order.status).toBe(201);
    ids.orders = ((await order.json()) as { id: string }).id;
    await go('/app/orders');
    expect(await page.locator('tbody tr').innerText()).toMatch(/order-1[\s\S]*€89\.90[\s\S]*@ada\.knits/);
    await go('/app');
    expect(await page.locator('#steps').count()).toBe(0);
  }, 120_000);

  it('hears why a click is what it is', async () => {
    await go('/app/clicks');
    await follow(page.locator('tbody th a').first());
    expect(await heading()).toBe('A counted click');
    expect(await page.locator('ol li').count()).toBeGreaterThan(0);
  });

  it('asks for new clicks while somebody looks, and not while the page is hidden', async () => {
    const live = await watched(desk);
    let asked = 0;
    live.on('request', (request) => {
      if (new URL(request.url()).pathname === '/app/live/part') asked += 1;
    });
    await live.clock.install();
    await live.goto(`${product.url}/app/live`);
    const answered = () => live.waitForResponse((response) => response.url().includes('/app/live/part'));
    const turn = (state: 'hidden' | 'visible') =>
      live.evaluate((value) => {
        Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => value });
        document.dispatchEvent(new Event('visibilitychange'));
      }, state);
    /** The page's own clock: so much later, and whatever was answered has been read. */
    const later = async (seconds: number) => {
      await live.clock.runFor(seconds * 1_000);
      await live.evaluate(() => fetch('/healthz').then((answer) => answer.text()));
    };
    await Promise.all([answered(), later(11)]);
    expect(asked).toBe(1);

    await turn('hidden');
    for (let minute = 0; minute < 5; minute++) await later(60);
    expect(asked).toBe(1);

    await Promise.all([answered(), turn('visible')]);
    expect(asked).toBe(2);
    await Promise.all([answered(), later(11)]);
    expect(asked).toBe(3);
    await live.close();
  });

  it('decides on a volunteer by keyboard alone', async () => {
    ids.volunteers = await volunteer('@bo.sews');
    await go('/app/volunteers');
    await tabTo('@bo.sews');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/${ids.volunteers}`);
    await tabTo('Accept @bo.sews');
    await page.keyboard.press('Enter');
    await page.waitForURL(/done=accepted/);
    await expectSaved();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('saved');
  });

  it('takes a pasted table once it was seen line by line, and what was wrong put right', async () => {
    await go('/app/spend/paste');
    const lines = ['Datum;Creator;Betrag', '02.10.2026;@ada.knits;1.049,90', '03.10.2026;@nobody;10,00'];
    await page.getByLabel('Table').fill(lines.join('\n'));
    await press('Look at it');
    expect(await heading()).toBe('Look before it is stored');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('problems');
    expect(await page.locator('#problems').innerText()).toContain('Line 2: What: is missing');
    await page.getByLabel('What, where a line doesn’t say it').selectOption('fee');
    await press('Look again');
    expect(await page.locator('#problems').innerText()).toMatch(/Line 3: .*is no creator’s/);
    expect(await axe(page)).toEqual([]);
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await page.setViewportSize({ width: 1280, height: 800 });
    await press('Store 1 line');
    expect(await page.locator('#problems').innerText()).toContain('Some lines can’t be taken');
    await page.locator('#paste-table').fill(lines.slice(0, 2).join('\n'));
    await press('Look again');
    expect(await page.locator('#problems[role=alert]').count()).toBe(0);
    await press('Store 1 line');
    await expectSaved();
    expect(await page.locator('tbody').innerText()).toContain('1,049.90');
  });

  it('credits what the shop exports by the coupon in it, without a key or a call', async () => {
    await go('/app/settings/shop');
    await follow(page.getByRole('link', { name: 'Paste orders' }));
    const today = new Date().toISOString().slice(0, 10);
    await page.getByLabel('Table').fill(`pasted-1;${today};1.049,90;ADA10`);
    await press('Look at it');
    expect(await page.locator('#problems[role=alert]').count()).toBe(0);
    // Nothing is wrong: reading begins at what would become of the lines.
    expect(await page.evaluate(() => document.activeElement?.textContent)).toMatch(
      /^Lines or days that can be stored/,
    );
    expect(await axe(page)).toEqual([]);
    await press('Store 1 line');
    await expectSaved();
    expect(await page.locator('tbody').innerText()).toMatch(/pasted-1[\s\S]*€1,049\.90[\s\S]*@ada\.knits/);
  });

  it('works with script off', async () => {
    const id = await volunteer('@cy.knits');
    const context = await browser.newContext({
      javaScriptEnabled: false,
      locale: 'de-DE',
      storageState: await desk.storageState(),
    });
    const bare = await watched(context);
    await bare.goto(`${product.url}/app/volunteers/${id}`);
    await bare.locator('#decline-reason').fill('Nicht unser Stil');
    // Enter in the reason sends the form that the reason is in: never the other decision.
    await bare.locator('#decline-reason').press('Enter');
    await bare.waitForURL(/done=declined/);
    await bare.goto(`${product.url}/app/stages`);
    await bare.locator('#f-interval').selectOption('7d');
    await bare.locator('form.filters button').click();
    await bare.waitForURL(/interval=7d/);
    expect(new URL(bare.url()).search).toBe('?interval=7d');
    expect(await bare.locator('tbody th').count()).toBeGreaterThan(0);
    expect(await bare.locator('button[data-copy]').count()).toBe(0);
    // A button that only script can press is not there without it.
    await bare.goto(`${product.url}/app/settings/shop`);
    expect(await bare.locator('button[data-copy]').count()).toBeGreaterThan(0);
    expect(await bare.locator('button[data-copy]:visible').count()).toBe(0);
    await context.close();
  });

  it('shows every page to everybody: axe finds nothing, nothing scrolls sideways or is missed by a thumb at 360 px, no policy is broken', async () => {
    await makeTheRest();
    const phone = await browser.newContext({
      locale: 'en-GB',
      viewport: { width: 360, height: 740 },
      storageState: await desk.storageState(),
    });
    const small = await watched(phone);
    const wrong: string[] = [];
    for (const path of ['/app/sign-in', '/app/sign-in/sent', ...PAGES.map(addressOf)]) {
      // Pictures, parts, the report's own page, and what only leads to it.
      if (/qr\.|\/part$|\/page$|\/preview$|\/week\//.test(path)) continue;
      const answer = await small.goto(product.url + path);
      if (answer?.status() !== 200) wrong.push(`${path} answers ${answer?.status()}`);
      if (new URL(small.url()).pathname !== path) wrong.push(`${path} leads to ${small.url()}`);
      for (const colorScheme of ['light', 'dark'] as const) {
        await small.emulateMedia({ colorScheme });
        wrong.push(...(await axe(small)).map((found) => `${path} ${colorScheme}: ${found}`));
      }
      const width = await small.evaluate(() => document.documentElement.scrollWidth);
      if (width > 360) wrong.push(`${path} is ${width} px wide`);
      wrong.push(...(await small.evaluate(missedByThumbs)).map((found) => `${path}: ${found}`));
      wrong.push(...(await small.evaluate(cutInCharts)).map((found) => `${path}: ${found}`));
      wrong.push(...(await small.evaluate(cutInSelects)).map((found) => `${path}: ${found}`));
      const bytes = Buffer.byteLength(await small.content());
      if (bytes > 100_000) wrong.push(`${path} has ${bytes} bytes`);
    }
    await phone.close();
    expect(wrong).toEqual([]);
    expect(complaints).toEqual([]);
  }, 180_000);

  it('shows nothing by Back after signing out', async () => {
    const context = await browser.newContext({ locale: 'en-GB', storageState: await desk.storageState() });
    const tab = await watched(context);
    await tab.goto(`${product.url}/app/orders`);
    await tab.locator('nav summary').click();
    await tab.getByRole('button', { name: 'Sign out' }).click();
    await tab.waitForURL(/sign-in/);
    await tab.goBack();
    await tab.waitForURL(/sign-in/);
    expect(await tab.content()).not.toContain('order-1');
    await context.close();
  });
});

async function expectSaved(): Promise<void> {
  await page.locator('#saved').waitFor({ timeout: 5_000 });
}

/** Presses Tab until the focus is on what has that name. */
async function tabTo(name: string): Promise<void> {
  for (let pressed = 0; pressed < 60; pressed++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(
      () => (document.activeElement as unknown as { innerText?: string })?.innerText ?? '',
    );
    if (focused.trim() === name) return;
  }
  throw new Error(`Tab never came to ${name}`);
}

async function volunteer(handle: string): Promise<string> {
  const { body: brand } = await product.api('GET', '/v1/brand');
  const { body } = await product.api('POST', '/v1/applications', {
    formToken: brand.applyToken,
    handle,
    platform: 'instagram',
    followers: 2_300,
    message: 'Hello',
  });
  return String(body.id);
}

/** A campaign, a squad, a rule and a report, so that each kind of page has something on it. */
async function makeTheRest(): Promise<void> {
  const rule = 'Never promise that wool keeps a cold away, nor anything else that a doctor would have to say';
  await product.api('PATCH', '/v1/brand', { standingInstructions: [{ instruction: rule }] });
  const made = async (path: string, body: object) => String((await product.api('POST', path, body)).body.id);
  ids.campaigns = await made('/v1/campaigns', {
    name: 'October',
    startsOn: '2026-10-01',
    endsOn: '2026-12-31',
    goal: { metric: 'orders', target: 40 },
    negativeInstructions: ['No medical claims'],
  });
  ids.squads = await made('/v1/squads', { name: 'Hamburg knits', city: 'Hamburg', country: 'DE' });
  const { body } = await product.api('GET', '/v1/reports/preview');
  const [year, week] = String(body.week).split('-W');
  const before =
    Number(week) > 1 ? `${year}-W${String(Number(week) - 1).padStart(2, '0')}` : `${Number(year) - 1}-W52`;
  ids.reports = await made('/v1/reports', { week: before });
  ids.clicks = clickId;
}

function addressOf({ path }: { path: string }): string {
  const kind = path.split('/')[2] ?? '';
  return path.replace(':stage', 'microcontent').replace(':id', ids[kind] ?? 'x');
}

/** Whatever is tapped is 44 px high on a phone, but a link within a text or a table, and a box whose words are tapped. */
function missedByThumbs(): string[] {
  return (
    [...document.querySelectorAll<HTMLElement>('a,button,summary,input,select,textarea')]
      .filter((one) => one.checkVisibility() && !one.matches('.skip,td a,th a,input[type=hidden]'))
      // What stands by itself is no link within a text: the way back, the views of a list, the places of the settings.
      .filter((one) => getComputedStyle(one).display !== 'inline' || one.matches('.head a,.views a,.todo a'))
      .map((one) => ({ one, held: one.matches('[type=checkbox],[type=radio]') ? one.closest('label') : one }))
      .filter(({ held }) => (held?.getBoundingClientRect().height ?? 0) < 43.5)
      .map(
        ({ one, held }) => `${held?.getBoundingClientRect().height} px high: ${one.outerHTML.slice(0, 120)}`,
      )
  );
}

/** Letters of charts that leave their drawing. */
function cutInCharts(): string[] {
  return [...document.querySelectorAll('svg text')].flatMap((text) => {
    const [own, all] = [text, text.closest('svg') as SVGElement].map((one) => one.getBoundingClientRect());
    if (!own || !all || own.width === 0) return [];
    const isCut = own.left < all.left - 1 || own.right > all.right + 1 || own.bottom > all.bottom + 1;
    return isCut ? [`"${text.textContent}" leaves its chart`] : [];
  });
}

/** Choices that a closed select shows no end of: its text, folded or not, beside what the field leaves to it. */
function cutInSelects(): string[] {
  for (const folded of document.querySelectorAll('details')) folded.open = true;
  return [...document.querySelectorAll('select')].flatMap((select) => {
    const style = getComputedStyle(select);
    const drawn = document.createElement('canvas').getContext('2d') as CanvasRenderingContext2D;
    drawn.font = style.font;
    const room = select.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    return [...select.options]
      .map(({ text }) => ({ text, wide: drawn.measureText(text).width }))
      .filter(({ wide }) => wide > room + 1)
      .map(({ text, wide }) => `"${text}" of ${select.name} is cut: ${Math.round(wide)} px of ${room}`);
  });
}

/** Rules that axe found broken, with where. */
async function axe(shown: Page): Promise<string[]> {
  await shown.evaluate(AXE);
  return shown.evaluate(async () => {
    const { violations } = await (
      globalThis as unknown as {
        axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
      }
    ).axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 120)}`);
  });
}

import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderMailHtml } from '../../../shared/report/render/mail/mail-html.tsx';
import { renderOutboxList, renderOutboxMail } from '../../../shared/report/render/page/outbox.tsx';
import { MAIL_PART_HEADERS, OUTBOX_HEADERS } from '../../../shared/report/render/page/outbox-style.ts';
import { renderPage } from '../../../shared/report/render/page/page.tsx';
import { reportPageHeaders } from '../../../shared/report/render/page/page-style.ts';
import { chromiumPath, launchBrowser } from '../../support/browser.ts';
import { aHostileSnapshot, anEmptySnapshot, aSnapshot } from '../../support/report-builders.ts';

const links = {
  reportUrl: 'https://v.example/r/t',
  unsubscribeUrl: 'https://v.example/u/t',
  appUrl: 'https://v.example',
};
const entry = {
  id: 'dlv_1',
  subject: 'Sock Works: creator ROI',
  from: 'r@v.example',
  to: 'ann@example.com',
  date: '2026-11-16T06:00:00Z',
};
/** A colour that nobody could read on paper as it is. */
const YELLOW = aSnapshot({ brand: { ...aSnapshot().brand, colour: '#ffdd00' } });
const PAGES: Record<string, [string, Record<string, string>]> = {
  '/usual': [renderPage(aSnapshot(), { showSpend: true }), reportPageHeaders(aSnapshot())],
  '/german': [renderPage(aSnapshot(), { showSpend: true, locale: 'de-DE' }), reportPageHeaders(aSnapshot())],
  '/french': [renderPage(aSnapshot(), { showSpend: true, locale: 'fr-FR' }), reportPageHeaders(aSnapshot())],
  '/spanish': [renderPage(aSnapshot(), { showSpend: true, locale: 'es-ES' }), reportPageHeaders(aSnapshot())],
  '/shared': [renderPage(aSnapshot(), { showSpend: false }), reportPageHeaders(aSnapshot())],
  '/hostile': [renderPage(aHostileSnapshot(), { showSpend: true }), reportPageHeaders(aSnapshot())],
  '/empty': [renderPage(anEmptySnapshot(), { showSpend: true }), reportPageHeaders(aSnapshot())],
  '/colour': [renderPage(YELLOW, { showSpend: true }), reportPageHeaders(YELLOW)],
  '/outbox': [renderOutboxList([entry, { ...entry, id: 'dlv_2' }]), OUTBOX_HEADERS],
  '/outbox/dlv_1': [
    renderOutboxMail({
      ...entry,
      text: 'x'.repeat(200),
      headers: [{ name: 'List-Id', value: '<a>' }],
      attachments: [{ name: 'a.csv', contentType: 'text/csv', bytes: 9000, href: '/a' }],
      htmlHref: '/mail',
      rawHref: '/raw',
    }),
    OUTBOX_HEADERS,
  ],
  '/mail': [renderMailHtml(aSnapshot(), links), MAIL_PART_HEADERS],
  '/mail-colour': [renderMailHtml(YELLOW, links), MAIL_PART_HEADERS],
};
const PATHS = Object.keys(PAGES);
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** How many tables (but those beneath a chart) and how many folds a reader sees. */
const SHOWN = `['table', '.fold > summary'].map((what) => [...document.querySelectorAll(what)].filter((one) =>
  !one.closest('figure') && one.checkVisibility({ contentVisibilityAuto: true }) && one.getBoundingClientRect().height > 0).length)`;

let server: Server;
let browser: Browser;
let base = '';

beforeAll(async () => {
  if (!chromiumPath) return;
  server = createServer((request, response) => {
    const [body, headers] = PAGES[request.url ?? ''] ?? ['', { 'Content-Type': 'text/plain' }];
    response.writeHead(200, headers).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  server?.close();
});

/** Opens a page and gathers whatever the browser has to complain about. */
async function open(
  path: string,
  width: number,
  colorScheme: 'light' | 'dark',
  bypassCSP = false,
): Promise<{ page: Page; complaints: string[]; requests: string[] }> {
  const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme, bypassCSP });
  const page = await context.newPage();
  const [complaints, requests]: [string[], string[]] = [[], []];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => requests.push(new URL(request.url()).origin));
  await page.goto(base + path, { waitUntil: 'load' });
  return { page, complaints, requests };
}

describe.skipIf(!chromiumPath)('in a real browser (skipped where no chromium is found)', () => {
  it.each(PATHS)('%s: its policy has nothing to report and no other host is asked', async (path) => {
    const { page, complaints, requests } = await open(path, 1000, 'light');
    expect(complaints).toEqual([]);
    expect(new Set(requests)).toEqual(new Set([base]));
    await page.context().close();
  });

  it.each(PATHS)('%s: does not scroll sideways on a phone', async (path) => {
    const { page } = await open(path, 360, 'light');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
    await page.context().close();
  });

  it.each(['/usual', '/german', '/french', '/spanish'])('%s: every table fits a phone', async (path) => {
    const { page } = await open(path, 360, 'light');
    const wide = await page.evaluate(`
      for (const folded of document.querySelectorAll('details')) folded.open = true;
      [...document.querySelectorAll('.scroll')].filter((one) => one.scrollWidth > one.clientWidth)
        .map((one) => one.getAttribute('aria-label') + ' ' + one.scrollWidth)`);
    expect(wide).toEqual([]);
    await page.context().close();
  });

  it('a table wider than its frame shows at which side there is more of it, one that fits shows nothing', async () => {
    const { page } = await open('/usual', 360, 'light', true);
    const sides = async (width: string, at: number): Promise<[left: string, right: string]> => {
      await page.evaluate(
        `{ const one = document.querySelector('.scroll'); one.removeAttribute('tabindex');
           one.innerHTML = '<div style="height:40px;width:${width}"></div>'; one.scrollLeft = ${at}; one.scrollIntoView({ block: 'center' }); }`,
      );
      const box = await page.locator('.scroll').first().boundingBox();
      if (!box) throw new Error('no frame of a table on the page');
      const stripe = async (x: number) =>
        (await page.screenshot({ clip: { x, y: box.y + 10, width: 4, height: 10 } })).toString('base64');
      return [await stripe(box.x), await stripe(box.x + box.width - 4)];
    };
    const [none] = await sides('100%', 0);
    expect(await sides('100%', 0)).toEqual([none, none]);
    const [start, middle, end] = [
      await sides('600px', 0),
      await sides('600px', 100),
      await sides('600px', 600),
    ];
    expect([start[0] === none, start[1] === none]).toEqual([true, false]);
    expect([middle[0] === none, middle[1] === none]).toEqual([false, false]);
    expect([end[0] === none, end[1] === none]).toEqual([false, true]);
    await page.context().close();
  });

  it('the mail is two screens of a phone: at most 1,900 px, with a button for what to do', async () => {
    const { page } = await open('/mail', 360, 'light');
    expect(await page.evaluate('document.documentElement.scrollHeight')).toBeLessThanOrEqual(1900);
    expect(
      await page.evaluate("document.querySelector('.button').getBoundingClientRect().bottom"),
    ).toBeLessThan(640);
    expect(
      await page.evaluate("document.querySelector('.button').getBoundingClientRect().height"),
    ).toBeGreaterThan(40);
    await page.context().close();
  });

  it('a phone shows what decides and folds the rest, a desk and paper show all', async () => {
    const { page } = await open('/usual', 360, 'light');
    const shown = () => page.evaluate(SHOWN) as Promise<number[]>;
    const [tables, folds] = (await shown()) as [number, number];
    expect(folds).toBeGreaterThan(5);
    expect(await page.evaluate('document.documentElement.scrollHeight')).toBeLessThanOrEqual(6000);
    for (const summary of await page.locator('.fold > summary').all()) await summary.click();
    const [all] = (await shown()) as [number, number];
    expect(all).toBeGreaterThan(tables);
    for (const summary of await page.locator('.fold > summary').all()) await summary.click();
    expect(await shown()).toEqual([tables, folds]);
    await page.setViewportSize({ width: 1000, height: 800 });
    expect(await shown()).toEqual([all, 0]);
    await page.emulateMedia({ media: 'print' });
    expect(await shown()).toEqual([all, 0]);
    await page.context().close();
  });

  const LOOKS = PATHS.flatMap((path) => [[path, 1000, 'light'] as const, [path, 360, 'dark'] as const]);
  it.each(LOOKS)('%s at %i px, %s: axe finds nothing serious', async (path, width, scheme) => {
    const { page } = await open(path, width, scheme, true);
    await page.addScriptTag({ path: AXE });
    const found = (await page.evaluate(
      "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then((r) => r.violations.map((v) => v.impact + ' ' + v.id + ': ' + v.nodes.slice(0, 3).map((n) => n.target.join(' ')).join(' | ')))",
    )) as string[];
    expect(found.filter((one) => /^(serious|critical)/.test(one))).toEqual([]);
    await page.context().close();
  });
});

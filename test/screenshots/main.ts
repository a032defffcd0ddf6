import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import type { ReportSnapshot } from '../../shared/domain/report/snapshot.ts';
import { renderMailHtml } from '../../shared/report/render/mail/mail-html.tsx';
import { renderPage } from '../../shared/report/render/page/page.tsx';
import { launchBrowser } from '../support/browser.ts';
import { CASES } from './cases.ts';
import { newestOfDemo } from './demo-report.ts';
import { opened } from './opened.ts';

/**
 * `npm run screenshots [-- FOLDER [CASE …]]`: mail and page of every case at 360 and 1280 px, light and dark, on one sheet
 * each; the page as it prints; and how large each mail is. Without names: all cases, the demo among them. A snapshot in
 * `VOUCH_DEMO_SNAPSHOT` stands in for the demo, which takes a minute to live through; `VOUCH_LOCALE=de-DE` reads in another language.
 */
const [folder = '.build/screenshots', ...names] = process.argv.slice(2);
const AT = 'https://v.example';
const LINKS = { reportUrl: `${AT}/r/t`, unsubscribeUrl: `${AT}/u/t`, settingsUrl: `${AT}/s`, appUrl: AT };
const locale = process.env['VOUCH_LOCALE'] ?? 'en-GB';
const LOOKS = [360, 1280].flatMap((width) =>
  (['light', 'dark'] as const).map((scheme) => ({ width, scheme })),
);

async function main(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const browser = await launchBrowser();
  const cases: Record<string, () => ReportSnapshot | Promise<ReportSnapshot>> = {
    demo: newestOfDemo,
    ...CASES,
  };
  for (const [name, make] of Object.entries(cases)) {
    if (names.length > 0 && !names.includes(name)) continue;
    const snapshot = await make();
    const mail = renderMailHtml(snapshot, { ...LINKS, locale });
    const report = renderPage(snapshot, { showSpend: true, locale });
    const heights = await contactSheet(browser, mail, join(folder, `${name}-mail.png`));
    await contactSheet(browser, report, join(folder, `${name}-page.png`));
    await printed(browser, report, join(folder, `${name}-print.pdf`));
    console.log(`${name}: mail ${Buffer.byteLength(mail)} bytes, ${heights[0]} px high at 360 px`);
  }
  await browser.close();
}

/** The four looks beside each other; answers how high each is. */
async function contactSheet(browser: Browser, html: string, file: string): Promise<number[]> {
  const shots = [];
  for (const { width, scheme } of LOOKS) {
    const page = await opened(browser, html, width, scheme);
    const height = (await page.evaluate('document.documentElement.scrollHeight')) as number;
    shots.push({ width, height, png: (await page.screenshot({ fullPage: true })).toString('base64') });
    await page.context().close();
  }
  const images = shots.map(
    ({ width, png }) => `<img style="flex:none" width="${width}" src="data:image/png;base64,${png}">`,
  );
  const sheet = await opened(
    browser,
    `<!doctype html><body style="margin:0;display:flex;align-items:flex-start;gap:12px;background:#888">${images.join('')}`,
    3316,
    'light',
  );
  await sheet.screenshot({ path: file, fullPage: true });
  await sheet.context().close();
  return shots.map(({ height }) => height);
}

async function printed(browser: Browser, html: string, file: string): Promise<void> {
  const page = await opened(browser, html, 794, 'dark');
  writeFileSync(
    file,
    await page.pdf({ format: 'A4', margin: { top: '15mm', bottom: '15mm', left: '15mm', right: '15mm' } }),
  );
  await page.context().close();
}

await main();

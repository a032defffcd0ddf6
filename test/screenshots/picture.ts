import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { renderPage } from '../../shared/report/render/page/page.tsx';
import { launchBrowser } from '../support/browser.ts';
import { newestOfDemo } from './demo-report.ts';
import { opened } from './opened.ts';

/** Of a README's column, and as far down as the first tables go. */
const SIZE = { width: 860, height: 1_048 };

/** `npm run picture`: the README's picture of the report, the top of the demo brand's newest, light and dark. */
const folder = 'docs/pictures';
mkdirSync(folder, { recursive: true });
const html = renderPage(await newestOfDemo(), { showSpend: true, locale: 'en-GB' });
const browser = await launchBrowser();
for (const scheme of ['light', 'dark'] as const) {
  const path = join(folder, `report-${scheme}.png`);
  const page = await opened(browser, html, SIZE.width, scheme);
  await page.screenshot({ path, fullPage: true, clip: { x: 0, y: 0, ...SIZE } });
  console.log(`${path}: ${statSync(path).size} bytes`);
}
await browser.close();

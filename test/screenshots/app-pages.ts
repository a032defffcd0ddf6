import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { PAGES } from '../../functions/app/pages/all.ts';
import { firstMatch } from '../bench/product.ts';
import { launchBrowser } from '../support/browser.ts';

/**
 * `npm run screenshots:app [-- FOLDER [demo|empty] [LANGUAGE]]`: every page of /app of the demo brand, or of one that has
 * nothing yet, at 360 and 1280 px, light and dark; some pages on a sheet, small enough to be read whole.
 */
const [folder = '.build/screenshots/app', brand = 'demo', language = 'en'] = process.argv.slice(2);
const LOOKS = [
  { width: 360, perSheet: 4, height: 2_000 },
  { width: 1_280, perSheet: 2, height: 1_700 },
] as const;

async function main(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const data = mkdtempSync(join(tmpdir(), 'vouch-screenshots-'));
  const child = spawn(
    process.execPath,
    ['infra/local/run.mjs', 'main', ...(brand === 'empty' ? ['--empty'] : [])],
    {
      env: { ...process.env, PORT: '0', VOUCH_DATA_DIR: data, NODE_NO_WARNINGS: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const browser = await launchBrowser();
  try {
    const link = await firstMatch(child, /(http\S+\/app\/in\/\S+)/);
    await shotsOf(browser, link);
  } finally {
    await browser.close();
    child.kill('SIGTERM');
    await new Promise((resolve) => child.once('exit', resolve));
    rmSync(data, { recursive: true, force: true });
  }
}

async function shotsOf(browser: Browser, link: string): Promise<void> {
  const first = await browser.newContext({ locale: language });
  const page = await first.newPage();
  await page.goto(link);
  await page.locator('form button').first().click();
  const paths = await pathsOf(page, new URL(link).origin);
  const storageState = await first.storageState();
  for (const { width, perSheet, height } of LOOKS)
    for (const colorScheme of ['light', 'dark'] as const) {
      const viewport = { width, height: 760 };
      const context = await browser.newContext({ locale: language, storageState, viewport, colorScheme });
      for (let at = 0; at < paths.length; at += perSheet) {
        const part = paths.slice(at, at + perSheet);
        const file = join(folder, `${brand}-${language}-${width}-${colorScheme}-${at / perSheet}.png`);
        await sheetOf(context, part, { width, height, file });
        console.log(file, part.map((path) => new URL(path).pathname).join(' '));
      }
      await context.close();
    }
}

/** Every page's address; where it is one thing's, the first of them that some other page leads to. */
async function pathsOf(page: Page, origin: string): Promise<string[]> {
  const plain = PAGES.map(({ path }) => path).filter((path) => !path.includes(':'));
  const led = new Set<string>();
  for (const path of plain) {
    await page.goto(origin + path);
    const hrefs = (await page.evaluate(
      "[...document.querySelectorAll('a[href]')].map((one) => new URL(one.href).pathname)",
    )) as string[];
    for (const href of hrefs) led.add(href);
  }
  return PAGES.flatMap(({ path }) => {
    const pattern = new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`);
    const found = path.includes(':')
      ? [...led].find((one) => pattern.test(one) && !plain.includes(one))
      : path;
    return found && !/\.(svg|png|csv)$|\/part$/.test(found) ? [origin + found] : [];
  });
}

type Sheet = { width: number; height: number; file: string };

async function sheetOf(context: BrowserContext, paths: readonly string[], { width, height, file }: Sheet) {
  const page = await context.newPage();
  const images: string[] = [];
  for (const path of paths) {
    await page.goto(path);
    const wide = (await page.evaluate('document.documentElement.scrollWidth')) as number;
    if (wide > width) console.log(`TOO WIDE ${wide} at ${width}: ${path}`);
    images.push((await page.screenshot({ fullPage: true })).toString('base64'));
  }
  const drawn = images.map(
    (png) =>
      `<div style="width:${width}px;height:${height}px;overflow:hidden;flex:none"><img width="${width}" src="data:image/png;base64,${png}"></div>`,
  );
  await page.close();
  // A page of its own: ours allow no style but their own.
  const sheet = await context.newPage();
  await sheet.setViewportSize({ width: (width + 8) * paths.length, height });
  await sheet.setContent(
    `<!doctype html><body style="margin:0;display:flex;gap:8px;background:#888">${drawn.join('')}`,
  );
  await sheet.screenshot({ path: file });
  await sheet.close();
}

await main();

import type { Browser, Page } from 'playwright-core';

/** A page of its own that shows this text, as wide and as light as asked for. */
export async function opened(
  browser: Browser,
  html: string,
  width: number,
  scheme: 'light' | 'dark',
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 640 }, colorScheme: scheme });
  const page = await context.newPage();
  await page.setContent(html, { waitUntil: 'load' });
  return page;
}

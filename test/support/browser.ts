import { existsSync } from 'node:fs';
import type { Browser } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Where a browser is on this machine; tests that need one name themselves skipped without it. */
export const chromiumPath = [process.env['VOUCH_CHROMIUM'] ?? '', ...PLACES].find(
  (path) => path && existsSync(path),
);

/** A real browser, quiet: no background traffic of its own. */
export async function launchBrowser({ bfcache = false } = {}): Promise<Browser> {
  if (!chromiumPath) throw new Error('no chromium on this machine');
  const { chromium } = await import('playwright-core');
  return chromium.launch({
    executablePath: chromiumPath,
    // Playwright turns Back's own memory of pages off, and with it whatever could go wrong there.
    ...(bfcache ? { ignoreDefaultArgs: ['--disable-back-forward-cache'] } : {}),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

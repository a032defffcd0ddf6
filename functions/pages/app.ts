import { Hono } from 'hono';
import { putApply } from './apply.tsx';
import type { PagesDeps } from './deps.ts';
import { putLinkPages } from './link-pages.tsx';

/** The pages that people without a key see, beside the redirect itself. Mount before the redirect. */
export function createPages(deps: PagesDeps): Hono {
  const app = new Hono();
  putApply(app, deps);
  putLinkPages(app, deps);
  return app;
}

import { Hono } from 'hono';
import { putApply } from './apply.tsx';
import { putCalendar } from './calendar.ts';
import type { PagesDeps } from './deps.ts';
import { putLinkPages } from './link-pages.tsx';
import { messagePage } from './message-page.ts';
import { putReportPage } from './report-page.ts';
import { putScript } from './script.ts';
import { putUnsubscribe } from './unsubscribe.ts';

/** The pages that people without a key see, beside the redirect itself. Mount before the redirect. */
export function createPages(deps: PagesDeps): Hono {
  const app = new Hono();
  putApply(app, deps);
  putLinkPages(app, deps);
  putCalendar(app, deps);
  putReportPage(app, deps);
  putUnsubscribe(app, deps);
  if (deps.clickKeys) putScript(app, { ...deps, clickKeys: deps.clickKeys });
  return app;
}

/** What people are shown where there is nothing, or where something of ours failed. */
export const pageFor = (request: Request, status: 404 | 500): Response =>
  messagePage(request, status, status === 404 ? 'nothing' : 'failed');

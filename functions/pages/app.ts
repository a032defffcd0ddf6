import { Hono } from 'hono';
import { tableSnapshots } from '../../shared/data/reports/snapshot-store.ts';
import { putApply } from './apply.tsx';
import type { PagesDeps } from './deps.ts';
import { putLinkPages } from './link-pages.tsx';
import { putReportPage } from './report-page.ts';
import { putScript } from './script.ts';
import { putUnsubscribe } from './unsubscribe.ts';

/** The pages that people without a key see, beside the redirect itself. Mount before the redirect. */
export function createPages(deps: PagesDeps): Hono {
  const app = new Hono();
  putApply(app, deps);
  putLinkPages(app, deps);
  putReportPage(app, { ...deps, snapshots: deps.snapshots ?? tableSnapshots(deps.client, deps.tables) });
  putUnsubscribe(app, deps);
  if (deps.clickKeys) putScript(app, { ...deps, clickKeys: deps.clickKeys });
  return app;
}

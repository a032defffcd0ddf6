import type { Hono } from 'hono';
import { readSnapshot } from '../../shared/report/build-report.ts';
import { renderPage } from '../../shared/report/render/page/page.tsx';
import { reportPageHeaders } from '../../shared/report/render/page/page-style.ts';
import type { PagesDeps } from './deps.ts';
import { messagePage } from './message-page.ts';

/** `GET /r/{token}`: a shared report, as long as its address is good. */
export function putReportPage(app: Hono, deps: PagesDeps): void {
  app.get('/r/:token', async (c) => {
    const found = await deps.stores.findShare(c.req.param('token'), deps.now());
    if (!found) return messagePage(c.req.raw, 404, 'reportGone');
    const { brandId, share } = found;
    const report = await deps.stores.brand(brandId).reports.get(share.reportId);
    const snapshot = await readSnapshot(deps.stores, brandId, report);
    const locale = languageOf(c.req.header('accept-language'));
    const page = renderPage(snapshot, { showSpend: share.showSpend, address: report.address, locale });
    return c.body(page, 200, reportPageHeaders(snapshot));
  });
}

/** The first language that the reader's browser asks for; English when it asks for none. */
const languageOf = (header: string | undefined): string =>
  /^\s*([a-z]{2}(-[A-Z]{2})?)\b/.exec(header ?? '')?.[1] ?? 'en';

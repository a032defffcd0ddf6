import {
  createShare,
  deleteShare,
  listShares,
  revokeShare,
  type StoredShare,
} from '../../../../shared/domain/schema/answers/reports.ts';
import { DAY_MS } from '../../../../shared/domain/time/units.ts';
import { addressToken } from '../../address-token.ts';
import type { ApiDeps } from '../../deps.ts';
import { type Api, noContent, ok } from '../../http/call.ts';
import { notFound } from '../../http/refusal.ts';

const SHARE_DAYS = 90;

/** A report's public addresses, each of which can be taken back. */
export function registerShares(api: Api, deps: ApiDeps): void {
  api.on(createShare, async ({ stores, params, body, secretBytes, now, at }) => {
    const report = await stores.reports.get(params.id);
    const token = addressToken(secretBytes);
    const share = await stores.shares.create(token, {
      reportId: report.id,
      showSpend: body.showSpend,
      expiresAt: body.expiresAt ?? new Date(now + SHARE_DAYS * DAY_MS).toISOString(),
      createdAt: at,
      updatedAt: at,
    });
    const { id, showSpend, expiresAt } = share;
    return { status: 201 as const, body: { id, url: `${deps.publicUrl}/r/${token}`, showSpend, expiresAt } };
  });

  api.on(deleteShare, async ({ stores, params, at }) => {
    const shares = stores.shares;
    if ((await shares.get(params.shareId)).reportId !== params.id) return notFound('share');
    await shares.revoke(params.shareId, at);
    return noContent();
  });

  api.on(listShares, async ({ stores, now, pageStart, pageEnd }) => {
    const page = await stores.shares.list(pageStart(), now);
    return ok({ data: page.records.map(listedShare), nextCursor: pageEnd(page.lastKey) });
  });

  api.on(revokeShare, async ({ stores, params, at }) => {
    await stores.shares.revoke(params.id, at);
    return noContent();
  });
}

const listedShare = ({ id, reportId, showSpend, createdAt, expiresAt }: StoredShare) => ({
  id,
  reportId,
  showSpend,
  createdAt,
  expiresAt,
});

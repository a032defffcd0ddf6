import type { Hono } from 'hono';
import * as z from 'zod';
import { findLinkOwner } from '../../shared/data/link-owner.ts';
import { recordsOf } from '../../shared/data/records-store.ts';
import { resharesOf } from '../../shared/data/reshares-store.ts';
import { type ClickKeys, mintClickId, readClickId } from '../../shared/domain/click-id.ts';
import type { BrandId } from '../../shared/domain/schema/common.ts';
import type { PagesDeps } from './deps.ts';
import { SITE_SCRIPT, SITE_SCRIPT_HEADERS } from './site-script.ts';

/** What the site script tells. Whoever holds a click id of ours may speak for it: its MAC is the signature. */
const Event = z.strictObject({
  kind: z.literal('reshare'),
  clickId: z.string().max(100),
  /** The script's own name for this browser today; means nothing anywhere else. */
  visitor: z.string().regex(/^[0-9a-f]{16}$/),
});

const MOST_BYTES = 1_000;

/** `GET /v.js` and `POST /e`. Answers 204 to every event, good or bad: nobody waits for it, and nobody learns. */
export function putScript(app: Hono, deps: PagesDeps & { clickKeys: ClickKeys }): void {
  app.get('/v.js', (c) => {
    const fresh = c.req.header('if-none-match') === SITE_SCRIPT_HEADERS.ETag;
    return fresh ? c.body(null, 304, SITE_SCRIPT_HEADERS) : c.body(SITE_SCRIPT, 200, SITE_SCRIPT_HEADERS);
  });

  app.post('/e', async (c) => {
    if (Number(c.req.header('content-length') ?? 0) > MOST_BYTES) return c.body(null, 204);
    const event = parse((await c.req.text()).slice(0, MOST_BYTES));
    const place = event && readClickId(event.clickId, deps.clickKeys);
    const optedOut = c.req.header('sec-gpc') === '1' || c.req.header('dnt') === '1';
    const brandId = place && (await findLinkOwner(deps.client, deps.tables, place.linkId));
    if (!event || !place || !brandId || optedOut) return c.body(null, 204);
    const at = deps.now();
    await resharesOf(recordsOf(deps.client, deps.tables, brandId as BrandId)).take({
      linkId: place.linkId,
      parentClickId: event.clickId,
      clickId: mintClickId({ ...place, at }, deps.random(6), deps.clickKeys),
      visitor: event.visitor,
      at,
    });
    return c.body(null, 204);
  });
}

function parse(text: string): z.infer<typeof Event> | undefined {
  try {
    return Event.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

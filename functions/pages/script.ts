import type { Hono } from 'hono';
import * as z from 'zod';
import { amendClick } from '../../shared/data/clicks/amend-click.ts';
import { type ClickKeys, type ClickPlace, readClickId } from '../../shared/domain/click/click-id.ts';
import { mintClickId } from '../../shared/domain/click/mint-click-id.ts';
import { optedOut } from '../../shared/domain/click/visitor.ts';
import { SEEN_BY_SCRIPT } from '../../shared/domain/judge/what-is-read.ts';
import type { BrandId } from '../../shared/domain/schema/common.ts';
import {
  SITE_SCRIPT,
  SITE_SCRIPT_HEADERS,
  scriptAt,
  versionedHeaders,
} from '../../shared/domain/shops/site-script.ts';
import { MINUTE_MS } from '../../shared/domain/time/units.ts';
import type { PagesDeps } from './deps.ts';

const clickId = z.string().max(100);
/** What the site script tells. Whoever holds a click id of ours may speak for it: its MAC is the signature. */
const Event = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('reshare'),
    clickId,
    /** The script's own name for this browser today; means nothing anywhere else. */
    visitor: z.string().regex(/^[0-9a-f]{16}$/),
  }),
  z.strictObject({
    kind: z.literal('check'),
    clickId,
    /** The end of the address that the script was loaded from, and the host of the page that it stands in. */
    script: z.string().max(60),
    page: z.string().max(253),
  }),
  z.strictObject({ kind: z.literal('seen'), clickId, marks: z.array(z.enum(SEEN_BY_SCRIPT)).min(1).max(2) }),
]);
type Event = z.infer<typeof Event>;

const MOST_BYTES = 1_000;
/** The script speaks when its page is shown; long after the click nobody's word changes it. */
const SEEN_WITHIN_MS = 30 * MINUTE_MS;

/** `GET /v.js`, `GET /v/{version}.js` and `POST /e`. Answers 204 to every event, good or bad: nobody waits for it, and nobody learns. */
export function putScript(app: Hono, deps: PagesDeps & { clickKeys: ClickKeys }): void {
  const { tellings } = deps.addressLimits;
  app.get('/v.js', (c) => {
    const fresh = c.req.header('if-none-match') === SITE_SCRIPT_HEADERS.ETag;
    return fresh ? c.body(null, 304, SITE_SCRIPT_HEADERS) : c.body(SITE_SCRIPT, 200, SITE_SCRIPT_HEADERS);
  });

  // What is no version of ours, or no longer, is answered with the newest: better than a shop without a script.
  app.get('/v/:file', (c) => {
    const script = scriptAt(c.req.path);
    return script
      ? c.body(script, 200, versionedHeaders(script))
      : c.body(SITE_SCRIPT, 200, SITE_SCRIPT_HEADERS);
  });

  app.post('/e', async (c) => {
    if (Number(c.req.header('content-length') ?? 0) > MOST_BYTES) return c.body(null, 204);
    const event = parse((await c.req.text()).slice(0, MOST_BYTES));
    const place = event && readClickId(event.clickId, deps.clickKeys);
    if (!event || !place || optedOut(c.req.header())) return c.body(null, 204);
    if (tellings(deps.addressOf?.(c.req.raw) ?? 'unknown', deps.now()) > 0) return c.body(null, 204);
    if (event.kind === 'seen') await takeSeen(event, place, deps);
    else await takeForBrand(event, place, deps);
    return c.body(null, 204);
  });
}

type Told<K extends Event['kind']> = Extract<Event, { kind: K }>;

async function takeSeen(event: Told<'seen'>, place: ClickPlace, { stores, now }: PagesDeps): Promise<void> {
  if (now() - place.at <= SEEN_WITHIN_MS) await amendClick(place, event.clickId, event.marks, stores);
}

async function takeForBrand(
  event: Told<'reshare' | 'check'>,
  place: ClickPlace,
  { stores, now, random, clickKeys }: PagesDeps & { clickKeys: ClickKeys },
): Promise<void> {
  const brandId = await stores.findLinkOwner(place.linkId);
  if (!brandId) return;
  const at = now();
  const { reshares, scriptHeard } = stores.brand(brandId as BrandId);
  if (event.kind === 'check') {
    const heardAt = new Date(at).toISOString();
    return scriptHeard.note({ heardAt, page: event.page, script: event.script });
  }
  await reshares.take({
    linkId: place.linkId,
    parentClickId: event.clickId,
    clickId: mintClickId({ ...place, at }, random(6), clickKeys),
    visitor: event.visitor,
    at,
  });
}

function parse(text: string): Event | undefined {
  try {
    return Event.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

import { pageOfClicks } from '../../../../shared/data/clicks/click-pages.ts';
import type { ScriptHeard } from '../../../../shared/data/shops/script-heard.ts';
import type { Brand } from '../../../../shared/domain/schema/access/brand.ts';
import type { StoredConversion } from '../../../../shared/domain/schema/orders/conversions.ts';
import { checkSetup, type SetupCheck } from '../../../../shared/domain/schema/shops/check.ts';
import { nextSteps } from '../../../../shared/domain/shops/next-steps.ts';
import {
  SITE_SCRIPT_INTEGRITY,
  SITE_SCRIPT_PATH,
  siteScriptTag,
} from '../../../../shared/domain/shops/site-script.ts';
import { DAY_MS, MINUTE_MS } from '../../../../shared/domain/time/units.ts';
import { addDays, dayOf } from '../../../../shared/domain/time/week.ts';
import { toldTwice } from '../../../../shared/shops/told-by-file.ts';
import type { ApiDeps } from '../../deps.ts';
import { type Api, ok } from '../../http/call.ts';

const CLICK_DAYS = 2;
const ORDER_DAYS = 7;
/** The newest orders that are opened to see what was refused. */
const MOST_OPENED = 200;

export function registerCheck(api: Api, deps: ApiDeps): void {
  const { clicks, orderReader } = deps.stores;

  async function lastClickOf(brand: Brand, now: number): Promise<SetupCheck['lastClick']> {
    const search = {
      brandId: brand.id,
      fromMs: now - CLICK_DAYS * DAY_MS,
      toMs: now + MINUTE_MS,
      dedupeSeconds: brand.attribution.clickDedupe,
      wanted: ({ verdict }: { verdict: { kind: string } }) => verdict.kind === 'counted',
    };
    const { found } = await pageOfClicks(clicks, search, 1, undefined);
    const click = found[0]?.click;
    return click ? { id: click.id, at: new Date(click.at).toISOString(), linkId: click.linkId } : null;
  }

  /** The newest first. */
  async function ordersOf(brand: Brand, now: number): Promise<string[]> {
    const today = dayOf(now, brand.timeZone);
    const lines = await orderReader.listLines(brand.id, addDays(today, -ORDER_DAYS), addDays(today, 1));
    const booked = lines.flatMap((line) =>
      line.kind === 'booked' && !line.order.refundOf ? [line.order] : [],
    );
    return booked
      .sort((a, b) => b.receivedAt - a.receivedAt || b.occurredAt - a.occurredAt)
      .map(({ conversionId }) => conversionId);
  }

  api.on(checkSetup, async ({ stores, now }) => {
    const brand = await stores.getBrand();
    const [lastClick, ids, heard] = await Promise.all([
      lastClickOf(brand, now),
      ordersOf(brand, now),
      stores.scriptHeard.find(),
    ]);
    const opened = await stores.conversions.getMany(ids.slice(0, MOST_OPENED));
    const seen = { script: scriptOf(heard, deps.publicUrl), lastClick, orders: orderSums(opened) };
    return ok({ works: seen.orders.withClick > 0, ...seen, next: nextSteps(seen) });
  });
}

function orderSums(opened: readonly StoredConversion[]): SetupCheck['orders'] {
  const [withClick, without] = [opened.filter(namesClick), opened.filter((order) => !namesClick(order))];
  return {
    withClick: withClick.length,
    withoutClick: without.length,
    lastWithClick: withClick[0] ? shown(withClick[0]) : null,
    lastWithoutClick: without[0] ? shown(without[0]) : null,
    toldTwice: toldTwice(opened).map(([hooked, bare]) => ({ hooked, bare })),
  };
}

const namesClick = ({ touches }: StoredConversion): boolean => touches.length > 0;

const shown = ({ id, externalId, occurredAt, refused }: StoredConversion) => ({
  id,
  externalId,
  occurredAt,
  refused: refused.map(({ clickId, reason }) => ({ clickId, reason })),
});

const scriptOf = (heard: ScriptHeard | undefined, publicUrl: string): SetupCheck['script'] => ({
  url: publicUrl + SITE_SCRIPT_PATH,
  latestUrl: `${publicUrl}/v.js`,
  integrity: SITE_SCRIPT_INTEGRITY,
  tag: siteScriptTag(publicUrl),
  lastHeardAt: heard?.heardAt ?? null,
  page: heard?.page ?? null,
  isNewest: heard ? heard.script.endsWith(SITE_SCRIPT_PATH) || heard.script.endsWith('/v.js') : null,
});

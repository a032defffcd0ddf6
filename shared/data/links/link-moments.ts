import { summarize } from '../../domain/click/fold.ts';
import { hourlyMean, isSurge, type LinkHour, TRAILING_DAYS } from '../../domain/link/link-moments.ts';
import type { BrandId } from '../../domain/schema/common.ts';
import type { StoredLink } from '../../domain/schema/programme/links.ts';
import { DAY_MS, HOUR_MS } from '../../domain/time/units.ts';
import { addDays, dayBounds, dayOf } from '../../domain/time/week.ts';
import type { EventType } from '../../domain/vocabulary.ts';
import type { HourRow } from '../counts/hour-rows.ts';
import type { Zoned } from '../counts/open-rows.ts';
import type { Stores } from '../stores.ts';
import { hourOf, hourRowsPartition, startOfHour } from '../table/keys.ts';

/** An older hour that is sealed again (an import, a repair) is no news. */
const NEWS_MS = DAY_MS;
const MOMENTS: readonly EventType[] = ['link.first_click', 'link.surge'];

type MomentDeps = Pick<Stores, 'brand' | 'counts' | 'countReader' | 'now'> & {
  timeZoneOf: (brandId: string) => Promise<string>;
};

/**
 * Tells webhooks of a link's first click and of an hour far above its own mean, after that hour was sealed. Repeating
 * it tells nothing twice: a link has one first click, and at most one surge a local day. Reads nothing unless a
 * webhook asked for it.
 */
export function createMomentTeller(deps: MomentDeps) {
  return async function tellMoments(brand: string, hour: string, rows: readonly HourRow[]): Promise<void> {
    const brandId = brand as BrandId;
    const startMs = startOfHour(hour);
    if (startMs < deps.now() - NEWS_MS || rows.length === 0) return;
    const stores = deps.brand(brandId);
    if (!(await stores.wantsAny(MOMENTS))) return;
    const zoned = { brandId, timeZone: await deps.timeZoneOf(brandId) };
    const clicks = clicksByLink(rows);
    const links = await stores.links.getMany([...clicks.keys()]);
    const before = await clicksBefore(zoned, startMs, deps);
    for (const link of links) {
      const linkHour = hourOfLink(link, clicks.get(link.id) ?? 0, before, startMs);
      if (linkHour.clicks > 0) await tell(link, linkHour, before, startMs, zoned, deps);
    }
  };
}

async function tell(
  link: StoredLink,
  hour: LinkHour,
  before: Before,
  startMs: number,
  { brandId, timeZone }: Zoned,
  deps: MomentDeps,
): Promise<void> {
  const at = new Date(startMs).toISOString();
  const about = { linkId: link.id, postId: link.postId, slug: link.slug, hour: at, clicks: hour.clicks };
  const emit = (type: EventType, subjectId: string, data: object) =>
    deps.brand(brandId as BrandId).emitEvent({
      type,
      subjectId,
      data,
      at: new Date(deps.now()).toISOString(),
    });
  if (hour.trailingClicks === 0 && !(await wasClickedEarlier(link, before, { brandId, timeZone }, deps)))
    await emit('link.first_click', link.id, about);
  if (isSurge(hour)) {
    const usual = Math.round(hourlyMean(hour) * 100) / 100;
    await emit('link.surge', `${link.id}|${dayOf(startMs, timeZone)}`, { ...about, usualPerHour: usual });
  }
}

type Before = { fromDay: string; fromMs: number; clicks: Map<string, number> };

/** By link: the seven local days before, and this day's hours before the hour. */
async function clicksBefore(zoned: Zoned, startMs: number, deps: MomentDeps): Promise<Before> {
  const today = dayOf(startMs, zoned.timeZone);
  const fromDay = addDays(today, -TRAILING_DAYS);
  const dayStart = dayBounds(today, zoned.timeZone).startMs;
  const partition = hourRowsPartition(zoned.brandId);
  const [first, last] = [hourOf(dayStart), hourOf(startMs - HOUR_MS)];
  const hours = first <= last ? await deps.counts.listPacked<HourRow>(partition, first, last) : new Map();
  const sameDay = [...hours.values()].flat().filter((row: HourRow) => row.startMs >= dayStart);
  const clicks = clicksByLink(sameDay);
  for (const day of await deps.countReader.listLinkDays(zoned, fromDay, addDays(today, -1)))
    clicks.set(day.linkId, (clicks.get(day.linkId) ?? 0) + day.clicks);
  return { fromDay, fromMs: dayBounds(fromDay, zoned.timeZone).startMs, clicks };
}

function clicksByLink(rows: readonly HourRow[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { linkId, tally } of rows) sums.set(linkId, (sums.get(linkId) ?? 0) + summarize(tally).clicks);
  return sums;
}

const hourOfLink = (link: StoredLink, clicks: number, before: Before, startMs: number): LinkHour => ({
  clicks,
  trailingClicks: before.clicks.get(link.id) ?? 0,
  trailingHours: Math.max(0, startMs - Math.max(before.fromMs, Date.parse(link.createdAt))) / HOUR_MS,
});

async function wasClickedEarlier(
  link: StoredLink,
  { fromDay }: Before,
  zoned: Zoned,
  { countReader }: MomentDeps,
): Promise<boolean> {
  const born = dayOf(Date.parse(link.createdAt), zoned.timeZone);
  if (born >= fromDay) return false;
  const days = await countReader.listLinkDays(zoned, born, addDays(fromDay, -1));
  return days.some(({ linkId, clicks }) => linkId === link.id && clicks > 0);
}

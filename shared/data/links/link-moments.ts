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
import { startOfHour } from '../table/keys.ts';

/** An older hour that is sealed again (an import, a repair) is no news. */
const NEWS_MS = DAY_MS;
const MOMENTS: readonly EventType[] = ['link.first_click', 'link.surge'];

type MomentDeps = Pick<Stores, 'brand' | 'counts' | 'countReader' | 'now'> & {
  timeZoneOf: (brandId: string) => Promise<string>;
  /** Something was queued for a webhook. */
  told?: () => void;
};

/**
 * Tells webhooks of a link's first click and of an hour far above its own mean, after that hour was sealed: what the
 * watch (watch-moments.ts) has missed. Repeating it tells nothing twice: a link has one first click, and at most one
 * surge a local day. Reads nothing unless a webhook asked for it.
 */
export function createMomentTeller(deps: MomentDeps) {
  const tellOfHour = hourTeller(deps);
  return async function tellMoments(brand: string, hour: string, rows: readonly HourRow[]): Promise<void> {
    if (rows.length === 0 || !isNews(startOfHour(hour), deps)) return;
    if (await wantsMoments(brand, deps))
      await tellOfHour(await hourBefore(brand, hour, deps), clicksByLink(rows));
  };
}

export const wantsMoments = (brandId: string, { brand }: Pick<MomentDeps, 'brand'>): Promise<boolean> =>
  brand(brandId as BrandId).wantsAny(MOMENTS);

export const isNews = (startMs: number, { now }: Pick<MomentDeps, 'now'>): boolean =>
  startMs >= now() - NEWS_MS;

/** An hour of a brand, beside the week before it. */
export type HourBefore = { zoned: Zoned; startMs: number; before: Before };

export async function hourBefore(brandId: string, hour: string, deps: MomentDeps): Promise<HourBefore> {
  const startMs = startOfHour(hour);
  const zoned = { brandId, timeZone: await deps.timeZoneOf(brandId) };
  return { zoned, startMs, before: await clicksBefore(zoned, startMs, deps) };
}

/** Tells what there is to tell of these links, each with its counted clicks of the hour; answers how each stands. */
export const hourTeller =
  (deps: MomentDeps) =>
  async (
    { zoned, startMs, before }: HourBefore,
    clicks: ReadonlyMap<string, number>,
  ): Promise<Map<string, LinkHour>> => {
    const links = await deps.brand(zoned.brandId as BrandId).links.getMany([...clicks.keys()]);
    const hours = new Map(
      links.map((link) => [link.id as string, hourOfLink(link, clicks.get(link.id) ?? 0, before, startMs)]),
    );
    for (const link of links) {
      const hour = hours.get(link.id);
      if (hour && hour.clicks > 0) await tell(link, hour, before, startMs, zoned, deps);
    }
    return hours;
  };

async function tell(
  link: StoredLink,
  hour: LinkHour,
  before: Before,
  startMs: number,
  { brandId, timeZone }: Zoned,
  deps: MomentDeps,
): Promise<void> {
  const at = new Date(startMs).toISOString();
  const { id: linkId, postId, slug } = link;
  const about = { linkId, ...(postId ? { postId } : {}), slug, hour: at, clicks: hour.clicks };
  const emit = async (type: EventType, subjectId: string, data: object) => {
    const at = new Date(deps.now()).toISOString();
    if ((await deps.brand(brandId as BrandId).emitEvent({ type, subjectId, data, at })) > 0) deps.told?.();
  };
  if (hour.trailingClicks === 0 && !(await wasClickedEarlier(link, before, { brandId, timeZone }, deps)))
    await emit('link.first_click', link.id, about);
  if (isSurge(hour)) {
    const usual = Math.round(hourlyMean(hour) * 100) / 100;
    await emit('link.surge', `${link.id}|${dayOf(startMs, timeZone)}`, { ...about, usualPerHour: usual });
  }
}

type Before = { fromDay: string; fromMs: number; clicks: Map<string, number> };

/** By link: the seven local days before, and this day's hours before the hour, sealed or not. */
async function clicksBefore(zoned: Zoned, startMs: number, deps: MomentDeps): Promise<Before> {
  const today = dayOf(startMs, zoned.timeZone);
  const fromDay = addDays(today, -TRAILING_DAYS);
  const hours: HourRow[] = await deps.countReader.listHoursOfDays(zoned, today, today);
  const clicks = clicksByLink(hours.filter((row) => row.startMs < startMs));
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

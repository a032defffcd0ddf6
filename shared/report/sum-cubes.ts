import type { DayCubes } from '../data/counts/count-reader.ts';
import type { CubeCell } from '../domain/click/fold.ts';
import type { LinkDayChannel } from '../domain/facts.ts';
import type { SnapshotInput } from '../domain/report/snapshot-input.ts';
import { daysOfWeek, weekOfDay } from '../domain/time/week.ts';
import type { Channel } from '../domain/vocabulary.ts';

/** What a report wants of the click cubes. `channels` are whole weeks, each on its Monday. */
export type CubeSums = { channels: LinkDayChannel[] } & Required<
  Pick<SnapshotInput, 'sharesSeen' | 'referrerOnly'>
>;

/**
 * Adds up cubes as they are read, so that no more than a piece of them is ever held: clicks by week, link and channel,
 * and of the week itself the previews that were fetched and what referrers alone would have said.
 */
export async function sumCubes(days: AsyncIterable<DayCubes>, week: string): Promise<CubeSums> {
  const byWeek = new Map<string, Map<string, LinkDayChannel[]>>();
  const previews = new Map<string, number>();
  const referrers = new Map<string, number>();
  for await (const { day, cubes } of days) {
    const weekOfCubes = weekOfDay(day);
    const [monday = day] = daysOfWeek(weekOfCubes);
    const links = byWeek.get(monday) ?? new Map<string, LinkDayChannel[]>();
    byWeek.set(monday, links);
    for (const { linkId, cells } of cubes) {
      links.set(linkId, addChannels(links.get(linkId) ?? [], monday, linkId, cells));
      if (weekOfCubes !== week) continue;
      for (const { reason, app, referrerOnly, count } of cells) {
        if (reason === '') add(referrers, referrerOnly, count);
        else if (reason === 'preview' && app) add(previews, app, count);
      }
    }
  }
  return {
    channels: [...byWeek.values()].flatMap((links) => [...links.values()].flat()),
    sharesSeen: largestFirst(previews).map(([app, count]) => ({ app, count })),
    referrerOnly: largestFirst(referrers).map(([bucket, clicks]) => ({ bucket, clicks })),
  };
}

/** A link has a handful of channels: found faster by looking than by a map. */
function addChannels(rows: LinkDayChannel[], day: string, linkId: string, cells: readonly CubeCell[]) {
  for (const { reason, channel, app, count } of cells) {
    if (reason !== '') continue;
    const known = rows.find((row) => row.channel === channel && (row.app ?? '') === app);
    if (known) known.clicks += count;
    else rows.push({ day, linkId, channel: channel as Channel, ...(app ? { app } : {}), clicks: count });
  }
  return rows;
}

const add = (sums: Map<string, number>, name: string, count: number): void => {
  sums.set(name, (sums.get(name) ?? 0) + count);
};

const largestFirst = (sums: ReadonlyMap<string, number>): [string, number][] =>
  [...sums].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1));

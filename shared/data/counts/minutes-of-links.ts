import { clicksOf } from '../../domain/click/fold.ts';
import { HOUR_MS } from '../../domain/time/units.ts';
import { hourOf, minuteOf, rawPartitionKey, startOfMinute } from '../table/keys.ts';
import type { CountedMinute, CountStore } from './count-store.ts';
import { fuller, listPackedMinutes } from './packed-minutes.ts';
import { rowsMayBeGone } from './row-expiry.ts';

/** A link from … until (exclusive), epoch ms. */
export type LinkSpan = { linkId: string; fromMs: number; untilMs: number };
/** Clicks of a link in one minute. */
export type MinuteClicks = { at: number; clicks: number };

/**
 * What links of a brand counted, each in a span of its own, by minute; in the order asked. Minutes whose rows may have
 * gone are looked up in the packs of their hours as well, each day of them read once for all links.
 */
export async function listMinutesOfLinks(
  counts: Pick<CountStore, 'readMinuteRowsOfLink' | 'listPacked'>,
  brandId: string,
  wanted: readonly LinkSpan[],
  now: number,
): Promise<MinuteClicks[][]> {
  const found = wanted.map((span) => ({ span, rows: new Map<string, Slim>() }));
  await Promise.all(
    found.map(async ({ span, rows }) => {
      for await (const minute of counts.readMinuteRowsOfLink(span.linkId, span)) note(rows, minute);
    }),
  );
  for (const [first, last] of oldDaysOf(wanted, now))
    for (const minute of await listPackedMinutes(counts, brandId, first, last))
      for (const { span, rows } of found) if (isIn(span, minute)) note(rows, minute);
  return found.map(({ rows }) => clicksByMinute([...rows.values()]));
}

/** A row without its cells and visitors: a viral week has a hundred thousand of them. */
type Slim = { at: number; clicks: number; generation: number; tally: { hits: number } };

function note(rows: Map<string, Slim>, { partition, row }: CountedMinute): void {
  const name = rawPartitionKey(partition);
  const { tally, generation } = row;
  const at = startOfMinute(partition.minute);
  const slim: Slim = { at, clicks: clicksOf(tally), generation, tally: { hits: tally.hits } };
  rows.set(name, fuller(rows.get(name) ?? slim, slim));
}

const isIn = ({ linkId, fromMs, untilMs }: LinkSpan, { partition }: CountedMinute): boolean =>
  partition.linkId === linkId &&
  partition.minute >= minuteOf(fromMs) &&
  startOfMinute(partition.minute) < untilMs;

/** The first and last hour of each UTC day, as far as they are asked for and old. */
function oldDaysOf(wanted: readonly LinkSpan[], now: number): [first: string, last: string][] {
  const hours = new Set<string>();
  for (const { fromMs, untilMs } of wanted)
    for (let at = fromMs; hourOf(at) <= hourOf(untilMs - 1) && rowsMayBeGone(hourOf(at), now); at += HOUR_MS)
      hours.add(hourOf(at));
  const days = new Map<string, [string, string]>();
  for (const hour of [...hours].sort()) {
    const day = hour.slice(0, 10);
    days.set(day, [days.get(day)?.[0] ?? hour, hour]);
  }
  return [...days.values()];
}

function clicksByMinute(rows: readonly Slim[]): MinuteClicks[] {
  const byMinute = new Map<number, number>();
  for (const { at, clicks } of rows) byMinute.set(at, (byMinute.get(at) ?? 0) + clicks);
  return [...byMinute].sort(([a], [b]) => a - b).map(([at, clicks]) => ({ at, clicks }));
}

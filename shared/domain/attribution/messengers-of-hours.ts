import type { CubeCell, Tally } from '../click/fold.ts';
import { fetchedByOf } from '../judge/fetcher-of.ts';
import { HOUR_MS } from '../time/units.ts';
import {
  estimateMessengers,
  type PreviewSeen,
  priorFromIdentified,
  type UnidentifiedClick,
} from './messenger-posterior.ts';

/** One link's hits of one hour, as they were counted; `startMs` in epoch ms. */
export type CountedHour = { linkId: string; startMs: number; tally: Tally };
type CellOfHour = CubeCell & { linkId: string; startMs: number };

/**
 * Which messengers the unnamed dark clicks of these hours came from, estimated from the previews of their links
 * (messenger-posterior.ts). Hours stand for the moments inside them: a click is taken at its hour's end, a preview at
 * its start.
 */
export function messengersOfHours(hours: readonly CountedHour[]) {
  const cells = hours.flatMap(({ linkId, startMs, tally }) =>
    tally.cells.map((cell) => ({ ...cell, linkId, startMs })),
  );
  const previews = cells.filter(({ reason, app }) => reason === 'preview' && app !== '').flatMap(previewsOf);
  const counted = cells.filter(({ reason }) => reason === '');
  const named = counted.filter(({ channel, app }) => channel === 'dark_messenger' && app !== '');
  const unnamed = counted.filter(
    ({ channel, app }) => channel === 'dark_unknown' || (channel === 'dark_messenger' && app === ''),
  );
  const prior = priorFromIdentified(clicksByApp(named));
  const { apps, unidentified } = estimateMessengers(unnamed.flatMap(clicksOf), previews, () => prior);
  return {
    apps: apps.map(({ app, fraction, low, high }) => ({ app, clicks: fraction, low, high })),
    unidentified,
  };
}

function clicksByApp(cells: readonly CubeCell[]): Record<string, number> {
  const clicks = new Map<string, number>();
  for (const { app, count } of cells) clicks.set(app, (clicks.get(app) ?? 0) + count);
  return Object.fromEntries(clicks);
}

const previewsOf = ({ linkId, startMs, app, country, count }: CellOfHour): PreviewSeen[] =>
  Array(count).fill({
    linkId,
    at: startMs,
    app,
    fetchedBy: fetchedByOf(app),
    ...(country ? { country } : {}),
  });

const clicksOf = ({ linkId, startMs, country, count }: CellOfHour): UnidentifiedClick[] =>
  Array(count).fill({ linkId, at: startMs + HOUR_MS - 1, ...(country ? { country } : {}) });

import { type Channel, isDark } from '../vocabulary.ts';
import type { Click } from './click.ts';
import { cardinality, mergeSketches, type Sketch, sketchOf } from './sketch.ts';

/**
 * What one link's hits in one bucket come to: a small cube, one count per distinct tuple, so that any grouping is
 * exact. A fold is a pure function of a set of clicks. Folding a larger set never gives a smaller `hits`, which is
 * why "write if hits grew" is safe under repeats, reordering, retries and crashes.
 */
export type Tally = {
  hits: number;
  cells: CubeCell[];
  visitors: Sketch;
};

/** One tuple and how often it was seen. `reason` is '' for a click that counts. */
export type CubeCell = {
  reason: string;
  channel: string;
  app: string;
  device: string;
  os: string;
  country: string;
  trigger: string;
  /** What referrer-only analytics would have called it. */
  referrerOnly: string;
  count: number;
};

/** A click without what only judging it again would need: two thirds of its bytes. */
export type CountableClick = Omit<Click, 'raw'>;

/** Folds one raw partition (or any set of one link's clicks), counting each id once. */
export const foldClicks = (clicks: CountableClick[], dedupeSeconds: number): Tally =>
  tallyOfSettled(settleClicks(clicks, dedupeSeconds));

/** The same of clicks that are settled. */
export function tallyOfSettled(settled: CountableClick[]): Tally {
  const cells = new Map<string, CubeCell>();
  const visitors: string[] = [];
  for (const click of settled) {
    addCell(cells, cellOf(click));
    if (click.verdict.kind === 'counted' && click.visitor) visitors.push(click.visitor);
  }
  return { hits: settled.length, cells: sorted(cells), visitors: sketchOf(visitors) };
}

/**
 * The verdicts that count: ids once each, and of one visitor's taps inside the repeat window only the first.
 * The redirect marks the repeats it sees; instances that don't see each other leave some for this step.
 */
export const settleClicks = <One extends CountableClick>(clicks: One[], dedupeSeconds: number): One[] =>
  settleApart(clicks, dedupeSeconds).settled;

/** Of settled clicks, which of them are `repeats` only by this step, and whose visitor counts here once `again`. */
type Settled<One> = { settled: One[]; repeats: One[]; again: One[] };

export function settleApart<One extends CountableClick>(clicks: One[], dedupeSeconds: number): Settled<One> {
  const distinct = [...new Map(clicks.map((click) => [click.id, click])).values()];
  distinct.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  const lastCounted = new Map<string, number>();
  const repeats: One[] = [];
  const again: One[] = [];
  const settled = distinct.map((click) => {
    if (click.verdict.kind !== 'counted' || !click.visitor) return click;
    const last = lastCounted.get(click.visitor);
    if (last !== undefined && click.at - last < dedupeSeconds * 1_000) {
      repeats.push(click);
      return asRepeat(click);
    }
    if (last !== undefined) again.push(click);
    lastCounted.set(click.visitor, click.at);
    return click;
  });
  return { settled, repeats, again };
}

export const asRepeat = <One extends CountableClick>(click: One): One => ({
  ...click,
  verdict: repeatOf(click.verdict),
});

/** What a hit's verdict becomes where it is known for a repeat. */
export const repeatOf = <One extends CountableClick['verdict']>(verdict: One) => ({
  ...verdict,
  kind: 'excluded' as const,
  reason: 'repeat' as const,
});

/** A tap on the link of a drop that is not open yet: kept, and no visit of the drop. Bots stay bots. */
export const asEarly = <One extends CountableClick>(click: One): One =>
  click.verdict.kind === 'counted'
    ? { ...click, verdict: { ...click.verdict, kind: 'excluded', reason: 'early' } }
    : click;

/** The sum of tallies of disjoint sets: minutes into an hour, hours into a day. */
export function sumTallies(tallies: Tally[]): Tally {
  const cells = new Map<string, CubeCell>();
  let hits = 0;
  for (const tally of tallies) {
    hits += tally.hits;
    for (const cell of tally.cells) addCell(cells, cell);
  }
  return { hits, cells: sorted(cells), visitors: mergeSketches(tallies.map((tally) => tally.visitors)) };
}

export type TallySummary = {
  hits: number;
  clicks: number;
  uniques: number;
  darkClicks: number;
  excluded: Record<string, number>;
};

/** What counts of a tally, without asking how many visitors it was. */
export const clicksOf = ({ cells }: Pick<Tally, 'cells'>): number =>
  cells.reduce((sum, { reason, count }) => (reason === '' ? sum + count : sum), 0);

export function summarize(tally: Tally): TallySummary {
  const clicks = clicksOf(tally);
  const summary: TallySummary = {
    hits: tally.hits,
    clicks,
    // Each visitor clicked at least once: where the sketch estimates more, the clicks know better.
    uniques: Math.min(clicks, cardinality(tally.visitors)),
    darkClicks: 0,
    excluded: {},
  };
  for (const cell of tally.cells) {
    if (cell.reason) {
      summary.excluded[cell.reason] = (summary.excluded[cell.reason] ?? 0) + cell.count;
    } else if (isDark(cell.channel as Channel)) summary.darkClicks += cell.count;
  }
  return summary;
}

function cellOf(click: CountableClick): CubeCell {
  const { verdict } = click;
  const share = verdict.kind === 'excluded' ? verdict.share : undefined;
  return {
    reason: verdict.kind === 'excluded' ? verdict.reason : '',
    channel: verdict.channel,
    app: share?.app ?? verdict.app ?? '',
    device: verdict.device,
    os: verdict.os,
    country: click.country ?? '',
    trigger: verdict.trigger,
    referrerOnly: click.referrerOnly,
    count: 1,
  };
}

const tupleOf = (cell: CubeCell): string =>
  `${cell.reason}|${cell.channel}|${cell.app}|${cell.device}|${cell.os}|${cell.country}|${cell.trigger}|${cell.referrerOnly}`;

function addCell(cells: Map<string, CubeCell>, cell: CubeCell): void {
  const tuple = tupleOf(cell);
  const known = cells.get(tuple);
  if (known) known.count += cell.count;
  else cells.set(tuple, { ...cell });
}

const sorted = (cells: Map<string, CubeCell>): CubeCell[] =>
  [...cells.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => cell);

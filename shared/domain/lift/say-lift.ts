import type { LiftRefusal } from '../vocabulary.ts';

/** Why there is no figure, and what would help: plain sentences for people. */
export const REFUSAL_NOTES: Record<LiftRefusal, string> = {
  tooFewDays:
    'Not estimated: too few days of the shop’s totals before it; four weeks at least, half a year is good.',
  noQuietDays:
    'Not estimated: the shop has too few days without other posts or sales before it to compare with. Draw a plan of cities and weeks instead.',
  windowLeftOut:
    'Not estimated: on most of these days other posts ran, there was a sale, or totals are missing. Ask for all posts together.',
  tooFewOrders: 'Not estimated: on most days there is nothing to count.',
  tooNoisy:
    'Can’t be measured with these data: only a doubling would have been visible. This doesn’t mean that the posts did nothing.',
};

export const NO_WINDOW = 'Not estimated: no day after its posts is over yet.';

/** The one sentence of a reading: a range first, the point never alone. */
export function sayLift(read: {
  detected: boolean;
  low: number;
  high: number;
  shareLow: number;
  shareHigh: number;
  smallestVisible: number;
  quiet: { windows: number; alarms: number };
  what: string;
}): string {
  const number = (value: number) => (Math.abs(value) < 10 ? value.toFixed(1) : Math.round(value).toString());
  const percent = (share: number) => `${Math.round(100 * share)} %`;
  const alarms = `In the ${read.quiet.windows} quiet stretches before, this reading would have raised a false alarm ${times(read.quiet.alarms)}.`;
  if (read.detected && read.low > 0)
    return `Between ${number(read.low)} and ${number(read.high)} ${read.what} a day more than the shop would have had without these posts. ${alarms}`;
  if (read.detected)
    return `Between ${number(-read.high)} and ${number(-read.low)} ${read.what} a day fewer than expected. ${alarms}`;
  return `Can’t be told from ordinary days: between ${percent(Math.max(0, -read.shareLow))} fewer and ${percent(Math.max(0, read.shareHigh))} more than expected. Only an effect above ${percent(read.smallestVisible)} would have been visible. This doesn’t mean that the posts did nothing.`;
}

const times = (count: number): string => (count === 0 ? 'never' : count === 1 ? 'once' : `${count} times`);

/** What a plan promised, and what is left of it: shares, and how many of its blocks are over without totals. */
export type PlanPromise = { promised: number | null; now: number | null; missing: number; blocks: number };

/** Told before anybody posts, and again where totals went missing since. */
export function sayPlanned({ promised, now, missing, blocks }: PlanPromise): string {
  if (promised === null)
    return 'What would show can’t be told: send the totals of these cities for as many weeks before, then draw the plan.';
  if (missing === 0) return `A rise of ${percentOf(promised)} or more would show in four of five such plans.`;
  const left =
    now === null
      ? 'nothing can be told from those that are left.'
      : `a rise of ${percentOf(now)} or more shows in four of five such plans now, ${percentOf(promised)} was promised.`;
  return `${sayMissing(missing, blocks)}: ${left} Send them if you have them.`;
}

/** Told once the plan is over; undefined: the cities' totals are missing, or too many of them. */
export function sayPlan(share: { low: number; high: number } | undefined, promise: PlanPromise): string {
  if (!share) return 'Not estimated: the totals of these cities are missing for most of the plan.';
  const { missing, blocks } = promise;
  return `${sayShare(share, promise)}${missing > 0 ? ` ${sayMissing(missing, blocks)}.` : ''}`;
}

function sayShare({ low, high }: { low: number; high: number }, { promised, now }: PlanPromise): string {
  if (low > 0)
    return `Where squads posted, between ${percentOf(low)} and ${percentOf(high)} more than where they waited.`;
  if (high < 0)
    return `Where squads posted, between ${percentOf(high)} and ${percentOf(low)} fewer than where they waited.`;
  const told = promised === null || promised === now ? '' : `, ${percentOf(promised)} was promised`;
  const visible =
    now === null ? '' : ` Only a rise of ${percentOf(now)} or more would have been visible${told}.`;
  return `Can’t be told from weeks without posts: between ${percentOf(low)} fewer and ${percentOf(high)} more.${visible} This doesn’t mean that the posts did nothing.`;
}

const sayMissing = (missing: number, blocks: number): string =>
  `Totals of ${missing} of ${blocks} blocks are missing`;

const percentOf = (share: number): string => `${Math.round(100 * Math.abs(share))} %`;

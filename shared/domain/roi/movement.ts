import { benjaminiHochberg, type Exposed, overdispersion, rateChange } from '../statistics/rate-change.ts';

/** One count to compare: this period's, the previous one's, and up to eight earlier ones (newest last). */
export type Series = {
  metric: 'clicks' | 'orders';
  group: string;
  now: Exposed;
  before: Exposed;
  /** Counts per period before `before`; they say how wild the series usually is and what is usual. */
  history: number[];
};

export type Movement = {
  metric: Series['metric'];
  group: string;
  now: number;
  before: number;
  medianOfLastFour: number;
  /** Growth of the rate per hour, 0.18 for +18 %; null when new. */
  change: number | null;
  interval: { low: number; high: number } | null;
  p: number;
  verdict: 'new' | 'gone' | 'up' | 'down' | 'could be chance' | 'unchanged';
};

const FALSE_ALARMS = 0.1;

/**
 * Week over week without crying wolf: rates per hour of exposure (weeks have 167 to 169), exact test, clusters taken
 * into account, and of all rows called a movement at most one in ten is expected to be chance. Something after
 * nothing is "new".
 */
export function movements(series: readonly Series[]): Movement[] {
  const changes = series.map((one) => rateChange(one.now, one.before, phiOf(one)));
  const real = benjaminiHochberg(
    changes.map((change) => change.p),
    FALSE_ALARMS,
  );
  return series.map((one, i) => {
    const change = changes[i];
    const ratio = change?.ratio;
    return {
      metric: one.metric,
      group: one.group,
      now: one.now.count,
      before: one.before.count,
      medianOfLastFour: median([...one.history, one.before.count].slice(-4)),
      change: ratio === undefined ? null : ratio - 1,
      interval:
        ratio === undefined || !change
          ? null
          : { low: change.interval.low - 1, high: change.interval.high - 1 },
      p: change?.p ?? 1,
      verdict: verdictOn(one, real[i] ?? false),
    };
  });
}

/** "What moved": only what passed its test, surest first. */
export const whatMoved = (all: readonly Movement[], most = 5): Movement[] =>
  all
    .filter(({ verdict }) => verdict !== 'could be chance' && verdict !== 'unchanged')
    .sort((one, other) => one.p - other.p)
    .slice(0, most);

function verdictOn({ now, before }: Series, real: boolean): Movement['verdict'] {
  if (now.count === 0 && before.count === 0) return 'unchanged';
  if (!real) return 'could be chance';
  if (before.count === 0) return 'new';
  if (now.count === 0) return 'gone';
  return now.count * before.exposure > before.count * now.exposure ? 'up' : 'down';
}

/** Orders come one by one; clicks come in clusters, one post at a time. */
const phiOf = ({ metric, history, before }: Series): number =>
  metric === 'orders' ? 1 : overdispersion([...history, before.count].slice(-8));

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

import { median } from '../statistics/median.ts';
import { normalCdf } from '../statistics/normal.ts';
import {
  benjaminiHochberg,
  clusteredRateChange,
  type Exposed,
  type RateChange,
} from '../statistics/rate-change.ts';

/** One count to compare: this period's, the previous one's, and up to eight earlier ones (newest last). */
export type Series = {
  metric: 'clicks' | 'orders';
  group: string;
  now: Exposed;
  before: Exposed;
  /** Counts per period before `before`; they say what is usual. */
  history: number[];
  /** What differences between posts add to the variance of ln(now / before); absent: events come one by one. */
  spread?: number;
  /** What the very posts of both weeks were expected to bring, where that can be told. */
  expectation?: {
    now: number;
    before: number;
    /** Variance of ln(now / before) about these. */
    spread: number;
    /** As `spread` of the series, without what another choice of creators adds. */
    luck: number;
  };
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
 * Week over week without crying wolf: rates per hour of exposure (weeks have 167 to 169), exact test, the spread between
 * posts taken into account (`clusterSpread`; of weekly totals it would count trends as noise), and of all rows called a movement at most one in ten is expected to be chance. Something after
 * nothing is "new".
 */
export function movements(series: readonly Series[]): Movement[] {
  const changes = series.map(changeOf);
  const real = believed(series, changes);
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

/** The brand as a whole is one question, what moved within it another: a long list must not hide the first. */
function believed(series: readonly Series[], changes: readonly RateChange[]): boolean[] {
  const real = series.map(() => false);
  for (const ofBrand of [true, false]) {
    const family = series.flatMap(({ group }, i) => ((group === 'brand') === ofBrand ? [i] : []));
    const found = benjaminiHochberg(
      family.map((i) => changes[i]?.p ?? 1),
      FALSE_ALARMS,
    );
    for (const [at, i] of family.entries()) real[i] = found[at] ?? false;
  }
  return real;
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

/**
 * A change is more than luck where even another choice of creators would rarely make it; or where the posts' own luck
 * rarely would, and they also fell short of, or went beyond, what was expected of these very posts.
 */
function changeOf({ now, before, spread = 0, expectation }: Series): RateChange {
  const change = clusteredRateChange(now, before, spread);
  if (!expectation) return change;
  const own = clusteredRateChange(now, before, expectation.luck);
  const [k, b] = [now.count + 0.5, before.count + 0.5];
  const logExcess = Math.log((k * (expectation.before + 0.5)) / (b * (expectation.now + 0.5)));
  const error = Math.sqrt(1 / k + 1 / b + expectation.spread);
  const sameWay = logExcess * Math.log((k * before.exposure) / (b * now.exposure)) > 0;
  const unexpected = sameWay ? 2 * normalCdf(-Math.abs(logExcess) / error) : 1;
  return { ...change, p: Math.min(change.p, Math.max(own.p, unexpected)) };
}

/** One post's part of a count, and its relative variance about what was to be expected of it. */
export type Cluster = { count: number; variance: number };

/** What the spread between posts adds to the variance of a week's logarithm; exact for one log-normal post. */
export function clusterSpread(clusters: readonly Cluster[]): number {
  let [sum, squares] = [0, 0];
  for (const { count, variance } of clusters) {
    sum += count;
    squares += variance * count ** 2;
  }
  return sum > 0 ? Math.log1p(squares / sum ** 2) : 0;
}

/** Days after the first that traffic is followed. */
export const FOLLOWED_DAYS = 28;
/** Fewer than that, and nothing is said: a day or two tell nothing of what lasts; a few clicks, nothing of shares. */
const LEAST = { days: 7, clicks: 20 };
/** Every curve that is told reaches so far. Where it ends there, nothing is left after it by construction. */
export const WEEK_AFTER = LEAST.days;

export const CURVE_REFUSALS = ['noDays', 'notFollowed', 'tooFewClicks'] as const;
export type CurveRefusal = (typeof CURVE_REFUSALS)[number];

/** One thing that was paid for: its clicks from the day of the money (0) on, as far as they are known. */
export type Followed = { clicks: readonly number[] };

export type CurvePoint = { day: number; clicks: number; share: number; left: number };
export type ResidualCurve =
  | { kind: 'told'; units: number; points: CurvePoint[]; leftAfterFirstDay: number }
  | { kind: 'refused'; units: number; reason: CurveRefusal };

export type Beside<Of> = { posts: Of; ads: Of };

/**
 * Posts and ads to be compared: where both curves are told, of the days that both are known for, because a share of four
 * weeks' clicks is no share of one's.
 */
export function curvesBeside({ posts, ads }: Beside<readonly Followed[]>): Beside<ResidualCurve> {
  const whole = { posts: residualCurve(posts), ads: residualCurve(ads) };
  if (whole.posts.kind !== 'told' || whole.ads.kind !== 'told') return whole;
  const lastDay = Math.min(whole.posts.points.length, whole.ads.points.length) - 1;
  return { posts: residualCurve(posts, lastDay), ads: residualCurve(ads, lastDay) };
}

/**
 * How traffic lasts after the money: per day the `share` of all clicks of the days followed, and what was still `left`
 * to come after it. Things that cannot be followed to the end yet count for the days that they were: each day's clicks
 * are set against the first days of the things that are known that far, and these ratios make up the whole.
 * `lastDay`: days after the first beyond which nothing is looked at.
 */
export function residualCurve(units: readonly Followed[], lastDay = FOLLOWED_DAYS): ResidualCurve {
  const refused = (reason: CurveRefusal): ResidualCurve => ({ kind: 'refused', units: units.length, reason });
  if (units.length === 0) return refused('noDays');
  const days: { clicks: number; ratio: number }[] = [];
  for (let day = 0; day <= lastDay; day++) {
    const known = units.filter(({ clicks }) => clicks.length > day);
    if (known.length === 0) break;
    const first = sumOf(known, 0);
    if (first < LEAST.clicks) {
      if (day <= LEAST.days) return refused('tooFewClicks');
      break;
    }
    const clicks = sumOf(known, day);
    days.push({ clicks, ratio: clicks / first });
  }
  if (days.length <= LEAST.days) return refused('notFollowed');
  const whole = days.reduce((sum, { ratio }) => sum + ratio, 0);
  let gone = 0;
  const points = days.map(({ clicks, ratio }, day) => {
    gone += ratio;
    return { day, clicks, share: ratio / whole, left: Math.max(0, 1 - gone / whole) };
  });
  return { kind: 'told', units: units.length, points, leftAfterFirstDay: points[0]?.left ?? 0 };
}

const sumOf = (units: readonly Followed[], day: number): number =>
  units.reduce((sum, { clicks }) => sum + (clicks[day] ?? 0), 0);

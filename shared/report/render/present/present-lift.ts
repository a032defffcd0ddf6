import type { LiftOfWeek, ReportSnapshot } from '../../../domain/report/snapshot.ts';
import type { Speech } from '../figures.ts';
import { type Block, cell, textBlock, type ViewSection, type ViewTable } from './view.ts';

type Range = { low: number; high: number };

/** What the posts did to the whole shop, clicked or not: one line, one chart, and ROI with it beside ROI. */
export function presentLift({ lift }: ReportSnapshot, speech: Speech): ViewSection[] {
  if (!lift) return [];
  const { say, format } = speech;
  const write = liftWriter(lift.metric, speech);
  const { roi, tracked } = lift;
  const blocks: Block[] = [
    textBlock(liftFinding(lift, speech)),
    ...(lift.perDay && tracked
      ? [textBlock(say.lift.tracked(write(tracked), say.lift.of[lift.metric]))]
      : []),
    ...(roi
      ? [
          textBlock(
            say.lift.roi(...endsOf(roi.withLift, format.signedPercent), format.signedPercent(roi.tracked)),
          ),
        ]
      : []),
    ...(lift.days.length > 1 ? [{ kind: 'chart' as const, chart: 'lift' as const }] : []),
  ];
  return [{ id: 'lift', title: say.lift.title, blocks }];
}

/** One sentence: a range, never a point alone; what would have shown where nothing did. */
export function liftFinding(lift: LiftOfWeek, speech: Speech): string {
  const { say, format } = speech;
  const { perDay, share, metric, since, reason, verdict } = lift;
  if (!perDay || !share) return say.lift.why[reason ?? 'tooFewDays'];
  if (verdict === 'detected') {
    const ends = endsOf(perDay, rangeWriter(metric, perDay, speech));
    const [low, high] = perDay.low > 0 ? ends : [ends[1], ends[0]];
    return (perDay.low > 0 ? say.lift.more : say.lift.fewer)(
      format.day(since),
      low,
      high,
      say.lift.of[metric],
    );
  }
  const [less, more] = [Math.max(0, -share.low), Math.max(0, share.high)].map(format.percent) as [
    string,
    string,
  ];
  return say.lift.cannot(format.day(since), less, more, format.percent(lift.smallestVisible ?? 0));
}

/** The one line of the mail; nothing where nothing was seen. */
export function liftInMail({ lift }: ReportSnapshot, speech: Speech): string | undefined {
  const { say, format } = speech;
  if (!lift?.perDay || lift.verdict !== 'detected' || lift.perDay.low <= 0) return undefined;
  const ends = endsOf(lift.perDay, rangeWriter(lift.metric, lift.perDay, speech));
  return say.lift.mail(...ends, say.lift.of[lift.metric], format.day(lift.since));
}

/** The chart's days, for those who read tables. */
export const liftTable = ({ metric, days }: LiftOfWeek, speech: Speech): ViewTable => {
  const { say, format } = speech;
  const write = liftWriter(metric, speech);
  return {
    caption: say.lift.title,
    columns: [
      { label: say.lift.day, align: 'left' },
      { label: say.lift.actual, align: 'right' },
      { label: say.lift.expected, align: 'right' },
    ],
    rows: days.map(({ day, actual, low, high }) => ({
      cells: [
        cell(format.shortDay(day)),
        cell(write(actual)),
        cell(say.range(write(Math.max(0, low)), write(high))),
      ],
    })),
  };
};

/** An amount of what the shop told; of few a day a decimal tells. */
export const liftWriter =
  (metric: LiftOfWeek['metric'], { format }: Pick<Speech, 'format'>) =>
  (value: number): string => {
    if (metric === 'revenue') return format.money(Math.round(Math.abs(value)));
    const amount = Math.abs(value);
    return amount < 10 && !Number.isInteger(amount)
      ? format.decimal(amount)
      : format.count(Math.round(amount));
  };

/** Both ends as fine as each other: "2 to 11" beside "2.1 to 4.3". */
function rangeWriter(metric: LiftOfWeek['metric'], { low, high }: Range, speech: Speech) {
  const [least = 0, most = 0] = [Math.abs(low), Math.abs(high)].toSorted((one, other) => one - other);
  const write = liftWriter(metric, speech);
  return (value: number) => write(least >= 1 && most >= 10 ? Math.round(value) : value);
}

const endsOf = ({ low, high }: Range, write: (value: number) => string): [string, string] => [
  write(low),
  write(high),
];

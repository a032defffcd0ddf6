import { CHANNEL_GROUPS, type ChannelGroup, type ReportSnapshot } from '../../../domain/report/snapshot.ts';
import type { Speech } from '../figures.ts';
import { GROUP_LIGHT, LIGHT } from '../palette.ts';
import { at, Chart, type ChartFrame, Label, RuledLine, scale, textWidth, ticks } from './chart.tsx';
import { leftOf } from './count-grid.tsx';

const TOP = 22;
const PLOT = 170;
const LEGEND_LINE = 20;

/** Eight weeks of clicks, stacked by how they came. Undefined when nobody has ever clicked. */
export function weeksChart({ weeks }: ReportSnapshot, { say, format }: Speech, frame: ChartFrame) {
  const last = weeks.at(-1);
  const most = Math.max(0, ...weeks.map(({ clicks }) => clicks));
  if (!last || most === 0) return undefined;
  const steps = ticks(0, most, 4);
  const y = scale([0, steps.at(-1) ?? most], [TOP + PLOT, TOP]);
  const left = leftOf(format.count, steps);
  const slot = (frame.width - left) / weeks.length;
  const seen = CHANNEL_GROUPS.filter((group) => weeks.some(({ byGroup }) => byGroup[group] > 0));
  const legend = legendPlaces(seen, say.group, frame.width);
  const legendTop = TOP + PLOT + 42;
  const height = legendTop + (legend.at(-1)?.line ?? 0) * LEGEND_LINE + 10;
  const first = weeks[0]?.clicks ?? 0;
  const [count, share] = [format.count, format.percent(last.byGroup.dark / (last.clicks || 1))];
  return (
    <Chart
      frame={frame}
      height={height}
      title={say.charts.weeks}
      description={say.charts.weeksText(count(weeks.length), count(first), count(last.clicks), share)}
    >
      {steps.map((step) => (
        <>
          <RuledLine x1={left} x2={frame.width} y1={y(step)} y2={y(step)} strong={step === 0} />
          <Label x={left - 8} y={y(step) + 4} anchor="end">
            {count(step)}
          </Label>
        </>
      ))}
      {weeks.map((week, index) => (
        <Week
          {...{ week, slot, y, count }}
          x={(share) => left + slot * (index + share)}
          isLast={week === last}
        />
      ))}
      <Legend {...{ places: legend, names: say.group, top: legendTop }} />
    </Chart>
  );
}

type WeekProps = {
  week: ReportSnapshot['weeks'][number];
  /** Of a share of the week's width. */
  x: (share: number) => number;
  slot: number;
  y: (clicks: number) => number;
  count: (value: number) => string;
  isLast: boolean;
};

const Week = ({ week, x, slot, y, count, isLast }: WeekProps) => (
  <>
    <Bar byGroup={week.byGroup} x={x(0.18)} width={slot * 0.64} y={y} />
    {week.clicks > 0 && (
      <Label x={x(0.5)} y={y(week.clicks) - 6} anchor="middle" strong size={11}>
        {count(week.clicks)}
      </Label>
    )}
    <Label x={x(0.5)} y={TOP + PLOT + 18} anchor="middle" strong={isLast}>
      {week.week.slice(5)}
    </Label>
  </>
);

type BarProps = {
  byGroup: Record<ChannelGroup, number>;
  x: number;
  width: number;
  y: (value: number) => number;
};

function Bar({ byGroup, x, width, y }: BarProps) {
  let below = 0;
  return (
    <>
      {CHANNEL_GROUPS.filter((group) => byGroup[group] > 0).map((group) => {
        const [bottom, top] = [y(below), y(below + byGroup[group])];
        below += byGroup[group];
        return (
          <rect
            x={at(x)}
            y={at(top)}
            width={at(width)}
            height={at(bottom - top)}
            class={`group-${group}`}
            fill={GROUP_LIGHT[group]}
            stroke={LIGHT.card}
            stroke-width="0.75"
          />
        );
      })}
    </>
  );
}

type LegendProps = { places: LegendPlace[]; names: Record<ChannelGroup, string>; top: number };

const Legend = ({ places, names, top }: LegendProps) => (
  <>
    {places.map(({ group, x, line }) => (
      <>
        <rect
          x={at(x)}
          y={top - 10 + line * LEGEND_LINE}
          width="11"
          height="11"
          rx="2"
          class={`group-${group}`}
          fill={GROUP_LIGHT[group]}
        />
        <Label x={x + 17} y={top + line * LEGEND_LINE}>
          {names[group]}
        </Label>
      </>
    ))}
  </>
);

type LegendPlace = { group: ChannelGroup; x: number; line: number };

function legendPlaces(
  groups: readonly ChannelGroup[],
  names: Record<ChannelGroup, string>,
  width: number,
): LegendPlace[] {
  let [x, line] = [0, 0];
  return groups.map((group) => {
    const needed = textWidth(names[group]) + 24;
    if (x > 0 && x + needed > width) [x, line] = [0, line + 1];
    const place = { group, x, line };
    x += needed;
    return place;
  });
}

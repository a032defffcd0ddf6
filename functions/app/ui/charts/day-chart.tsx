import { at, Chart, Label, scale, ticks } from '../../../../shared/report/render/charts/chart.tsx';
import { CountGrid, everyOf, leftOf } from '../../../../shared/report/render/charts/count-grid.tsx';
import { LIGHT } from '../../../../shared/report/render/palette.ts';
import type { Visit } from '../../http/visit.ts';
import { ChartFigure, type Size } from './chart-frame.tsx';

/** One bar. `before` is the same day of what it is compared with; `isRunning`: not over yet. */
export type Bar = {
  label: string;
  name: string;
  value: number;
  before?: number;
  isRunning?: boolean;
  /** Where the rows are that it counts. */
  href?: string;
  hrefBefore?: string;
};

type Props = { visit: Visit; id: string; title: string; bars: readonly Bar[]; beforeName?: string };

export const BarChart = ({ visit, id, title, bars, beforeName }: Props) => {
  const most = Math.max(0, ...bars.flatMap(({ value, before = 0 }) => [value, before]));
  if (most === 0) return null;
  const { say, format } = visit;
  const finding = findingOf(visit, bars);
  return (
    <ChartFigure
      {...{ visit, id, title }}
      caption={[
        finding,
        beforeName && bars.some(({ before }) => before) && say('outline: {what}', { what: beforeName }),
        bars.some(({ isRunning, value }) => isRunning && value > 0) && say('dashed: so far'),
      ]
        .filter(Boolean)
        .join(' · ')}
      draw={(size) => <Bars {...{ visit, bars, title, finding, most, ...size }} />}
      columns={[
        { name: say('Day') },
        { name: title, right: true },
        ...(beforeName ? [{ name: beforeName, right: true as const }] : []),
      ]}
      rows={bars.map(({ name, value, before, href, hrefBefore }) => ({
        cells: [
          name,
          { text: format.count(value), href },
          ...(beforeName ? [{ text: format.count(before ?? 0), href: hrefBefore }] : []),
        ],
      }))}
    />
  );
};

function findingOf({ say, format }: Visit, bars: readonly Bar[]): string {
  const total = bars.reduce((sum, { value }) => sum + value, 0);
  const peak = bars.reduce((best, bar) => (bar.value > best.value ? bar : best), bars[0] as Bar);
  if (total === 0) return say('none yet');
  return say('{total} in all; most: {most} ({day})', {
    total: format.count(total),
    day: peak.name,
    most: format.count(peak.value),
  });
}

type Drawing = Size & {
  visit: Visit;
  bars: readonly Bar[];
  title: string;
  finding: string;
  most: number;
};

function Bars({ visit, bars, title, finding, most, width, height, id }: Drawing) {
  const write = visit.format.count;
  const steps = ticks(0, most, 3).filter(Number.isInteger);
  const [top, bottom] = [10, height - 24];
  const y = scale([0, steps.at(-1) || most], [bottom, top]);
  const left = leftOf(write, steps);
  const slot = (width - left) / bars.length;
  const every = everyOf(bars.length, width - left, 44);
  return (
    <Chart frame={{ width, id }} height={height} title={title} description={finding}>
      <CountGrid {...{ write, steps, y, left, width }} />
      {bars.map((bar, index) => {
        const x = left + slot * (index + 0.14);
        const barWidth = slot * 0.72;
        return (
          <>
            <OneBar {...{ bar, x, y, bottom }} width={barWidth} over={Math.min(2, slot * 0.1)} />
            {index % every === 0 && (
              <Label x={x + barWidth / 2} y={height - 8} anchor="middle" size={11}>
                {bar.label}
              </Label>
            )}
          </>
        );
      })}
    </Chart>
  );
}

type Standing = {
  bar: Bar;
  x: number;
  width: number;
  /** How much wider the outline is, on either side: never as far as the next day’s. */
  over: number;
  y: (value: number) => number;
  bottom: number;
};

/** A bar and, a little wider, the outline of what it is compared with. */
const OneBar = ({ bar: { value, before, isRunning }, x, width, over, y, bottom }: Standing) => (
  <>
    <rect
      x={at(x)}
      y={at(y(value))}
      width={at(width)}
      height={at(bottom - y(value))}
      class={isRunning ? 'so-far' : 'mark-bar'}
      fill={isRunning ? 'none' : LIGHT.mark}
    />
    {before !== undefined && (
      <rect
        x={at(x - over)}
        y={at(y(before))}
        width={at(width + 2 * over)}
        height={at(bottom - y(before))}
        class="before"
        fill="none"
        stroke={LIGHT.muted}
      />
    )}
  </>
);

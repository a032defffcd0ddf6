import type { Figure, ReportSnapshot } from '../../../domain/report/snapshot.ts';
import { figureText, type Speech } from '../figures.ts';
import { scoreWriter } from '../present/present-creators.ts';
import { Chart, type ChartFrame, DotInterval, Label, RuledLine, scale, shorten, ticks } from './chart.tsx';

const ROW = 34;
const TOP = 10;

/** Margin ROI of each stage with its interval, around the line where money in equals money out. */
export function roiChart({ stages, total }: ReportSnapshot, speech: Speech, frame: ChartFrame) {
  const { say, format } = speech;
  const rows = [...stages.filter(({ stage }) => stage !== 'notTied'), total].map((row) => ({
    name: say.stage[row.stage],
    figure: row.roi,
  }));
  const parts = rows.map(({ name, figure }) => `${name} ${figureText(figure, format.signedPercent, speech)}`);
  return intervalChart({
    frame,
    rows,
    title: say.charts.roi,
    description: say.charts.roiText(parts.join(', ')),
    write: format.signedPercent,
    speech,
    zero: say.charts.breakEven,
    floor: -1,
  });
}

/** What the next post of each creator is worth, as far as we can know. */
export function posteriorChart({ promotion }: ReportSnapshot, speech: Speech, frame: ChartFrame) {
  if (!promotion) return undefined;
  const { charts } = speech.say;
  return intervalChart({
    frame,
    rows: promotion.candidates.map(({ name, score }) => ({ name, figure: score })),
    title: charts.posteriors,
    description: charts.posteriorsText,
    write: scoreWriter(promotion, speech),
    speech,
  });
}

type IntervalChart = {
  frame: ChartFrame;
  rows: { name: string; figure: Figure }[];
  title: string;
  description: string;
  write: (value: number) => string;
  speech: Speech;
  /** Names the line at zero. */
  zero?: string;
  /** Nothing can lie below: more than everything cannot be lost. */
  floor?: number;
};

/** Dots with intervals, one row each, on one scale. Undefined when no row has a number. */
function intervalChart(chart: IntervalChart) {
  const { frame, rows, title, description, write, speech, zero, floor = Number.NEGATIVE_INFINITY } = chart;
  const seen = rows.flatMap(({ figure }) => endsOf(figure));
  if (seen.length === 0) return undefined;
  const cap = capOf(rows.map(({ figure }) => figure));
  const within = (value: number) => Math.min(cap, Math.max(floor, value));
  const narrow = frame.width < 480;
  const left = narrow ? 112 : 190;
  const { steps, start, end } = axisOf(seen.map(within), { most: narrow ? 2 : 5, floor });
  const x = scale([start, end || 1], [left, frame.width - 34]);
  const bottom = TOP + rows.length * ROW;
  const height = bottom + (zero ? 44 : 28);
  return (
    <Chart frame={frame} height={height} title={title} description={description}>
      {steps.map((step) => (
        <>
          <RuledLine x1={x(step)} x2={x(step)} y1={TOP} y2={bottom} strong={step === 0} />
          <Label x={x(step)} y={bottom + 18} anchor="middle" size={11}>
            {write(step)}
          </Label>
        </>
      ))}
      {zero && (
        <Label x={x(0)} y={bottom + 36} anchor="middle" size={11} strong>
          {zero}
        </Label>
      )}
      {rows.map(({ name, figure }, index) => (
        <>
          <Label x={0} y={TOP + ROW * (index + 0.5) + 4} strong>
            {shorten(name, narrow ? 14 : 25)}
          </Label>
          <RowMark
            figure={figure}
            y={TOP + ROW * (index + 0.5)}
            x={x}
            speech={speech}
            left={left}
            write={write}
            within={within}
          />
        </>
      ))}
    </Chart>
  );
}

/** Round steps between the ends and zero, none beyond what is drawn. */
function axisOf(ends: readonly number[], { most, floor }: { most: number; floor: number }) {
  const end = Math.max(0, ...ends);
  const steps = ticks(Math.min(0, ...ends), end, most).filter((step) => step >= floor && step <= end);
  return { steps, start: Math.min(steps[0] ?? 0, ...ends), end };
}

type MarkProps = Pick<IntervalChart, 'write' | 'speech'> & {
  figure: Figure;
  y: number;
  x: (value: number) => number;
  left: number;
  within: (value: number) => number;
};

function RowMark({ figure, y, x, speech, left, write, within }: MarkProps) {
  if (figure.value === null) {
    return (
      <Label x={left + 8} y={y + 4} size={11}>
        {figureText(figure, write, speech)}
      </Label>
    );
  }
  const { low, high } = figure.interval ?? { low: figure.value, high: figure.value };
  const [from, at, to] = [low, figure.value, high].map((value) => x(within(value)));
  const beyond = within(high) < high;
  return (
    <>
      <DotInterval y={y} low={from ?? 0} value={at ?? 0} high={to ?? 0} />
      {beyond && (
        <Label x={(to ?? 0) - 2} y={y - 7} anchor="end" size={11}>
          {`${write(figure.value)} →`}
        </Label>
      )}
    </>
  );
}

/**
 * Where one row would flatten the others (ten euros that sold for hundreds, and the total that holds them), the scale
 * ends at twice the middle one of the others, and what goes on is said in figures.
 */
function capOf(figures: readonly Figure[]): number {
  const highs = figures
    .flatMap((figure) => (figure.value === null ? [] : [Math.max(...endsOf(figure))]))
    .sort((a, b) => b - a);
  const [most = 0, ...others] = highs;
  const middle = others[Math.floor(others.length / 2)] ?? 0;
  return middle > 0 && most > FLATTENS * middle ? 2 * middle : Number.POSITIVE_INFINITY;
}

/** So many times the middle one of the others leaves them too little room. */
const FLATTENS = 5;

const endsOf = ({ value, interval }: Figure): number[] =>
  value === null ? [] : [value, interval?.low ?? value, interval?.high ?? value];

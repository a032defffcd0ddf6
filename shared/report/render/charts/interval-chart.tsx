import { type Figure, REST_OF_STAGES, type ReportSnapshot } from '../../../domain/report/snapshot.ts';
import { figureText, type Speech } from '../figures.ts';
import { scoreWriter } from '../present/present-creators.ts';
import {
  anchorWithin,
  Chart,
  type ChartFrame,
  DotInterval,
  Label,
  RuledLine,
  scale,
  shorten,
  textWidth,
  ticks,
} from './chart.tsx';

const TOP = 10;

/** Margin ROI of each stage with its interval, around the line where money in equals money out. */
export function roiChart({ stages, total }: ReportSnapshot, speech: Speech, frame: ChartFrame) {
  const { say, format } = speech;
  const rows = [...stages.filter(({ stage }) => !REST_OF_STAGES.some((rest) => rest === stage)), total].map(
    (row) => ({
      name: say.stage[row.stage],
      figure: row.roi,
    }),
  );
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
  const { frame, rows, title, description, write, zero, floor = Number.NEGATIVE_INFINITY } = chart;
  const seen = rows.flatMap(({ figure }) => endsOf(figure));
  if (seen.length === 0) return undefined;
  const cap = capOf(rows.map(({ figure }) => figure));
  const within = (value: number) => Math.min(cap, Math.max(floor, value));
  const plan = layoutOf(frame, rows);
  const [start, end] = [Math.min(0, ...seen.map(within)), Math.max(0, ...seen.map(within))];
  const x = scale([start, end || 1], [plan.left, frame.width - SIDE]);
  const bottom = TOP + rows.length * plan.row;
  return (
    <Chart frame={frame} height={bottom + (zero ? 44 : 28)} title={title} description={description}>
      {steps(start, end, plan.narrow ? 2 : 5).map((step) => (
        <>
          {ruled(plan, rows.length).map(([y1, y2]) => (
            <RuledLine x1={x(step)} x2={x(step)} y1={y1} y2={y2} strong={step === 0} />
          ))}
          <Label x={x(step)} y={bottom + 18} anchor="middle" size={11}>
            {write(step)}
          </Label>
        </>
      ))}
      {zero && (
        <Label x={x(0)} y={bottom + 36} anchor={anchorWithin(frame.width, x(0), zero, 11)} size={11} strong>
          {zero}
        </Label>
      )}
      {rows.map((row, index) => (
        <Row {...chart} {...row} top={TOP + plan.row * index} {...{ plan, x, within }} />
      ))}
    </Chart>
  );
}

/** On a phone a name stands above its line: there is room for all of it, and for the scale. */
type Layout = { narrow: boolean; row: number; left: number; letters: number };

function layoutOf({ width }: ChartFrame, rows: IntervalChart['rows']): Layout {
  if (width < 480) return { narrow: true, row: 46, left: SIDE, letters: 40 };
  const widest = Math.max(...rows.map(({ name }) => textWidth(name)));
  const left = Math.min(Math.max(120, widest + 24), width / 3);
  return { narrow: false, row: 34, left: left + SIDE, letters: Math.floor(left / textWidth('n')) };
}

/** From where to where the scale is ruled: through no name. */
const ruled = ({ narrow, row }: Layout, rows: number): [number, number][] =>
  narrow
    ? Array.from({ length: rows }, (_, i) => [TOP + row * i + 20, TOP + row * i + 40])
    : [[TOP, TOP + rows * row]];

/** Half of what a mark on the scale needs. */
const SIDE = 34;

/** Round marks within the scale: as many as asked for, and never zero alone. */
function steps(start: number, end: number, count: number): number[] {
  const found = ticks(start, end, count).filter((step) => step >= start && step <= end);
  return found.length >= 2 || count > 8 ? found : steps(start, end, count + 1);
}

type RowProps = Pick<IntervalChart, 'frame' | 'write' | 'speech'> &
  IntervalChart['rows'][number] & {
    top: number;
    plan: Layout;
    x: (value: number) => number;
    within: (value: number) => number;
  };

function Row({ name, figure, top, plan, x, within, frame, write, speech }: RowProps) {
  const { value } = figure;
  const [nameY, markY] = plan.narrow ? [top + 14, top + 30] : [top + 21, top + 17];
  const [low, high] = [figure.interval?.low ?? value ?? 0, figure.interval?.high ?? value ?? 0];
  const beyond = within(high) < high && value !== null ? `${write(value)} →` : undefined;
  return (
    <>
      <Label x={0} y={nameY} strong>
        {shorten(name, plan.letters)}
      </Label>
      {value === null ? (
        <Reason text={figureText(figure, write, speech)} zero={x(0)} y={markY + 4} width={frame.width} />
      ) : (
        <DotInterval y={markY} low={x(within(low))} value={x(within(value))} high={x(within(high))} />
      )}
      {beyond && (
        <Label x={x(within(high)) - 2} y={markY - 7} anchor="end" size={11}>
          {beyond}
        </Label>
      )}
    </>
  );
}

/** Why there is no figure: on that side of the line where there is room, never across it. */
const Reason = ({ text, zero, y, width }: { text: string; zero: number; y: number; width: number }) => {
  const right = zero + 8 + textWidth(text, 11) <= width;
  return (
    <Label x={right ? zero + 8 : zero - 8} y={y} anchor={right ? 'start' : 'end'} size={11}>
      {text}
    </Label>
  );
};

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

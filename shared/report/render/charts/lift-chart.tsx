import type { ToldLift } from '../../../domain/lift/told-lift.ts';
import type { ReportSnapshot } from '../../../domain/report/snapshot.ts';
import type { Speech } from '../figures.ts';
import { LIGHT } from '../palette.ts';
import { liftFinding, liftWriter } from '../present/present-lift.ts';
import { anchorWithin, at, Chart, type ChartFrame, Label, scale, textWidth, ticks } from './chart.tsx';
import { CountGrid, everyOf, leftOf } from './count-grid.tsx';

const HEIGHT = 220;

/** The shop as it was over what it would have been without the posts of this week. Undefined where nothing was read. */
export function liftChart({ lift }: ReportSnapshot, speech: Speech, frame: ChartFrame) {
  if (!lift || lift.days.length < 2) return undefined;
  const { say, format } = speech;
  return (
    <LiftBand
      frame={frame}
      height={HEIGHT}
      title={say.lift.title}
      description={liftFinding(lift, speech)}
      days={lift.days}
      write={liftWriter(lift.metric, speech)}
      name={format.shortDay}
    />
  );
}

/** Dots and a line for the days as they were, over the band of what they would have been. */
export function LiftBand(props: {
  frame: ChartFrame;
  height: number;
  title: string;
  description: string;
  days: ToldLift['days'];
  write: (value: number) => string;
  name: (day: string) => string;
}) {
  const { frame, height, days, write, name } = props;
  const { width } = frame;
  const steps = ticks(0, Math.max(...days.flatMap(({ actual, high }) => [actual, high])), 3);
  const y = scale([0, steps.at(-1) ?? 1], [height - 24, 10]);
  const left = leftOf(write, steps);
  const x = (index: number) => left + ((width - left) * (index + 0.5)) / days.length;
  // The first stands right of its day, the others upon theirs.
  const room = 1.5 * Math.max(...days.map(({ day }) => textWidth(name(day), 11))) + 6;
  const every = everyOf(days.length, width - left, room);
  return (
    <Chart frame={frame} height={height} title={props.title} description={props.description}>
      <CountGrid {...{ write, steps, y, left, width }} />
      <SeenOverBand {...{ days, x, y }} />
      {days.map(
        ({ day }, i) =>
          i % every === 0 && (
            <Label
              x={x(i)}
              y={height - 8}
              anchor={i === 0 ? 'start' : anchorWithin(width, x(i), name(day), 11)}
              size={11}
            >
              {name(day)}
            </Label>
          ),
      )}
    </Chart>
  );
}

type Placed = { days: ToldLift['days']; x: (index: number) => number; y: (value: number) => number };

function SeenOverBand({ days, x, y }: Placed) {
  const points = (values: readonly number[]) =>
    values.map((value, index) => `${at(x(index))},${at(y(Math.max(0, value)))}`);
  const [highs, lows] = [points(days.map(({ high }) => high)), points(days.map(({ low }) => low))];
  const seen = points(days.map(({ actual }) => actual)).join(' ');
  const radius = days.length > 30 ? 2 : 3;
  return (
    <>
      <polygon
        points={[...highs, ...lows.toReversed()].join(' ')}
        class="band"
        fill={LIGHT.mark}
        fill-opacity="0.25"
      />
      <polyline points={seen} class="seen" fill="none" stroke={LIGHT.ink} stroke-width="2" />
      {days.map(({ actual }, i) => (
        <circle cx={at(x(i))} cy={at(y(actual))} r={radius} class="mark" fill={LIGHT.mark} />
      ))}
    </>
  );
}

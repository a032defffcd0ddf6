import type { LiftFigure } from '../../../shared/domain/schema/lift/lift.ts';
import { at, Chart, Label, scale, ticks } from '../../../shared/report/render/charts/chart.tsx';
import { LIGHT } from '../../../shared/report/render/palette.ts';
import type { Visit } from '../http/visit.ts';
import { CountGrid, everyOf, leftOf, type Size, TwoSizes } from './chart-frame.tsx';
import { shortDay, Table } from './parts.tsx';

type Props = { visit: Visit; lift: LiftFigure; finding: string };

/** The shop as it was, over the range in which it would have been without these posts; the numbers beneath. */
export const LiftChart = ({ visit, lift, finding }: Props) => {
  const { say, format } = visit;
  const title = say('The shop without these posts');
  const round = (value: number) => format.count(Math.round(value));
  return (
    <figure>
      <TwoSizes id="lift" draw={(size) => <Band {...{ visit, lift, finding, title, ...size }} />} />
      <figcaption class="muted">
        {say(
          'Dots and line: orders as they were. Band: where nine of ten such days lie without these posts.',
        )}
      </figcaption>
      <details>
        <summary>{say('As a table')}</summary>
        <Table
          caption={title}
          columns={[
            { name: say('Day') },
            { name: say('Orders'), right: true },
            { name: say('Expected'), right: true },
          ]}
          rows={lift.days.map(({ day, actual, low, high }) => ({
            cells: [
              shortDay(visit, day),
              round(actual),
              say('{low} to {high}', { low: round(Math.max(0, low)), high: round(high) }),
            ],
          }))}
        />
      </details>
    </figure>
  );
};

type Drawing = Props & Size & { title: string };

function Band({ visit, lift, finding, title, width, height, id }: Drawing) {
  const { days } = lift;
  const steps = ticks(0, Math.max(...days.flatMap(({ actual, high }) => [actual, high])), 3);
  const y = scale([0, steps.at(-1) ?? 1], [height - 24, 10]);
  const left = leftOf(visit, steps);
  const x = (index: number) => left + ((width - left) * (index + 0.5)) / days.length;
  const points = (values: readonly (readonly [number, number])[]) =>
    values.map(([index, value]) => `${at(x(index))},${at(y(Math.max(0, value)))}`).join(' ');
  const band = [
    ...days.map(({ high }, i) => [i, high] as const),
    ...days.map(({ low }, i) => [i, low] as const).toReversed(),
  ];
  const every = everyOf(days.length, width - left, 62);
  return (
    <Chart frame={{ width, id }} height={height} title={title} description={finding}>
      <CountGrid {...{ visit, steps, y, left, width }} />
      <polygon points={points(band)} class="mark-bar" fill={LIGHT.mark} fill-opacity="0.25" />
      <polyline
        points={points(days.map(({ actual }, i) => [i, actual]))}
        class="before"
        fill="none"
        stroke={LIGHT.ink}
        stroke-width="2"
      />
      {days.map(({ actual }, i) => (
        <circle cx={at(x(i))} cy={at(y(actual))} r="3" class="mark" fill={LIGHT.mark} />
      ))}
      {days.map(
        ({ day }, i) =>
          i % every === 0 && (
            <Label x={x(i)} y={height - 8} anchor="middle" size={11}>
              {shortDay(visit, day)}
            </Label>
          ),
      )}
    </Chart>
  );
}

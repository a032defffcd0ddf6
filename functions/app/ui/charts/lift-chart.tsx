import type { LiftFigure } from '../../../../shared/domain/schema/lift/lift.ts';
import { LiftBand } from '../../../../shared/report/render/charts/lift-chart.tsx';
import type { Visit } from '../../http/visit.ts';
import { shortDay } from '../parts.tsx';
import { ChartFigure } from './chart-frame.tsx';

type Props = { visit: Visit; lift: LiftFigure; finding: string };

/** The shop as it was, over the range in which it would have been without these posts; the numbers beneath. */
export const LiftChart = ({ visit, lift, finding }: Props) => {
  const { say, format } = visit;
  const title = say('The shop without these posts');
  const round = (value: number) => format.count(Math.round(value));
  return (
    <ChartFigure
      {...{ visit, title }}
      id="lift"
      caption={say(
        'Dots and line: orders as they were. Band: where nine of ten such days lie without these posts.',
      )}
      draw={({ width, height, id }) => (
        <LiftBand
          frame={{ width, id }}
          {...{ height, title, description: finding, days: lift.days, write: format.count }}
          name={(day) => shortDay(visit, day)}
        />
      )}
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
  );
};

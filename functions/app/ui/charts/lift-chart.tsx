import type { ReadMetric } from '../../../../shared/domain/lift/told-days.ts';
import type { LiftFigure } from '../../../../shared/domain/schema/lift/lift.ts';
import { LiftBand } from '../../../../shared/report/render/charts/lift-chart.tsx';
import { liftWriter } from '../../../../shared/report/render/present/present-lift.ts';
import type { Visit } from '../../http/visit.ts';
import { shortDay } from '../parts.tsx';
import { ChartFigure } from './chart-frame.tsx';

type Props = { visit: Visit; metric: ReadMetric; lift: LiftFigure; finding: string };

/** The shop as it was, over the range in which it would have been without these posts; the numbers beneath. */
export const LiftChart = ({ visit, metric, lift, finding }: Props) => {
  const { say } = visit;
  const title = say('The shop without these posts');
  const write = liftWriter(metric, visit);
  const names = { orders: say('Orders'), revenue: say('Revenue'), visits: say('Visits') };
  return (
    <ChartFigure
      {...{ visit, title }}
      id="lift"
      caption={say(
        'Dots and line: the shop as it was. Band: where nine of ten such days lie without these posts.',
      )}
      draw={({ width, height, id }) => (
        <LiftBand
          frame={{ width, id }}
          {...{ height, title, description: finding, days: lift.days, write }}
          name={(day) => shortDay(visit, day)}
        />
      )}
      columns={[
        { name: say('Day') },
        { name: names[metric], right: true },
        { name: say('Expected'), right: true },
      ]}
      rows={lift.days.map(({ day, actual, low, high }) => ({
        cells: [
          shortDay(visit, day),
          write(actual),
          say('{low} to {high}', { low: write(Math.max(0, low)), high: write(high) }),
        ],
      }))}
    />
  );
};

import type { PpcCurve } from '../../../../shared/domain/schema/orders/ppc.ts';
import { at, Chart, Label, scale } from '../../../../shared/report/render/charts/chart.tsx';
import { CountGrid, everyOf, leftOf } from '../../../../shared/report/render/charts/count-grid.tsx';
import { LIGHT } from '../../../../shared/report/render/palette.ts';
import type { Visit } from '../../http/visit.ts';
import { ChartFigure, type Size } from './chart-frame.tsx';

type Props = { visit: Visit; posts: PpcCurve; ads: PpcCurve; finding: string };

/** What was still to come, day by day after the money: posts as a line with dots, ads dashed; the numbers beneath. */
export const ResidualChart = ({ visit, posts, ads, finding }: Props) => {
  const { say, format } = visit;
  const title = say('Clicks still to come after the money');
  const left = (curve: PpcCurve, day: number) => {
    const point = curve.points?.[day];
    return point ? format.percent(point.left) : '–';
  };
  return (
    <ChartFigure
      {...{ visit, title }}
      id="residual"
      caption={say(
        'Solid with dots: posts, since the day they were published. Dashed: ads, since the last day that was paid for. Share of the clicks of these days still to come.',
      )}
      draw={(size) => <Curves {...{ visit, posts, ads, finding, title, ...size }} />}
      columns={[
        { name: say('Days after') },
        { name: say('Posts'), right: true },
        { name: say('Ads'), right: true },
      ]}
      rows={Array.from({ length: longest(posts, ads) }, (_, day) => ({
        cells: [format.count(day), left(posts, day), left(ads, day)],
      }))}
    />
  );
};

const longest = (...curves: PpcCurve[]): number =>
  Math.max(...curves.map(({ points }) => points?.length ?? 0));

type Drawing = Props & Size & { title: string };

function Curves({ visit, posts, ads, finding, title, width, height, id }: Drawing) {
  const { count, percent: write } = visit.format;
  const days = longest(posts, ads);
  const left = leftOf(write, SHARES);
  const y = scale([0, 1], [height - 24, 10]);
  const x = scale([0, days], [left, width - 8]);
  const place = ({ day, left: share }: Point) => [at(x(day)), at(y(share))] as const;
  const lineOf = (curve: PpcCurve) =>
    placesOf(curve)
      .map((point) => place(point).join())
      .join(' ');
  const every = everyOf(days + 1, width - left, 34);
  return (
    <Chart frame={{ width, id }} height={height} title={title} description={finding}>
      <CountGrid {...{ write, steps: SHARES, y, left, width }} />
      {ads.points && (
        <polyline
          points={lineOf(ads)}
          class="before"
          fill="none"
          stroke={LIGHT.ink}
          stroke-width="2"
          stroke-dasharray="6 4"
        />
      )}
      {posts.points && (
        <polyline points={lineOf(posts)} class="mark-line" fill="none" stroke={LIGHT.mark} stroke-width="2" />
      )}
      {placesOf(posts).map((point) => {
        const [cx, cy] = place(point);
        return <circle cx={cx} cy={cy} r="3" class="mark" fill={LIGHT.mark} />;
      })}
      {Array.from({ length: Math.ceil((days + 1) / every) }, (_, index) => index * every).map((day) => (
        <Label x={x(day)} y={height - 8} anchor="middle" size={11}>
          {count(day)}
        </Label>
      ))}
    </Chart>
  );
}

const SHARES = [0, 0.5, 1];

type Point = { day: number; left: number };
/** Before the first day is over, all of it is still to come. */
const placesOf = ({ points }: PpcCurve): Point[] =>
  points ? [{ day: 0, left: 1 }, ...points.map(({ day, left }) => ({ day: day + 1, left }))] : [];

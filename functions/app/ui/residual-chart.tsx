import type { PpcCurve } from '../../../shared/domain/schema/orders/ppc.ts';
import { at, Chart, Label, RuledLine, scale } from '../../../shared/report/render/charts/chart.tsx';
import { everyOf } from '../../../shared/report/render/charts/count-grid.tsx';
import { LIGHT } from '../../../shared/report/render/palette.ts';
import type { Visit } from '../http/visit.ts';
import { type Size, TwoSizes } from './chart-frame.tsx';
import { Table } from './parts.tsx';

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
    <figure>
      <TwoSizes
        id="residual"
        draw={(size) => <Curves {...{ visit, posts, ads, finding, title, ...size }} />}
      />
      <figcaption class="muted">
        {say(
          'Solid with dots: posts, since the day they were published. Dashed: ads, since the last day that was paid for. Share of the clicks of these days still to come.',
        )}
      </figcaption>
      <details>
        <summary>{say('As a table')}</summary>
        <Table
          caption={title}
          columns={[
            { name: say('Days after') },
            { name: say('Posts'), right: true },
            { name: say('Ads'), right: true },
          ]}
          rows={Array.from({ length: longest(posts, ads) }, (_, day) => ({
            cells: [format.count(day), left(posts, day), left(ads, day)],
          }))}
        />
      </details>
    </figure>
  );
};

const longest = (...curves: PpcCurve[]): number =>
  Math.max(...curves.map(({ points }) => points?.length ?? 0));

type Drawing = Props & Size & { title: string };

function Curves({ visit, posts, ads, finding, title, width, height, id }: Drawing) {
  const { format } = visit;
  const days = longest(posts, ads);
  const y = scale([0, 1], [height - 24, 10]);
  const left = 44;
  const x = scale([0, days], [left, width - 8]);
  // Before the first day is over, all of it is still to come.
  const placesOf = ({ points }: PpcCurve) =>
    points ? [{ day: 0, left: 1 }, ...points.map((point) => ({ day: point.day + 1, left: point.left }))] : [];
  const lineOf = (curve: PpcCurve) =>
    placesOf(curve)
      .map((place) => `${at(x(place.day))},${at(y(place.left))}`)
      .join(' ');
  const every = everyOf(days + 1, width - left, 34);
  return (
    <Chart frame={{ width, id }} height={height} title={title} description={finding}>
      {[0, 0.5, 1].map((share) => (
        <>
          <RuledLine x1={left} x2={width} y1={y(share)} y2={y(share)} strong={share === 0} />
          <Label x={left - 6} y={y(share) + 4} anchor="end" size={11}>
            {format.percent(share)}
          </Label>
        </>
      ))}
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
      {placesOf(posts).map((place) => (
        <circle cx={at(x(place.day))} cy={at(y(place.left))} r="3" class="mark" fill={LIGHT.mark} />
      ))}
      {Array.from({ length: days + 1 }, (_, day) => day)
        .filter((day) => day % every === 0)
        .map((day) => (
          <Label x={x(day)} y={height - 8} anchor="middle" size={11}>
            {format.count(day)}
          </Label>
        ))}
    </Chart>
  );
}

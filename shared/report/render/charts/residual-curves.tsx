import { LIGHT } from '../palette.ts';
import { at, Chart, type ChartFrame, Label, scale } from './chart.tsx';
import { CountGrid, everyOf, leftOf } from './count-grid.tsx';

/** Share of the clicks still to come after each day; null where it could not be followed. */
type Left = readonly number[] | null;

type Props = {
  frame: ChartFrame;
  height: number;
  title: string;
  description: string;
  posts: Left;
  ads: Left;
  percent: (share: number) => string;
  count: (days: number) => string;
};

/** What was still to come, day by day after the money: posts as a line with dots, ads dashed. */
export function ResidualCurves({ frame, height, title, description, posts, ads, percent, count }: Props) {
  const { width } = frame;
  const days = Math.max(posts?.length ?? 0, ads?.length ?? 0);
  const left = leftOf(percent, SHARES);
  const y = scale([0, 1], [height - 24, 10]);
  const x = scale([0, days], [left, width - 8]);
  const every = everyOf(days + 1, width - left, 34);
  return (
    <Chart frame={frame} height={height} title={title} description={description}>
      <CountGrid {...{ write: percent, steps: SHARES, y, left, width }} />
      <Curves posts={placesOf(posts, x, y)} ads={placesOf(ads, x, y)} />
      {Array.from({ length: Math.ceil((days + 1) / every) }, (_, index) => index * every).map((day) => (
        <Label x={x(day)} y={height - 8} anchor="middle" size={11}>
          {count(day)}
        </Label>
      ))}
    </Chart>
  );
}

const SHARES = [0, 0.5, 1];

type Place = { x: number; y: number };
type Scale = (value: number) => number;

/** Before the first day is over, all of it is still to come. */
const placesOf = (left: Left, x: Scale, y: Scale): Place[] =>
  left ? [1, ...left].map((share, day) => ({ x: at(x(day)), y: at(y(share)) })) : [];

function Curves({ posts, ads }: { posts: Place[]; ads: Place[] }) {
  const points = (places: Place[]) => places.map((place) => `${place.x},${place.y}`).join(' ');
  return (
    <>
      {ads.length > 0 && (
        <polyline
          points={points(ads)}
          class="before"
          fill="none"
          stroke={LIGHT.ink}
          stroke-width="2"
          stroke-dasharray="6 4"
        />
      )}
      {posts.length > 0 && (
        <polyline points={points(posts)} class="mark-line" fill="none" stroke={LIGHT.mark} stroke-width="2" />
      )}
      {posts.map((place) => (
        <circle cx={place.x} cy={place.y} r="3" class="mark" fill={LIGHT.mark} />
      ))}
    </>
  );
}

import type { EarningPost, ReportSnapshot } from '../../../domain/report/snapshot.ts';
import type { Speech } from '../figures.ts';
import { LIGHT } from '../palette.ts';
import { lifeText } from '../present/present-creators.ts';
import { at, Chart, type ChartFrame, Label, RuledLine, scale, shorten, ticks } from './chart.tsx';

const PANEL = 128;
const PLOT = 78;
const POSTS = 3;

/** How fast the clicks of a few posts fade: seen days as dots, the fitted curve as a line that runs on ahead. */
export function decayChart({ stillEarning }: ReportSnapshot, { say, format }: Speech, frame: ChartFrame) {
  const posts = stillEarning.filter(({ curve }) => curve.length > 1).slice(0, POSTS);
  if (posts.length === 0) return undefined;
  const description = posts.map(({ creator, halfLifeDays }) => {
    const days = halfLifeDays.value;
    const halfLife = days === null ? say.note.unknown : lifeText(days, { say, format });
    return say.charts.decayText(creator, halfLife);
  });
  return (
    <Chart
      frame={frame}
      height={posts.length * PANEL + 14}
      title={say.charts.decay}
      description={description.join(' ')}
    >
      {posts.map((post, index) => (
        <Panel post={post} top={index * PANEL} width={frame.width} say={say} count={format.count} />
      ))}
    </Chart>
  );
}

type PanelProps = {
  post: EarningPost;
  top: number;
  width: number;
  say: Speech['say'];
  count: (value: number) => string;
};

function Panel({ post, top, width, say, count }: PanelProps) {
  const left = 44;
  const [from, to] = [top + 26, top + 26 + PLOT];
  const lastDay = Math.max(1, post.curve.at(-1)?.day ?? 1);
  const most = Math.max(1, ...post.curve.map(({ clicks, fitted }) => Math.max(clicks ?? 0, fitted ?? 0)));
  const steps = ticks(0, most, 2);
  const y = scale([0, steps.at(-1) ?? most], [to, from]);
  const x = scale([0, lastDay], [left + 8, width - 12]);
  const line = post.curve
    .flatMap(({ day, fitted }) => (fitted === null ? [] : [`${at(x(day))},${at(y(fitted))}`]))
    .join(' ');
  return (
    <>
      <Label x={0} y={top + 14} strong>
        {shorten(post.creator, 28)}
      </Label>
      <Label x={width} y={top + 14} anchor="end" size={11}>
        {`● ${say.charts.seen}   — ${say.charts.fitted}`}
      </Label>
      {steps.map((step) => (
        <>
          <RuledLine x1={left} x2={width} y1={y(step)} y2={y(step)} strong={step === 0} />
          <Label x={left - 8} y={y(step) + 4} anchor="end" size={11}>
            {count(step)}
          </Label>
        </>
      ))}
      <polyline points={line} class="line" fill="none" stroke={LIGHT.accent} stroke-width="2" />
      {post.curve.map(
        ({ day, clicks }) =>
          clicks !== null && (
            <circle cx={at(x(day))} cy={at(y(clicks))} r="3" class="mark" fill={LIGHT.mark} />
          ),
      )}
      {[0, Math.round(lastDay / 2), lastDay].map((day) => (
        <Label x={x(day)} y={to + 15} anchor={day === lastDay ? 'end' : 'middle'} size={11}>
          {day === lastDay ? `${say.charts.daySince} ${count(day)}` : count(day)}
        </Label>
      ))}
    </>
  );
}

import type { Child } from 'hono/jsx';
import { LIGHT } from '../palette.ts';

/**
 * Two drawings of each chart, so that letters stay readable on a phone instead of shrinking. A picture that goes elsewhere
 * has a margin of its own ground around it.
 */
export type ChartFrame = { width: number; id: string; margin?: number };

/**
 * An SVG that explains itself to a screen reader. Colours are attributes for the PNG; the page's style sheet repaints
 * by class, in the dark too. The font is the one that we ship for the PNG.
 */
export const Chart = (props: {
  frame: ChartFrame;
  height: number;
  title: string;
  description: string;
  children?: Child;
}) => {
  const { margin = 0 } = props.frame;
  const [width, height] = [props.frame.width + 2 * margin, props.height + 2 * margin];
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      class="chart"
      viewBox={`${-margin} ${-margin} ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-labelledby={`${props.frame.id}-t ${props.frame.id}-d`}
      font-family="DejaVu Sans"
      font-size="12"
    >
      <title id={`${props.frame.id}-t`}>{props.title}</title>
      <desc id={`${props.frame.id}-d`}>{props.description}</desc>
      {props.children}
    </svg>
  );
};

type Anchor = 'start' | 'middle' | 'end';

export const Label = (props: {
  x: number;
  y: number;
  anchor?: Anchor;
  strong?: boolean;
  size?: number;
  children?: Child;
}) => (
  <text
    x={at(props.x)}
    y={at(props.y)}
    text-anchor={props.anchor ?? 'start'}
    class={props.strong ? 'ink' : 'muted'}
    fill={props.strong ? LIGHT.ink : LIGHT.muted}
    {...(props.size && { 'font-size': props.size })}
  >
    {props.children}
  </text>
);

export const RuledLine = (props: { x1: number; y1: number; x2: number; y2: number; strong?: boolean }) => (
  <line
    x1={at(props.x1)}
    y1={at(props.y1)}
    x2={at(props.x2)}
    y2={at(props.y2)}
    class={props.strong ? 'axis' : 'grid'}
    stroke={props.strong ? LIGHT.muted : LIGHT.line}
    stroke-width="1"
  />
);

/** A dot with its interval. */
export const DotInterval = (props: { y: number; low: number; value: number; high: number }) => (
  <>
    <line
      x1={at(props.low)}
      x2={at(props.high)}
      y1={at(props.y)}
      y2={at(props.y)}
      class="mark"
      stroke={LIGHT.mark}
      stroke-width="5"
      stroke-opacity="0.35"
      stroke-linecap="round"
    />
    <circle cx={at(props.value)} cy={at(props.y)} r="5" class="mark" fill={LIGHT.mark} />
  </>
);

/** Two decimals at most: the same text on every machine, and half the size. */
export const at = (value: number): number => Math.round(value * 100) / 100;

/** Round steps of 1, 2 or 5 from at or below `low` to at or above `high`, about `count` of them. */
export function ticks(low: number, high: number, count: number): number[] {
  const span = high - low || 1;
  const rough = span / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((by) => by * power).find((size) => size >= rough) ?? 10 * power;
  const first = Math.floor(low / step);
  const last = Math.ceil(high / step);
  return Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
}

export const scale =
  (from: [number, number], to: [number, number]) =>
  (value: number): number =>
    to[0] + ((value - from[0]) / (from[1] - from[0] || 1)) * (to[1] - to[0]);

/** About how wide a text is in DejaVu Sans; generous, so that legends never run into each other. */
export const textWidth = (text: string, size = 12): number =>
  // A percent sign is as wide as a figure and a half.
  (text.length + 0.5 * (text.match(/%/g)?.length ?? 0)) * size * 0.62;

/** How a label stands at its place, so that no end of it leaves the drawing. */
export function anchorWithin(width: number, x: number, text: string, size: number): Anchor {
  const half = textWidth(text, size) / 2;
  if (x + half > width) return 'end';
  return x < half ? 'start' : 'middle';
}

/** Names may be as long as people like; a chart has room for so many letters. */
export const shorten = (text: string, letters: number): string =>
  [...text].length <= letters
    ? text
    : `${[...text]
        .slice(0, letters - 1)
        .join('')
        .trimEnd()}…`;

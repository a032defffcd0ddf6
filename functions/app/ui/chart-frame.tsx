import type { Child } from 'hono/jsx';
import { Label, RuledLine, textWidth } from '../../../shared/report/render/charts/chart.tsx';
import type { Visit } from '../http/visit.ts';

export type Size = { width: number; height: number; id: string };

/** A chart is drawn once for desks and once for phones, never scaled. */
export const TwoSizes = ({ id, draw }: { id: string; draw: (size: Size) => Child }) => (
  <>
    <div class="wide">{draw({ width: 600, height: 220, id: `${id}-wide` })}</div>
    <div class="narrow">{draw({ width: 328, height: 200, id: `${id}-narrow` })}</div>
  </>
);

/** Where the drawing begins: right of the widest count. */
export const leftOf = ({ format }: Visit, steps: readonly number[]): number =>
  Math.max(...steps.map((step) => textWidth(format.count(step)))) + 8;

/** Every how many places a label stands, when one needs `room` and all share `width`. */
export const everyOf = (count: number, width: number, room: number): number =>
  Math.ceil(count / Math.max(1, Math.floor(width / room)));

/** A line for each step across the drawing, its count left of it. */
export const CountGrid = (props: {
  visit: Visit;
  steps: readonly number[];
  y: (value: number) => number;
  left: number;
  width: number;
}) => (
  <>
    {props.steps.map((step) => (
      <>
        <RuledLine
          x1={props.left}
          x2={props.width}
          y1={props.y(step)}
          y2={props.y(step)}
          strong={step === 0}
        />
        <Label x={props.left - 8} y={props.y(step) + 4} anchor="end" size={11}>
          {props.visit.format.count(step)}
        </Label>
      </>
    ))}
  </>
);

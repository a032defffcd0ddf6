import { Label, RuledLine, textWidth } from './chart.tsx';

type Write = (value: number) => string;

/** Where the drawing begins: right of the widest count. */
export const leftOf = (write: Write, steps: readonly number[]): number =>
  Math.max(...steps.map((step) => textWidth(write(step)))) + 8;

/** Every how many places a label stands, when one needs `room` and all share `width`. */
export const everyOf = (count: number, width: number, room: number): number =>
  Math.ceil(count / Math.max(1, Math.floor(width / room)));

/** A line for each step across the drawing, its count left of it. */
export const CountGrid = (props: {
  write: Write;
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
          {props.write(step)}
        </Label>
      </>
    ))}
  </>
);

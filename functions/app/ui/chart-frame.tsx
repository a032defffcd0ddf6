import type { Child } from 'hono/jsx';

export type Size = { width: number; height: number; id: string };

/** A chart is drawn once for desks and once for phones, never scaled. */
export const TwoSizes = ({ id, draw }: { id: string; draw: (size: Size) => Child }) => (
  <>
    <div class="wide">{draw({ width: 600, height: 220, id: `${id}-wide` })}</div>
    <div class="narrow">{draw({ width: 328, height: 200, id: `${id}-narrow` })}</div>
  </>
);

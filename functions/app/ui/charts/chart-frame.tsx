import type { Child } from 'hono/jsx';
import type { Visit } from '../../http/visit.ts';
import { Table, type TableColumn, type TableRow } from '../parts.tsx';

export type Size = { width: number; height: number; id: string };

type Figure = {
  visit: Visit;
  id: string;
  title: string;
  /** What the chart shows, or how it is read. */
  caption: Child;
  draw: (size: Size) => Child;
  columns: readonly TableColumn[];
  rows: readonly TableRow[];
};

/** A chart, drawn once for desks and once for phones, never scaled; the same numbers in a table beneath. */
export const ChartFigure = ({ visit, id, title, caption, draw, columns, rows }: Figure) => (
  <figure>
    <div class="wide">{draw({ width: 600, height: 220, id: `${id}-wide` })}</div>
    <div class="narrow">{draw({ width: 328, height: 200, id: `${id}-narrow` })}</div>
    <figcaption class="muted">{caption}</figcaption>
    <details>
      <summary>{visit.say('As a table')}</summary>
      <Table caption={title} columns={columns} rows={rows} />
    </details>
  </figure>
);

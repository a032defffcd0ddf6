import { readFileSync } from 'node:fs';

/** A published panel: `of(name)` is one region's series. */
export type Published = { names: string[]; moments: string[]; of: (name: string) => number[] };

/** Reads test/fixtures/lift/NAME.csv; its README names the origins. */
export function published(name: string): Published {
  const text = readFileSync(new URL(`../../fixtures/lift/${name}.csv`, import.meta.url), 'utf8');
  const [head = [], ...rows] = text
    .trim()
    .replaceAll('"', '')
    .split(/\r?\n/)
    .map((line) => line.split(','));
  return {
    names: head,
    moments: rows.map((row) => String(row[0])),
    of: (column) => rows.map((row) => Number(row[head.indexOf(column)])),
  };
}

export type Panel = { treated: number[]; donors: number[][]; names: string[] };

/** One treated series (the average of several) and all others. */
export function panelOf({ names, of }: Published, ...treated: string[]): Panel {
  const donors = names.slice(1).filter((name) => !treated.includes(name));
  const series = treated.map(of);
  const averaged = (series[0] as number[]).map(
    (_, t) => series.reduce((sum, one) => sum + (one[t] as number), 0) / series.length,
  );
  return { treated: averaged, donors: donors.map(of), names: donors };
}

export const euclidean = (values: readonly number[]): number =>
  Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));

/** What is left of the treated series once the weighted donors are taken off. */
export const gapOf = ({ treated, donors }: Pick<Panel, 'treated' | 'donors'>, weights: readonly number[]) =>
  treated.map(
    (value, t) =>
      value - donors.reduce((sum, one, j) => sum + (weights[j] as number) * (one[t] as number), 0),
  );

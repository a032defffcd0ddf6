import type { DayReading } from './cells/dates.ts';
import type { TableKind } from './fields.ts';

/** A column as it is called when something is said of it: by its heading, and by its number from 1. */
export type NamedColumn = { heading: string; column: number };

/** What has to be said of a table before it can be read for certain; how it is said is the asker's matter. */
export type OpenQuestion =
  /** `cell`: what could be a thousand or have three decimals; without it both signs stand before decimals. */
  | (NamedColumn & { about: 'decimal'; cell?: string })
  /** The days that a cell is under each order; `isMixed`: no order fits all cells, and each has one that it fits. */
  | (NamedColumn & { about: 'dates'; isMixed: boolean; readings: readonly DayReading[] })
  /** One heading over several columns, the first of them `column`. */
  | (NamedColumn & { about: 'column'; count: number; field: string })
  /** What was told of a column, `wish`, and can't be; `known`: the columns that there are, or the fields. */
  | {
      about: 'told';
      kind: TableKind;
      /** What was told: which field a column fills, or how its figures or days are written. */
      option: 'map' | 'decimal' | 'dates';
      why: 'no-column' | 'no-field' | 'taken' | 'not-there';
      wish: string;
      said: string;
      known: readonly string[];
    };

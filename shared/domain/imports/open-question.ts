import type { TableKind } from './fields.ts';

/** What has to be said of a table before it can be read for certain; how it is said is the asker's matter. */
export type OpenQuestion =
  /** `cell`: what could be a thousand or have three decimals; without it both signs stand before decimals. */
  | { about: 'decimal'; heading: string; cell?: string }
  /** `dmy`, `mdy`: the day that `cell` is under either order; `isMixed`: some cells fit only the one, some only the other. */
  | { about: 'dates'; heading: string; cell: string; isMixed: boolean; dmy: string; mdy: string }
  /** One heading over several columns, the first of them `column`, from 1. */
  | { about: 'column'; heading: string; count: number; column: number; field: string }
  /** What was told of a column, `wish`, and can't be; `known`: the columns that there are, or the fields. */
  | {
      about: 'told';
      kind: TableKind;
      why: 'no-column' | 'no-field' | 'taken';
      wish: string;
      field: string;
      known: readonly string[];
    };

import type { DayOrder } from './cells/dates.ts';
import type { DecimalSign } from './cells/numbers.ts';
import type { TableKind } from './fields.ts';
import type { ToldColumns } from './map-columns.ts';

export type ToldOfColumns<T> = Readonly<Record<string, T>>;

/** What an import is told beside the file. */
export type Told = {
  kind: TableKind;
  /** Heading or number of a column → field, or `-` for none. */
  map: ToldColumns;
  /** Field → what holds for each line that doesn't say it itself. */
  set: Readonly<Record<string, string>>;
  /** Of all columns that leave it open, and that nothing is said of. */
  decimal?: DecimalSign;
  dates?: DayOrder;
  /** Heading or number of a column → how it is written, whatever its cells show. */
  decimalOf?: ToldOfColumns<DecimalSign>;
  datesOf?: ToldOfColumns<DayOrder>;
  /** The brand's, for times without a zone and amounts without a currency. */
  zone: string;
  currency: string;
  /** When the export was made: no day in it is newer, and its counters are of then. RFC 3339. */
  asOf: string;
};

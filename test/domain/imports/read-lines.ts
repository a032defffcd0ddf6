import type { ImportKind } from '../../../shared/domain/imports/fields.ts';
import { readTable } from '../../../shared/domain/imports/file/read-table.ts';
import { knowsHeading } from '../../../shared/domain/imports/map-columns.ts';
import { englishOf, readImport } from '../../../shared/domain/imports/read-import.ts';
import type { Told } from '../../../shared/domain/imports/told.ts';

/** A sheet of a kind, read for a brand of Berlin in November 2026 that says no more than `told`. */
export function readLines(kind: ImportKind, lines: readonly string[], told: Partial<Told> = {}) {
  const given: Told = {
    kind,
    map: {},
    set: {},
    zone: 'Europe/Berlin',
    currency: 'EUR',
    asOf: '2026-11-27T00:00:00.000Z',
    ...told,
  };
  return englishOf(readImport(readTable(`${lines.join('\n')}\n`, knowsHeading(kind, {})), given));
}

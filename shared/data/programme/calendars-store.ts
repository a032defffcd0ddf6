import { createHash } from 'node:crypto';
import type { BrandId } from '../../domain/schema/common.ts';
import { StoredCalendar } from '../../domain/schema/programme/timetable.ts';
import { calendarTokenKey } from '../table/keys.ts';
import { type BrandRecords, recordsOf } from '../table/records-store.ts';
import { textOf } from '../table/row.ts';
import type { Tables } from '../table/sdk.ts';

/** Of the token: the id of the calendar, and all that the table knows of its address. */
const idOfToken = (token: string): string => createHash('sha256').update(token).digest('hex').slice(0, 40);
const collectionOf = (records: BrandRecords) => records.collection('CALENDAR', StoredCalendar);

/** Addresses that show what is due to whoever has them. */
export const calendarsOf = (tables: Tables, records: BrandRecords) => {
  const calendars = collectionOf(records);
  return {
    async create(token: string, calendar: Omit<StoredCalendar, 'id'>): Promise<StoredCalendar> {
      const stored = { id: idOfToken(token), ...calendar };
      await tables.records.put({ ...calendarTokenKey(stored.id), brandId: records.brandId });
      const made = await calendars.create(stored);
      return made.kind === 'created' ? stored : made.existing;
    },
    list: calendars.list,
    revoke: (id: string, at: string) => calendars.archive(id, at),
  };
};

/** What a token shows, if it still does. */
export async function findCalendar(
  tables: Tables,
  token: string,
): Promise<{ brandId: BrandId; calendar: StoredCalendar } | undefined> {
  const row = await tables.records.get(calendarTokenKey(idOfToken(token)));
  const brandId = row && (textOf(row, 'brandId') as BrandId | undefined);
  const calendar = brandId && (await collectionOf(recordsOf(tables, brandId)).find(idOfToken(token)));
  return brandId && calendar && !calendar.archivedAt ? { brandId, calendar } : undefined;
}

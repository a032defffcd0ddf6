import type { BrandId } from '../../domain/schema/common.ts';
import { StoredCalendar } from '../../domain/schema/programme/timetable.ts';
import { calendarTokenKey } from '../table/keys.ts';
import type { BrandRecords } from '../table/records-store.ts';
import { type AddressKind, findShownAt, giveAddress } from '../table/secret-addresses.ts';
import type { Tables } from '../table/tables.ts';

const CALENDARS: AddressKind<StoredCalendar> = {
  of: (records) => records.collection('CALENDAR', StoredCalendar),
  keyOf: calendarTokenKey,
};

/** Addresses that show what is due to whoever has them. */
export const calendarsOf = (tables: Tables, records: BrandRecords) => {
  const { list, archive } = CALENDARS.of(records);
  return {
    create: (token: string, shows: Omit<StoredCalendar, 'id'>): Promise<StoredCalendar> =>
      giveAddress(tables, records, CALENDARS, { token, shows }),
    list,
    revoke: (id: string, at: string) => archive(id, at),
  };
};

/** What a token shows, if it still does. */
export async function findCalendar(
  tables: Tables,
  token: string,
): Promise<{ brandId: BrandId; calendar: StoredCalendar } | undefined> {
  const found = await findShownAt(tables, CALENDARS, token);
  return found && { brandId: found.brandId, calendar: found.shown };
}

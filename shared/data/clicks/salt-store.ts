import { DAY_MS, HOUR_MS } from '../../domain/time/units.ts';
import { readSaltDueSort, SALTS_DUE_PARTS, saltDueKey, saltKey, saltsDuePartition } from '../table/keys.ts';
import { numberOf, type Row, type Stored, textOf } from '../table/row.ts';
import { type Table, tableOf } from '../table/table.ts';
import type { AllTableNames } from '../table/table-shape.ts';
import type { Wire } from '../table/wire.ts';

/** A salt is deleted this long after it was made, whatever happens: well inside 48 hours. */
export const SALT_LIFE_MS = 36 * HOUR_MS;
const MAX_REMEMBERED = 5_000;
/** A sweep that rested longer finds what DynamoDB's own expiry left, which takes days at most. */
const DAYS_LOOKED_BACK = 3;

type Options = {
  wire: Wire;
  tables: Pick<AllTableNames, 'salts'>;
  now: () => number;
  randomBytes: (count: number) => Uint8Array;
};

/**
 * Daily salts: made by the first click of a brand's day, the same for every instance, gone after the day. An
 * instance remembers them as long as they live, never longer.
 */
export function createSaltStore(options: Options) {
  const { now } = options;
  const table = tableOf(options.wire, options.tables.salts);
  const remembered = new Map<string, Salt>();
  const underway = new Map<string, Promise<Uint8Array>>();

  async function remember(brandId: string, day: string): Promise<Uint8Array> {
    const row = await findOrMake(table, brandId, day, options);
    const salt = Buffer.from(textOf(row, 'salt') ?? '', 'base64');
    if (remembered.size >= MAX_REMEMBERED) remembered.clear();
    remembered.set(nameOf(brandId, day), { salt, until: numberOf(row, 'deleteAt') ?? 0 });
    return salt;
  }

  return {
    /** At once where it is remembered: every tap asks. */
    find(brandId: string, day: string): Uint8Array | Promise<Uint8Array> {
      const name = nameOf(brandId, day);
      const known = remembered.get(name);
      if (known && known.until > now()) return known.salt;
      remembered.delete(name);
      const running = underway.get(name) ?? remember(brandId, day).finally(() => underway.delete(name));
      underway.set(name, running);
      return running;
    },

    /** Deletes the salts whose time is over; the sealer's duty, because TTL may take days. */
    async deleteOld(): Promise<number> {
      const due = await listDue(table, now());
      for (const row of due) {
        const { brandId, day } = readSaltDueSort(row.sk);
        await table.erase(saltKey(brandId, day));
        await table.erase(row);
      }
      return due.length;
    },
  };
}

type Salt = { salt: Uint8Array; until: number };

async function findOrMake(
  table: Table,
  brandId: string,
  day: string,
  { now, randomBytes }: Options,
): Promise<Row> {
  const key = saltKey(brandId, day);
  const known = await table.get(key, { stale: true });
  if (known) return known;
  const deleteAt = now() + SALT_LIFE_MS;
  const times = { deleteAt, expiresAt: Math.floor(deleteAt / 1_000) };
  const fresh = { ...key, salt: Buffer.from(randomBytes(16)).toString('base64'), ...times };
  // Said before it stands: a salt that no list names would outlive its day.
  await table.put({ ...saltDueKey(deleteAt, brandId, day), ...times });
  if ((await table.putIf(fresh, 'attribute_not_exists(pk)')) === 'done') return fresh;
  return (await table.get(key)) ?? fresh;
}

async function listDue(table: Table, now: number): Promise<Stored[]> {
  const due: Stored[] = [];
  for (let daysAgo = 0; daysAgo <= DAYS_LOOKED_BACK; daysAgo++) {
    const utcDay = new Date(now - daysAgo * DAY_MS).toISOString().slice(0, 10);
    for (let part = 0; part < SALTS_DUE_PARTS; part++)
      for await (const row of table.query(saltsDuePartition(utcDay, part)))
        if ((numberOf(row, 'deleteAt') ?? 0) <= now) due.push(row);
  }
  return due;
}

const nameOf = (brandId: string, day: string): string => `${brandId}#${day}`;

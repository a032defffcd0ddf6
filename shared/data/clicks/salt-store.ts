import { SALTS_PARTITION, saltKey } from '../table/keys.ts';
import { numberOf, textOf } from '../table/row.ts';
import { tableOf } from '../table/table.ts';
import type { AllTableNames } from '../table/table-shape.ts';
import type { Wire } from '../table/wire.ts';

/** A salt is deleted this long after it was made, whatever happens: well inside 48 hours. */
export const SALT_LIFE_MS = 36 * 3_600_000;
const MAX_REMEMBERED = 5_000;

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
export function createSaltStore({ wire, tables, now, randomBytes }: Options) {
  const table = tableOf(wire, tables.salts);
  const remembered = new Map<string, { salt: Uint8Array; until: number }>();
  const underway = new Map<string, Promise<Uint8Array>>();

  async function fetchOrMake(brandId: string, day: string): Promise<Uint8Array> {
    const key = saltKey(brandId, day);
    const salt = Buffer.from(randomBytes(16)).toString('base64');
    const deleteAt = now() + SALT_LIFE_MS;
    const fresh = { ...key, salt, deleteAt, expiresAt: Math.floor(deleteAt / 1_000) };
    if ((await table.putIf(fresh, 'attribute_not_exists(pk)')) === 'done')
      return keep(key.sk, salt, deleteAt);
    const standing = (await table.get(key)) ?? fresh;
    return keep(key.sk, textOf(standing, 'salt') ?? salt, numberOf(standing, 'deleteAt') ?? deleteAt);
  }

  function keep(name: string, text: string, until: number): Uint8Array {
    const salt = Buffer.from(text, 'base64');
    if (remembered.size >= MAX_REMEMBERED) remembered.clear();
    remembered.set(name, { salt, until });
    return salt;
  }

  return {
    async find(brandId: string, day: string): Promise<Uint8Array | undefined> {
      const name = `${brandId}#${day}`;
      const known = remembered.get(name);
      if (known && known.until > now()) return known.salt;
      remembered.delete(name);
      const running = underway.get(name) ?? fetchOrMake(brandId, day).finally(() => underway.delete(name));
      underway.set(name, running);
      return running;
    },

    /** Deletes the salts whose time is over; the sealer's duty, because TTL may take days. */
    async deleteOld(): Promise<number> {
      let deleted = 0;
      for await (const row of table.query(SALTS_PARTITION)) {
        if ((numberOf(row, 'deleteAt') ?? 0) > now()) continue;
        await table.erase(row);
        deleted++;
      }
      return deleted;
    },
  };
}

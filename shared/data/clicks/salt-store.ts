import { textOf } from '../table/attribute.ts';
import { SALTS_PARTITION, saltKey } from '../table/keys.ts';
import type { AllTableNames } from '../table/table-shape.ts';
import { type Wire, WireError } from '../table/wire.ts';

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
  const remembered = new Map<string, { salt: Uint8Array; until: number }>();
  const underway = new Map<string, Promise<Uint8Array>>();

  async function fetchOrMake(brandId: string, day: string): Promise<Uint8Array> {
    const key = saltKey(brandId, day);
    const Key = { pk: { S: key.pk }, sk: { S: key.sk } };
    const madeAt = now();
    const fresh = Buffer.from(randomBytes(16)).toString('base64');
    const deleteAt = madeAt + SALT_LIFE_MS;
    try {
      await wire('PutItem', {
        TableName: tables.salts,
        Item: {
          ...Key,
          salt: { S: fresh },
          deleteAt: { N: String(deleteAt) },
          expiresAt: { N: String(Math.floor(deleteAt / 1_000)) },
        },
        ConditionExpression: 'attribute_not_exists(pk)',
      });
      return keep(key.sk, fresh, deleteAt);
    } catch (reason) {
      if (!(reason instanceof WireError) || reason.code !== 'ConditionalCheckFailedException') throw reason;
    }
    const { Item } = (await wire('GetItem', { TableName: tables.salts, Key, ConsistentRead: true })) as {
      Item?: Record<string, { S?: string; N?: string }>;
    };
    return keep(key.sk, textOf(Item ?? {}, 'salt') ?? fresh, Number(Item?.deleteAt?.N ?? deleteAt));
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
      let from: unknown;
      do {
        const page = (await wire('Query', {
          TableName: tables.salts,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': { S: SALTS_PARTITION } },
          ConsistentRead: true,
          ...(from ? { ExclusiveStartKey: from } : {}),
        })) as { Items?: Record<string, { S?: string; N?: string }>[]; LastEvaluatedKey?: unknown };
        for (const item of page.Items ?? []) {
          if (Number(item.deleteAt?.N ?? 0) > now()) continue;
          await wire('DeleteItem', { TableName: tables.salts, Key: { pk: item.pk, sk: item.sk } });
          deleted++;
        }
        from = page.LastEvaluatedKey;
      } while (from);
      return deleted;
    },
  };
}

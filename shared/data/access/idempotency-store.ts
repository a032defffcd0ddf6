import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
} from '@aws-sdk/client-dynamodb';
import { idempotencyKey } from '../table/keys.ts';
import { putIf } from '../table/records-store.ts';
import type { TableNames } from '../table/table-shape.ts';

/** What was answered the first time, word for word. */
export type KeptAnswer = { status: number; headers: Record<string, string>; body: string };

export type Claim =
  | { kind: 'mine' }
  | { kind: 'answered'; sealed: string }
  | { kind: 'other-body' }
  /** Somebody is at work on it, until then at the latest (epoch ms). */
  | { kind: 'underway'; untilMs: number };

/** One request of one owner, named by the caller's Idempotency-Key. */
export type RequestName = { owner: string; requestHash: string; bodyHash: string };

export type IdempotencyStore = {
  /** Takes the request on, or says what became of it. `worker` names this attempt. */
  claim(name: RequestName, worker: string, now: number): Promise<Claim>;
  keep(name: RequestName, worker: string, sealed: string, now: number): Promise<void>;
  /** The attempt failed without an answer worth keeping: the next one may start at once. */
  release(name: RequestName, worker: string): Promise<void>;
};

/** Who has not answered within this time is dead; the next caller takes over. */
const LEASE_MS = 15_000;
/** Promised are 24 h. */
const KEPT_MS = 48 * 3_600_000;

export function idempotencyStore(client: DynamoDBClient, tables: TableNames): IdempotencyStore {
  const table = tables.records;
  const keyOf = (name: RequestName) => {
    const { pk, sk } = idempotencyKey(name.owner, name.requestHash);
    return { pk: { S: pk }, sk: { S: sk } };
  };
  const itemOf = (name: RequestName, worker: string, now: number) => ({
    ...keyOf(name),
    bodyHash: { S: name.bodyHash },
    worker: { S: worker },
    leaseUntil: { N: String(now + LEASE_MS) },
    expiresAt: { N: String(Math.ceil((now + KEPT_MS) / 1_000)) },
  });

  return {
    async claim(name, worker, now) {
      const item = itemOf(name, worker, now);
      if (await putIf(client, table, item, 'attribute_not_exists(pk)')) return { kind: 'mine' };
      const read = new GetItemCommand({ TableName: table, Key: keyOf(name), ConsistentRead: true });
      const { Item: stored } = await client.send(read);
      if (!stored) return this.claim(name, worker, now);
      if (Number(stored.expiresAt?.N) * 1_000 < now) {
        return takeOver(item, stored, now, 'worker = :dead');
      }
      if (stored.bodyHash?.S !== name.bodyHash) return { kind: 'other-body' };
      if (stored.answer?.S) return { kind: 'answered', sealed: stored.answer.S };
      const untilMs = Number(stored.leaseUntil?.N ?? 0);
      if (untilMs > now) return { kind: 'underway', untilMs };
      return takeOver(item, stored, now, 'worker = :dead AND attribute_not_exists(answer)');
    },
    async keep(name, worker, sealed, now) {
      const item = { ...itemOf(name, worker, now), answer: { S: sealed } };
      await putIf(client, table, item, 'attribute_not_exists(pk) OR attribute_not_exists(answer)');
    },
    async release(name, worker) {
      const mine = {
        ConditionExpression: 'worker = :me',
        ExpressionAttributeValues: { ':me': { S: worker } },
      };
      try {
        await client.send(new DeleteItemCommand({ TableName: table, Key: keyOf(name), ...mine }));
      } catch (failure) {
        if (!(failure instanceof ConditionalCheckFailedException)) throw failure;
      }
    },
  };

  /** Only if it is still as it was read: `condition` is of the dead worker (`:dead`). */
  async function takeOver(
    item: ReturnType<typeof itemOf>,
    dead: Record<string, AttributeValue>,
    now: number,
    condition: string,
  ): Promise<Claim> {
    const values = { ':dead': { S: dead.worker?.S ?? '' } };
    const isMine = await putIf(client, table, item, condition, values);
    return isMine ? { kind: 'mine' } : { kind: 'underway', untilMs: now };
  }
}

import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { idempotencyKey } from '../table/keys.ts';
import { numberOf, type Row, textOf } from '../table/row.ts';
import { tablesOn } from '../table/sdk.ts';
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
  const { records: table } = tablesOn(client, tables);

  return {
    async claim(name, worker, now) {
      const row = claimRow(name, worker, now);
      if ((await table.putIf(row, 'attribute_not_exists(pk)')) === 'done') return { kind: 'mine' };
      const stored = await table.get(keyOf(name));
      if (!stored) return this.claim(name, worker, now);
      if ((numberOf(stored, 'expiresAt') ?? 0) * 1_000 < now) {
        return takeOver(row, stored, now, 'worker = :dead');
      }
      if (stored.bodyHash !== name.bodyHash) return { kind: 'other-body' };
      const sealed = textOf(stored, 'answer');
      if (sealed) return { kind: 'answered', sealed };
      const untilMs = numberOf(stored, 'leaseUntil') ?? 0;
      if (untilMs > now) return { kind: 'underway', untilMs };
      return takeOver(row, stored, now, 'worker = :dead AND attribute_not_exists(answer)');
    },
    async keep(name, worker, sealed, now) {
      const row = { ...claimRow(name, worker, now), answer: sealed };
      await table.putIf(row, 'attribute_not_exists(pk) OR attribute_not_exists(answer)');
    },
    async release(name, worker) {
      await table.eraseIf(keyOf(name), 'worker = :me', { ':me': worker });
    },
  };

  /** Only if it is still as it was read: `condition` is of the dead worker (`:dead`). */
  async function takeOver(
    row: ReturnType<typeof claimRow>,
    dead: Row,
    now: number,
    condition: string,
  ): Promise<Claim> {
    const outcome = await table.putIf(row, condition, { ':dead': textOf(dead, 'worker') ?? '' });
    return outcome === 'done' ? { kind: 'mine' } : { kind: 'underway', untilMs: now };
  }
}

const keyOf = ({ owner, requestHash }: RequestName) => idempotencyKey(owner, requestHash);

const claimRow = (name: RequestName, worker: string, now: number) => ({
  ...keyOf(name),
  bodyHash: name.bodyHash,
  worker,
  leaseUntil: now + LEASE_MS,
  expiresAt: Math.ceil((now + KEPT_MS) / 1_000),
});

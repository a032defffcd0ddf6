import { HOUR_MS } from '../../domain/time/units.ts';
import { idempotencyKey } from '../table/keys.ts';
import { expiryOf, numberOf, type Row, textOf } from '../table/row.ts';
import type { Tables } from '../table/tables.ts';
import { answersOf, isAnswered, putAnswer, UNANSWERED, wholeAnswer } from './kept-answers.ts';

/** What was answered the first time, word for word. */
export type KeptAnswer = { status: number; headers: Record<string, string>; body: string };

export type Claim =
  /** `seed` is of whoever took it on first: all who ever work on it have the same. */
  | { kind: 'mine'; seed: string }
  | { kind: 'answered'; sealed: string }
  | { kind: 'other-body' }
  /** Somebody is at work on it. */
  | { kind: 'underway' };

/** One request of one owner, named by the caller's Idempotency-Key. */
export type RequestName = { owner: string; requestHash: string; bodyHash: string };

export type Worker = { id: string; seed: string };

export type IdempotencyStore = {
  /** Takes the request on, or says what became of it. `worker` names this attempt, `seed` is its own. */
  claim(name: RequestName, worker: Worker, now: number): Promise<Claim>;
  /**
   * However long the answer is: what doesn't fit into an item lies in pieces beside it. Answers what is kept: this, or
   * what another attempt that took over had answered first.
   */
  keep(name: RequestName, worker: Worker, sealed: string, now: number): Promise<string>;
  /** The attempt failed without an answer worth keeping: the next one may start at once. */
  release(name: RequestName, worker: string): Promise<void>;
  /** Every answer that is kept for an owner, and the way to keep another instead. */
  answersOf(owner: string): ReturnType<typeof answersOf>;
};

/** Who has not answered within this time is dead; the next caller takes over. */
const LEASE_MS = 15_000;
/** Promised are 24 h. */
const KEPT_MS = 48 * HOUR_MS;

export function idempotencyStore({ records: table }: Tables): IdempotencyStore {
  return {
    async claim(name, worker, now) {
      const row = claimRow(name, worker, now);
      const mine: Claim = { kind: 'mine', seed: worker.seed };
      if ((await table.putIf(row, 'attribute_not_exists(pk)')) === 'done') return mine;
      const stored = await table.get(keyOf(name));
      if (!stored) return this.claim(name, worker, now);
      // Taken on already, and never heard so.
      if (stored.worker === worker.id && !isAnswered(stored)) return mine;
      const isOver = (numberOf(stored, 'expiresAt') ?? 0) * 1_000 < now;
      if (isOver) return takeOver(table, row, stored, 'worker = :dead');
      if (stored.bodyHash !== name.bodyHash) return { kind: 'other-body' };
      if (isAnswered(stored))
        return { kind: 'answered', sealed: await wholeAnswer(table, name.owner, stored) };
      if ((numberOf(stored, 'leaseUntil') ?? 0) > now) return { kind: 'underway' };
      const begun = { ...row, seed: textOf(stored, 'seed') ?? worker.seed };
      return takeOver(table, begun, stored, `worker = :dead AND ${UNANSWERED}`);
    },
    async keep(name, worker, sealed, now) {
      const claim = { owner: name.owner, row: claimRow(name, worker, now) };
      const outcome = await putAnswer(table, claim, sealed, `attribute_not_exists(pk) OR (${UNANSWERED})`);
      if (outcome === 'done') return sealed;
      const stored = await table.get(keyOf(name));
      return stored && isAnswered(stored) ? wholeAnswer(table, name.owner, stored) : sealed;
    },
    async release(name, worker) {
      await table.eraseIf(keyOf(name), 'worker = :me', { ':me': worker });
    },
    answersOf: (owner) => answersOf(table, owner),
  };
}

/** Only if it is still as it was read: `condition` is of the dead worker (`:dead`). */
async function takeOver(
  table: Tables['records'],
  row: ReturnType<typeof claimRow>,
  dead: Row,
  condition: string,
): Promise<Claim> {
  const outcome = await table.putIf(row, condition, { ':dead': textOf(dead, 'worker') ?? '' });
  return outcome === 'done' ? { kind: 'mine', seed: row.seed } : { kind: 'underway' };
}

const keyOf = ({ owner, requestHash }: RequestName) => idempotencyKey(owner, requestHash);

const claimRow = (name: RequestName, { id, seed }: Worker, now: number) => ({
  ...keyOf(name),
  bodyHash: name.bodyHash,
  worker: id,
  seed,
  leaseUntil: now + LEASE_MS,
  expiresAt: expiryOf(now + KEPT_MS),
});

import { HOUR_MS } from '../../domain/time/units.ts';
import type { Key } from '../table/keys.ts';
import { answerPieceKey, idempotencyKey, idempotencyPartition } from '../table/keys.ts';
import { numberOf, type Row, textOf } from '../table/row.ts';
import type { Tables } from '../table/sdk.ts';
import type { Outcome } from '../table/table.ts';

/** What was answered the first time, word for word. */
export type KeptAnswer = { status: number; headers: Record<string, string>; body: string };

export type Claim =
  /** `seed` is of whoever took it on first: all who ever work on it have the same. */
  | { kind: 'mine'; seed: string }
  | { kind: 'answered'; sealed: string }
  | { kind: 'other-body' }
  /** Somebody is at work on it, until then at the latest (epoch ms). */
  | { kind: 'underway'; untilMs: number };

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
  answersOf(owner: string): AsyncGenerator<{
    requestHash: string;
    sealed: string;
    replace: (sealed: string) => Promise<void>;
  }>;
};

/** Of base64url: ASCII, so letters are bytes. An item holds 400 KB. */
const PIECE = 350_000;
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const IF_UNANSWERED =
  'attribute_not_exists(pk) OR (attribute_not_exists(answer) AND attribute_not_exists(pieces))';

const isAnswered = (row: Row): boolean => row.answer !== undefined || row.pieces !== undefined;

/** Who has not answered within this time is dead; the next caller takes over. */
const LEASE_MS = 15_000;
/** Promised are 24 h. */
const KEPT_MS = 48 * HOUR_MS;

export function idempotencyStore(tables: Tables): IdempotencyStore {
  const { records: table } = tables;

  return {
    async claim(name, worker, now) {
      const row = claimRow(name, worker, now);
      if ((await table.putIf(row, 'attribute_not_exists(pk)')) === 'done')
        return { kind: 'mine', seed: worker.seed };
      const stored = await table.get(keyOf(name));
      if (!stored) return this.claim(name, worker, now);
      // Taken on already, and never heard so.
      if (stored.worker === worker.id && !isAnswered(stored)) return { kind: 'mine', seed: worker.seed };
      if ((numberOf(stored, 'expiresAt') ?? 0) * 1_000 < now) {
        return takeOver(row, stored, now, 'worker = :dead');
      }
      if (stored.bodyHash !== name.bodyHash) return { kind: 'other-body' };
      if (isAnswered(stored)) return { kind: 'answered', sealed: await wholeAnswer(name.owner, stored) };
      const untilMs = numberOf(stored, 'leaseUntil') ?? 0;
      if (untilMs > now) return { kind: 'underway', untilMs };
      return takeOver(
        { ...row, seed: textOf(stored, 'seed') ?? worker.seed },
        stored,
        now,
        'worker = :dead AND attribute_not_exists(answer) AND attribute_not_exists(pieces)',
      );
    },
    async keep(name, worker, sealed, now) {
      const row = claimRow(name, worker, now);
      if ((await putAnswer(row, sealed, name, worker.id, IF_UNANSWERED)) === 'done') return sealed;
      const stored = await table.get(keyOf(name));
      return stored && isAnswered(stored) ? wholeAnswer(name.owner, stored) : sealed;
    },
    async release(name, worker) {
      await table.eraseIf(keyOf(name), 'worker = :me', { ':me': worker });
    },
    async *answersOf(owner) {
      for (const letter of LETTERS) {
        for await (const row of table.query(idempotencyPartition(owner, letter))) {
          if (!isAnswered(row)) continue;
          const name = { owner, requestHash: row.sk };
          const worker = textOf(row, 'worker') ?? '';
          const { answer: _, pieces: __, ...claim } = row;
          yield {
            requestHash: row.sk,
            sealed: await wholeAnswer(owner, row),
            replace: async (sealed) => {
              await putAnswer(claim, sealed, name, worker, 'attribute_exists(pk)');
            },
          };
        }
      }
    },
  };

  /** Pieces first: whoever reads the row finds all of them. */
  async function putAnswer(
    claim: Key & Row,
    sealed: string,
    { owner, requestHash }: Pick<RequestName, 'owner' | 'requestHash'>,
    worker: string,
    condition: string,
  ): Promise<Outcome> {
    if (sealed.length <= PIECE) return table.putIf({ ...claim, answer: sealed }, condition);
    const pieces = Math.ceil(sealed.length / PIECE);
    for (let piece = 0; piece < pieces; piece++) {
      const text = sealed.slice(piece * PIECE, (piece + 1) * PIECE);
      const key = answerPieceKey(owner, requestHash, worker, piece);
      await table.put({ ...key, piece: text, expiresAt: claim.expiresAt });
    }
    return table.putIf({ ...claim, pieces }, condition);
  }

  async function wholeAnswer(owner: string, row: Row & Key): Promise<string> {
    const answer = textOf(row, 'answer');
    if (answer !== undefined) return answer;
    const keys = Array.from({ length: numberOf(row, 'pieces') ?? 0 }, (_, piece) =>
      answerPieceKey(owner, row.sk, textOf(row, 'worker') ?? '', piece),
    );
    const found = await Promise.all(keys.map((key) => table.get(key)));
    return found.map((piece) => (piece && textOf(piece, 'piece')) ?? '').join('');
  }

  /** Only if it is still as it was read: `condition` is of the dead worker (`:dead`). */
  async function takeOver(
    row: ReturnType<typeof claimRow>,
    dead: Row,
    now: number,
    condition: string,
  ): Promise<Claim> {
    const outcome = await table.putIf(row, condition, { ':dead': textOf(dead, 'worker') ?? '' });
    return outcome === 'done' ? { kind: 'mine', seed: row.seed } : { kind: 'underway', untilMs: now };
  }
}

const keyOf = ({ owner, requestHash }: RequestName) => idempotencyKey(owner, requestHash);

const claimRow = (name: RequestName, { id, seed }: Worker, now: number) => ({
  ...keyOf(name),
  bodyHash: name.bodyHash,
  worker: id,
  seed,
  leaseUntil: now + LEASE_MS,
  expiresAt: Math.ceil((now + KEPT_MS) / 1_000),
});

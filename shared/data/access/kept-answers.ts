import type { Key } from '../table/keys.ts';
import { answerPieceKey, idempotencyPartition } from '../table/keys.ts';
import { numberOf, type Row, textOf } from '../table/row.ts';
import type { Outcome } from '../table/table.ts';
import type { Tables } from '../table/tables.ts';

type Records = Tables['records'];

/** Of base64url: ASCII, so letters are bytes. An item holds 400 KB. */
const PIECE = 350_000;
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Of a claim, in a condition: it has no answer, neither whole nor in pieces. */
export const UNANSWERED = 'attribute_not_exists(answer) AND attribute_not_exists(pieces)';
export const isAnswered = (row: Row): boolean => row.answer !== undefined || row.pieces !== undefined;

/**
 * Keeps the answer at its claim, however long it is: what doesn't fit into an item lies in pieces beside it, each named
 * by the worker that made it. Pieces first: whoever reads the claim finds all of them.
 */
export async function putAnswer(
  table: Records,
  { owner, row }: { owner: string; row: Key & Row },
  sealed: string,
  condition: string,
): Promise<Outcome> {
  if (sealed.length <= PIECE) return table.putIf({ ...row, answer: sealed }, condition);
  const pieces = Math.ceil(sealed.length / PIECE);
  for (let piece = 0; piece < pieces; piece++) {
    const text = sealed.slice(piece * PIECE, (piece + 1) * PIECE);
    await table.put({ ...pieceKey(owner, row, piece), piece: text, expiresAt: row.expiresAt });
  }
  return table.putIf({ ...row, pieces }, condition);
}

export async function wholeAnswer(table: Records, owner: string, row: Key & Row): Promise<string> {
  const answer = textOf(row, 'answer');
  if (answer !== undefined) return answer;
  const keys = Array.from({ length: numberOf(row, 'pieces') ?? 0 }, (_, piece) =>
    pieceKey(owner, row, piece),
  );
  const found = await Promise.all(keys.map((key) => table.get(key)));
  return found.map((piece) => (piece && textOf(piece, 'piece')) ?? '').join('');
}

const pieceKey = (owner: string, row: Key & Row, piece: number): Key =>
  answerPieceKey(owner, row.sk, textOf(row, 'worker') ?? '', piece);

export type KeptFor = {
  requestHash: string;
  sealed: string;
  replace: (sealed: string) => Promise<void>;
};

/** Every answer that is kept for an owner, and the way to keep another instead. */
export async function* answersOf(table: Records, owner: string): AsyncGenerator<KeptFor> {
  for (const letter of LETTERS) {
    for await (const row of table.query(idempotencyPartition(owner, letter))) {
      if (!isAnswered(row)) continue;
      const { answer: _, pieces: __, ...claim } = row;
      yield {
        requestHash: row.sk,
        sealed: await wholeAnswer(table, owner, row),
        replace: async (sealed) => {
          await putAnswer(table, { owner, row: claim }, sealed, 'attribute_exists(pk)');
        },
      };
    }
  }
}

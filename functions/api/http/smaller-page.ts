/** No JSON answer that has pages is longer: API Gateway and Lambda refuse 6 MB, and a phone shouldn't wait for one. */
export const MOST_ANSWER_BYTES = 1_000_000;

/**
 * How many entries to answer instead, where those of a page made it too long; `undefined` where it fits, has no pages
 * or is down to a single entry.
 */
export function fewerOf(body: unknown, written: string): number | undefined {
  if (written.length * 3 <= MOST_ANSWER_BYTES) return undefined;
  const bytes = Buffer.byteLength(written);
  if (bytes <= MOST_ANSWER_BYTES) return undefined;
  const { data, nextCursor } = body as { data?: unknown[]; nextCursor?: unknown };
  if (!Array.isArray(data) || nextCursor === undefined || data.length < 2) return undefined;
  return Math.max(1, Math.floor((data.length * MOST_ANSWER_BYTES * 0.9) / bytes));
}

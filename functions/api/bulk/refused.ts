import type { Problem } from '../../../shared/domain/schema/problem.ts';
import { expectedRefusal, problemOf, Refusal } from '../http/refusal.ts';

/** One of many that was refused, in an answer to each; what is a mistake of ours goes on. */
export function refusedItem(
  failure: unknown,
  publicUrl: string,
): { status: number; outcome: 'refused'; problem: Problem } {
  const refusal = expectedRefusal(failure);
  return { status: refusal.status, outcome: 'refused', problem: problemOf(refusal, publicUrl) };
}

/** Several refusals as one answer: refused for one reason, as that; for several, as not acceptable. */
export function asOne(refusals: readonly Refusal[]): Refusal {
  const [first] = refusals as [Refusal];
  const errors = refusals.flatMap((one) => one.errors ?? []).slice(0, 50);
  const isOne = refusals.every(({ code }) => code === first.code && code !== 'invalid');
  return isOne
    ? new Refusal(first.status, first.code, first.message, { errors })
    : new Refusal(422, 'invalid', 'Some of these are not acceptable.', { errors });
}

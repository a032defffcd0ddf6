import type { Problem } from '../../../shared/domain/schema/problem.ts';
import type { BulkOutcome } from '../../../shared/domain/vocabulary.ts';
import { refusedItem } from './refused.ts';

/** What became of one item, or would. */
export type Result = {
  status: number;
  outcome: BulkOutcome;
  externalId?: string;
  problem?: Problem;
  alike?: string[];
  [one: string]: unknown;
};

/** One that is refused costs no other. */
export async function answerEach(
  sent: readonly unknown[],
  publicUrl: string,
  take: (one: unknown, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const [index, one] of sent.entries())
    results.push(await take(one, index).catch((failure) => refusedResult(failure, one, publicUrl)));
  return results;
}

export function refusedResult(failure: unknown, sent: unknown, publicUrl: string): Result {
  return { ...refusedItem(failure, publicUrl), ...sentName(sent) };
}

/** So that whoever sent it finds it again. */
export function sentName(one: unknown): { externalId?: string } {
  const name = typeof one === 'object' && one !== null && 'externalId' in one ? one.externalId : undefined;
  return typeof name === 'string' ? { externalId: name.slice(0, 200) } : {};
}

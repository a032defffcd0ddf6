import type { Problem } from '../../../shared/domain/schema/problem.ts';
import type { BulkOutcome } from '../../../shared/domain/vocabulary.ts';
import { refusedItem } from './refused.ts';

/** What became of one item, or would. */
export type Result = {
  status: number;
  outcome: BulkOutcome;
  externalId?: string;
  problem?: Problem;
  [one: string]: unknown;
};

export function refusedResult(failure: unknown, sent: unknown, publicUrl: string): Result {
  return { ...refusedItem(failure, publicUrl), ...sentName(sent) };
}

/** So that whoever sent it finds it again. */
export function sentName(one: unknown): { externalId?: string } {
  const name = typeof one === 'object' && one !== null && 'externalId' in one ? one.externalId : undefined;
  return typeof name === 'string' ? { externalId: name.slice(0, 200) } : {};
}

import type { DirtyPeriod } from '../../shared/data/counts/count-store.ts';
import { MINUTE_MS } from '../../shared/domain/time/units.ts';

/** A message that nobody has worked off by then is taken for lost. */
const LOST_AFTER_MS = 15 * MINUTE_MS;

/**
 * The marks that this process has handed over lately. Only thrift: forgotten or unknown, a mark is handed over twice,
 * and the second message finds it gone. Marked again, it has another token and is handed over at once.
 */
export function createHandedOver(now: () => number) {
  const until = new Map<string, number>();
  const nameOf = ({ kind, brandId, period, token, pieces = 0 }: DirtyPeriod): string =>
    `${kind}#${brandId}#${period}#${token}#${pieces}`;
  return {
    without: (marks: readonly DirtyPeriod[]): DirtyPeriod[] =>
      marks.filter((mark) => (until.get(nameOf(mark)) ?? 0) <= now()),
    note(marks: readonly DirtyPeriod[]): void {
      for (const [name, at] of until) if (at <= now()) until.delete(name);
      for (const mark of marks) until.set(nameOf(mark), now() + LOST_AFTER_MS);
    },
  };
}

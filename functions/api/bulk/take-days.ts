import type * as z from 'zod';
import { wrong } from '../../../shared/domain/reasons.ts';
import { Refusal, refusalAt } from '../../../shared/domain/refusal.ts';
import type { DaysTaken } from '../../../shared/domain/schema/day-bulk.ts';
import type { BulkOutcome } from '../../../shared/domain/vocabulary.ts';
import { accept, refuseLarge } from '../http/read-body.ts';
import { expectedRefusal, invalid } from '../http/refusal.ts';
import { asOne, refusedItem } from './refused.ts';

type OfDay = { day: string };
export type ReadDays<Day> = (Day | Refusal)[];

/** Each day as it was told, or why it can't be taken; `check` throws what is wrong with one. */
export function readDays<Day extends OfDay>(
  sent: readonly unknown[],
  schema: z.ZodType<Day>,
  check: (told: Day) => void,
): ReadDays<Day> {
  const named = new Set<string>();
  return sent.map((one) => {
    try {
      refuseLarge(one);
      const told = accept(schema, one);
      check(told);
      if (named.has(told.day)) throw invalid(wrong('day', 'stands-twice'));
      named.add(told.day);
      return told;
    } catch (failure) {
      return expectedRefusal(failure);
    }
  });
}

/** The days where all of them can be taken; else throws what is wrong with any of them. */
export function allOf<Day extends OfDay>(days: ReadDays<Day>): Day[] {
  const refusals = days.flatMap((one, index) =>
    one instanceof Refusal ? [refusalAt(one, 'days', index)] : [],
  );
  if (refusals.length > 0) throw asOne(refusals);
  return days as Day[];
}

/** One that is refused costs no other. */
export async function keepDays<Day extends OfDay>(
  days: ReadDays<Day>,
  put: (told: Day) => Promise<{ status: 200 | 201 }>,
  { sent, publicUrl }: { sent: readonly unknown[]; publicUrl: string },
) {
  const results: Taken['results'] = [];
  for (const [index, one] of days.entries())
    results.push({
      ...(one instanceof Refusal ? refusedItem(one, publicUrl) : stored(await put(one))),
      ...dayOfSent(sent[index]),
    });
  const kept = days.filter((one) => !(one instanceof Refusal)).length;
  return answered({ days: kept, results }, days.length);
}

type Taken = z.output<typeof DaysTaken>;

const answered = (body: Taken, sent: number) =>
  body.days === sent ? { status: 200 as const, body } : { status: 207 as const, body };

const stored = ({ status }: { status: 200 | 201 }): { status: number; outcome: BulkOutcome } => ({
  status,
  outcome: status === 201 ? 'stored' : 'changed',
});

/** So that whoever sent it finds it again. */
function dayOfSent(one: unknown): { day?: string } {
  const day = typeof one === 'object' && one !== null && 'day' in one ? one.day : undefined;
  return typeof day === 'string' ? { day: day.slice(0, 20) } : {};
}

import type { BulkOutcome } from '../../../shared/domain/vocabulary.ts';
import { invalid, type Refusal } from '../http/refusal.ts';
import { callOf, type ManyPart, type ManyTaking, type Read, readItem } from './read-item.ts';
import { NAMED_TWICE } from './refused.ts';
import { type Result, refusedResult, sentName } from './result.ts';

/** What would become of each, were they sent as they are: all are read and checked, none is kept. */
export async function tryEach(sent: readonly unknown[], taking: ManyTaking): Promise<Result[]> {
  const { part, call } = taking;
  const reads = new Map<number, Read>();
  const left = new Map<string, object>();
  const results: Result[] = [];
  for (const [index, one] of sent.entries()) {
    try {
      const read = await readItem(one, taking, left);
      if (!('same' in read)) await part.check?.(read.item, callOf(index, taking));
      const outcome = await outcomeOf(read, [...reads.values()], taking);
      await part.note?.(read.item);
      reads.set(index, read);
      left.set(read.item.id, read.item.body);
      results.push({ status: outcome === 'stored' ? 201 : 200, outcome, ...sentName(one) });
    } catch (failure) {
      results.push(refusedResult(failure, one, call.deps.publicUrl));
    }
  }
  const places = [...reads.keys()];
  for (const { index, refusal } of claimedTwice([...reads.values()], part)) {
    const place = places[index] ?? 0;
    results[place] = refusedResult(refusal, sent[place], call.deps.publicUrl);
  }
  return results;
}

async function outcomeOf(
  read: Read,
  before: readonly Read[],
  { part, call }: ManyTaking,
): Promise<BulkOutcome> {
  if ('same' in read) return 'repeated';
  if (read.stands) return 'changed';
  const { keyOf = ({ id }: Read['item']) => id } = part;
  const isTwin = before.some(({ item }) => keyOf(item) === keyOf(read.item));
  return isTwin || (await part.isKept?.(read.item, call)) ? 'repeated' : 'stored';
}

/** Two items of one bulk that want the same thing for different owners: the later ones, by their place among these. */
export function claimedTwice(
  reads: readonly Read[],
  { claims }: ManyPart,
): { index: number; refusal: Refusal }[] {
  const holders = new Map<string, string>();
  return reads.flatMap(({ item }, index) =>
    (claims?.(item) ?? []).flatMap(([path, name]) => {
      const holder = holders.get(name) ?? item.id;
      holders.set(name, holder);
      const refusal = invalid({ path, message: NAMED_TWICE });
      return holder === item.id ? [] : [{ index, refusal }];
    }),
  );
}

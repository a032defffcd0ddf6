import { wrong } from '../../../shared/domain/reasons.ts';
import type { BulkOutcome } from '../../../shared/domain/vocabulary.ts';
import { invalid, type Refusal } from '../http/refusal.ts';
import { type ManyPart, type ManyTaking, type Read, readChecked } from './read-item.ts';
import { answerEach, type Result, refusedResult, sentName } from './result.ts';

/** What would become of each, were they sent as they are: all are read and checked, none is kept. */
export async function tryEach(sent: readonly unknown[], taking: ManyTaking): Promise<Result[]> {
  const { part, call } = taking;
  const reads = new Map<number, Read>();
  const left = new Map<string, object>();
  const keys = new Set<string>();
  const results = await answerEach(sent, call.deps.publicUrl, async (one, index) => {
    const read = await readChecked(one, index, taking, left);
    const outcome = await outcomeOf(read, keys, taking);
    await part.note?.(read.item);
    reads.set(index, read);
    left.set(read.item.id, read.item.body);
    keys.add(keyOf(read, part));
    const alike = (outcome === 'stored' && (await part.alike?.(read.item, call))) || [];
    return {
      status: outcome === 'stored' ? 201 : 200,
      outcome,
      ...sentName(one),
      ...(alike.length > 0 ? { alike } : {}),
    };
  });
  const places = [...reads.keys()];
  for (const { index, refusal } of claimedTwice([...reads.values()], part)) {
    const place = places[index] ?? 0;
    results[place] = refusedResult(refusal, sent[place], call.deps.publicUrl);
  }
  return results;
}

/** `before`: the keys of those before it. */
async function outcomeOf(
  read: Read,
  before: ReadonlySet<string>,
  { part, call }: ManyTaking,
): Promise<BulkOutcome> {
  if ('same' in read) return 'repeated';
  if (read.stands) return 'changed';
  return before.has(keyOf(read, part)) || (await part.isKept?.(read.item, call)) ? 'repeated' : 'stored';
}

const keyOf = ({ item }: Read, part: ManyPart): string => part.keyOf?.(item) ?? item.id;

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
      const refusal = invalid(wrong(path, 'stands-twice'));
      return holder === item.id ? [] : [{ index, refusal }];
    }),
  );
}

import type { ImportKind } from '../../../domain/imports/fields.ts';
import { BULK_OF, refusedBecause } from '../../../domain/imports/items/bulk-of.ts';
import { type ImportItem, isBulked, type Refused } from '../../../domain/imports/items/item.ts';
import { VouchError } from '../../errors.ts';
import { sendAfter, sendRefund } from '../../send-after.ts';
import { type BulkResult, sendBulk } from '../../send-bulk.ts';
import type { Vouch } from '../../vouch.ts';
import { byAliases, type MadeReady } from './links-there.ts';

export type Outcomes = { stored: number; changed: number; repeated: number; refused: Refused<string>[] };

/** `items` as the file has them, so that how far an import came means the same whoever goes on with it. */
export type Sending = {
  kind: ImportKind;
  items: readonly ImportItem<string>[];
  ready: (part: readonly ImportItem<string>[]) => MadeReady;
};

export const NOTHING_SENT: Outcomes = { stored: 0, changed: 0, repeated: 0, refused: [] };

/** Sends items some at a time, each part made ready first; `sent` hears after each. One that is refused costs no other. */
export async function sendItems(
  vouch: Vouch,
  { kind, items, ready }: Sending,
  from: { done: number; outcomes: Outcomes },
  sent: (done: number, outcomes: Outcomes) => void,
): Promise<Outcomes> {
  const { most } = BULK_OF[kind];
  let { done, outcomes } = from;
  while (done < items.length) {
    const part = items.slice(done, done + most);
    const { items: fit, refused } = ready(part);
    outcomes = addUp(outcomes, fit, fit.length > 0 ? await sendPart(vouch, kind, fit) : []);
    outcomes.refused.push(...refused);
    done += part.length;
    sent(done, outcomes);
  }
  return outcomes;
}

async function sendPart(
  vouch: Vouch,
  kind: ImportKind,
  part: readonly ImportItem<string>[],
): Promise<BulkResult[]> {
  const bulk = part.filter(isBulked);
  const sent = bulk.length > 0 ? await sendBulk(vouch, kind, bulk) : [];
  const results: BulkResult[] = [];
  for (const item of part) {
    const result = isBulked(item) ? sent.shift() : undefined;
    results.push(
      await ofItem(() => (result ? finished(vouch, kind, item, result) : sendRefund(vouch, item))),
    );
  }
  return results;
}

/** A slug that another link has, or one like it, is an alias: there twins may stand side by side. */
async function finished(
  vouch: Vouch,
  kind: ImportKind,
  sent: ImportItem<string>,
  answered: BulkResult,
): Promise<BulkResult> {
  const item = answered.problem?.code === 'slug-taken' ? byAliases(sent) : sent;
  const result = item === sent ? answered : await sendOne(vouch, kind, item);
  if (result.outcome !== 'refused' && item.after)
    await sendAfter(vouch, item, result[BULK_OF[kind].one] as { id: string });
  return result;
}

async function ofItem(act: () => Promise<BulkResult>): Promise<BulkResult> {
  try {
    return await act();
  } catch (failure) {
    if (!isOfItem(failure)) throw failure;
    return { outcome: 'refused', problem: failure };
  }
}

/** Of this one alone: not that nobody answered, or that the key may not, which would be said of all others as well. */
const isOfItem = (failure: unknown): failure is VouchError =>
  failure instanceof VouchError && [404, 409, 413, 422].includes(failure.status);

const sendOne = async (vouch: Vouch, kind: ImportKind, item: ImportItem<string>): Promise<BulkResult> =>
  (await sendBulk(vouch, kind, [item]))[0] ?? { outcome: 'refused' };

function addUp(
  before: Outcomes,
  part: readonly ImportItem<string>[],
  results: readonly BulkResult[],
): Outcomes {
  const after = { ...before, refused: [...before.refused] };
  for (const [index, { line, label }] of part.entries()) {
    const { outcome, problem } = results[index] ?? { outcome: 'refused' as const };
    if (outcome === 'refused') after.refused.push({ line, problem: `${label}: ${refusedBecause(problem)}` });
    else after[outcome]++;
  }
  return after;
}

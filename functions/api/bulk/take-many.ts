import type { IdPrefix } from '../../../shared/domain/id.ts';
import { refusalAt } from '../../../shared/domain/refusal.ts';
import type { RouteShape } from '../../../shared/domain/schema/route.ts';
import type { Api, Handler } from '../http/call.ts';
import { expectedRefusal, Refusal } from '../http/refusal.ts';
import type { BulkPart, KeptItem } from './part.ts';
import {
  callOf,
  type ManyCall,
  type ManyPart,
  type ManyTaking,
  type Read,
  readChecked,
  readItem,
} from './read-item.ts';
import { type Finder, finderOf } from './references.ts';
import { asOne } from './refused.ts';
import { answerEach, type Result, sentName } from './result.ts';
import { claimedTwice, tryEach } from './try-each.ts';

type Done = { status: 200 | 201; body: object };

/**
 * `POST /v1/<collection>/bulk`, for every collection: each item for itself, with `atomic=true` all or none, with
 * `dryRun=true` none, but told what would become of each. `partOf` says how this collection keeps one.
 */
export function onMany<
  R extends RouteShape,
  P extends IdPrefix,
  Body,
  Stored extends { archivedAt?: string },
  Shown,
>(api: Api, shape: R, partOf: (finder: Finder) => BulkPart<P, Body, Stored, Shown>): void {
  const handler = async (call: ManyCall) => {
    const finder = finderOf(call.stores, call.brandId);
    const part = partOf(finder) as unknown as ManyPart;
    const sent = call.body[part.many] ?? [];
    const results = await waysOf(call)(sent, { part, finder, call });
    const data = results.flatMap(({ [part.one]: shown }) => (shown ? [shown] : []));
    return { status: data.length === sent.length ? 201 : 207, body: { data, results } };
  };
  api.on(shape, handler as unknown as Handler<R>);
}

const waysOf = ({ query: { atomic, dryRun } }: ManyCall) =>
  dryRun === 'true' ? tryEach : atomic === 'true' ? takeTogether : takeEach;

const takeEach = (sent: readonly unknown[], taking: ManyTaking): Promise<Result[]> =>
  answerEach(sent, taking.call.deps.publicUrl, async (one, index) => {
    const read = await readItem(one, taking);
    return resultOf(await keep(read, taking, index), read, one, taking.part);
  });

/** All are read and checked before the first is kept: what is wrong with any of them is answered for all. */
async function takeTogether(sent: readonly unknown[], taking: ManyTaking): Promise<Result[]> {
  const { part } = taking;
  const reads: Read[] = [];
  const refusals: Refusal[] = [];
  for (const [index, one] of sent.entries()) {
    try {
      reads.push(await readChecked(one, index, taking));
    } catch (failure) {
      refusals.push(refusalAt(expectedRefusal(failure), part.many, index));
    }
  }
  if (refusals.length === 0)
    for (const { index, refusal } of claimedTwice(reads, part))
      refusals.push(refusalAt(refusal, part.many, index));
  if (refusals.length > 0) throw asOne(refusals);
  const kept = await keepTogether(reads, taking);
  return reads.map((read, index) => resultOf(kept[index] as Done, read, sent[index], part));
}

async function keepTogether(reads: readonly Read[], taking: ManyTaking): Promise<Done[]> {
  const { part, call } = taking;
  const told = reads.filter((read) => !('same' in read)).map(({ item }) => item);
  const all = (await part.keepAll?.(told, call)) ?? [];
  if (all instanceof Refusal) throw all;
  const kept: Done[] = [];
  for (const [index, read] of reads.entries()) {
    const place = [part.many, index];
    try {
      const isKept = part.keepAll && !('same' in read);
      kept.push(isKept ? done(all.shift() as KeptItem<object>) : await keep(read, taking, index));
    } catch (failure) {
      throw failure instanceof Refusal ? refusalAt(failure, ...place) : failure;
    }
  }
  return kept;
}

function done(kept: KeptItem<object>): Done {
  if (kept instanceof Refusal) throw kept;
  return kept;
}

async function keep(read: Read, taking: ManyTaking, index: number): Promise<Done> {
  if ('same' in read) return { status: 200, body: read.same as object };
  return done(await taking.part.keep(read.item, callOf(index, taking)));
}

function resultOf({ status, body }: Done, read: Read, sent: unknown, { one, find }: ManyPart): Result {
  const outcome = status === 201 ? 'stored' : find && !('same' in read) ? 'changed' : 'repeated';
  return { status, outcome, ...sentName(sent), [one]: body };
}

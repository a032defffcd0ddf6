import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { idOfExternal } from '../../../shared/domain/external-id.ts';
import type { IdPrefix } from '../../../shared/domain/id.ts';
import { refusalAt } from '../../../shared/domain/refusal.ts';
import { ExternalId, type Id } from '../../../shared/domain/schema/common.ts';
import type { Problem } from '../../../shared/domain/schema/problem.ts';
import type { RouteShape } from '../../../shared/domain/schema/route.ts';
import type { BulkOutcome } from '../../../shared/domain/vocabulary.ts';
import type { Api, Handler } from '../http/call.ts';
import { accept, refuseLarge } from '../http/read-body.ts';
import { expectedRefusal, invalid, Refusal } from '../http/refusal.ts';
import { withoutNulls } from '../http/without-nulls.ts';
import type { BulkItem, BulkPart, ItemCall, KeptItem } from './part.ts';
import { type Finder, finderOf } from './references.ts';
import { asOne, NAMED_TWICE, refusedItem } from './refused.ts';

type ManyCall = ItemCall & {
  body: Record<string, unknown[]>;
  query: { atomic: 'true' | 'false' };
  deps: { publicUrl: string };
};
type Result = {
  status: number;
  outcome: BulkOutcome;
  externalId?: string;
  problem?: Problem;
  [one: string]: unknown;
};
/** An item that is read; `same`: what it says stands there already. */
type Read = { item: BulkItem<IdPrefix, object>; same?: object };
type Part = BulkPart<IdPrefix, object, { archivedAt?: string }, object>;
type Done = { status: 200 | 201; body: object };
type Taking = { part: Part; finder: Finder; call: ManyCall };

/**
 * `POST /v1/<collection>/bulk`, for every collection: each item for itself, or with `atomic=true` all or none. `partOf`
 * says how this collection keeps one.
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
    const part = partOf(finder) as unknown as Part;
    const sent = call.body[part.many] ?? [];
    const take = call.query.atomic === 'true' ? takeTogether : takeEach;
    const results = await take(sent, { part, finder, call });
    const data = results.flatMap(({ [part.one]: shown }) => (shown ? [shown] : []));
    return { status: data.length === sent.length ? 201 : 207, body: { data, results } };
  };
  api.on(shape, handler as unknown as Handler<R>);
}

/** One that is refused costs no other. */
async function takeEach(sent: readonly unknown[], taking: Taking): Promise<Result[]> {
  const { part, call } = taking;
  const results: Result[] = [];
  for (const [index, one] of sent.entries()) {
    try {
      const read = await readItem(one, taking);
      const kept = await keep(read, taking, index);
      results.push(resultOf(kept, read, one, part));
    } catch (failure) {
      results.push(refused(failure, one, call.deps.publicUrl));
    }
  }
  return results;
}

/** All are read and checked before the first is kept: what is wrong with any of them is answered for all. */
async function takeTogether(sent: readonly unknown[], taking: Taking): Promise<Result[]> {
  const { part } = taking;
  const reads: Read[] = [];
  const refusals: Refusal[] = [];
  for (const [index, one] of sent.entries()) {
    try {
      const read = await readItem(one, taking);
      if (!('same' in read)) await part.check?.(read.item, callOf(index, taking));
      reads.push(read);
    } catch (failure) {
      refusals.push(refusalAt(expectedRefusal(failure), part.many, index));
    }
  }
  if (refusals.length === 0) refusals.push(...claimedTwice(reads, part));
  if (refusals.length > 0) throw asOne(refusals);
  const kept = await keepTogether(reads, taking);
  return reads.map((read, index) => resultOf(kept[index] as Done, read, sent[index], part));
}

async function keepTogether(reads: readonly Read[], taking: Taking): Promise<Done[]> {
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

async function keep(read: Read, taking: Taking, index: number): Promise<Done> {
  if ('same' in read) return { status: 200, body: read.same as object };
  return done(await taking.part.keep(read.item, callOf(index, taking)));
}

/** A repeat of the bulk makes each item again as it made it. */
const callOf = (index: number, { call }: { call: ManyCall }): ItemCall => ({
  ...call,
  origin: `${call.origin}|${index}`,
});

/** What was sent, read over what stands there under its name. */
async function readItem(one: unknown, { part, finder, call }: Taking): Promise<Read> {
  refuseLarge(one);
  const { stores } = call;
  const isObject = typeof one === 'object' && one !== null && !Array.isArray(one);
  if (!isObject)
    return {
      item: { id: call.newId(part.prefix), body: accept(part.schema, one), over: never, says: never },
    };
  const named = await finder.resolved({ ...one }, fieldsOf(part.schema));
  const sent = withoutNulls(named, part.schema) as Record<string, unknown>;
  const id = await idOf(sent, part, call);
  const stored = await part.find?.(id, stores);
  const besides = stored ? await part.besides?.(stored, stores) : {};
  const over = (standing: object): object =>
    accept(part.schema, { ...saidOf(standing, part, sent), ...besides, ...sent });
  const says = (field: string) => field in sent;
  if (!stored) return { item: { id, body: over({}), over, says } };
  const body = over(stored);
  const before = part.schema.safeParse({ ...saidOf(stored, part, {}), ...besides });
  const isSame = before.success && isAsBefore(before.data, body, stored.archivedAt !== undefined);
  const item = { id, body, over, says };
  const same = isSame ? await (part.same ? part.same(stored, item, call) : stored) : undefined;
  return same ? { item, same } : { item };
}

/** What was archived is the same only where it is archived again by being sent. */
function isAsBefore(before: object, body: object, wasArchived: boolean): boolean {
  const isArchived = 'status' in body && body.status === 'archived';
  const stood = wasArchived && isArchived ? { ...before, status: 'archived' } : before;
  return wasArchived === isArchived && isDeepStrictEqual(stood, body);
}

/** Of a record what its POST would say, less what is said otherwise now; what was archived comes back by being sent. */
function saidOf(standing: object, { schema, oneOf = [] }: Part, sent: object): object {
  const fields = fieldsOf(schema);
  const isReplaced = oneOf.some((field) => field in sent);
  return Object.fromEntries(
    Object.entries(standing).filter(
      ([field, value]) => fields.has(field) && value !== 'archived' && !(isReplaced && oneOf.includes(field)),
    ),
  );
}

const never = (): never => {
  throw new Error('what is no object stands nowhere');
};

async function idOf(
  sent: Readonly<Record<string, unknown>>,
  part: Part,
  call: ManyCall,
): Promise<Id<IdPrefix>> {
  const name = ExternalId.safeParse(sent.externalId);
  if (name.success) return idOfExternal(part.prefix, call.brandId, name.data);
  return ((await part.named?.(sent)) as Id<IdPrefix> | undefined) ?? call.newId(part.prefix);
}

const fieldsOf = (schema: z.ZodType): ReadonlySet<string> =>
  new Set(schema instanceof z.ZodObject ? Object.keys(schema.shape) : []);

function resultOf({ status, body }: Done, read: Read, sent: unknown, { one, find }: Part): Result {
  const outcome = status === 201 ? 'stored' : find && !('same' in read) ? 'changed' : 'repeated';
  return { status, outcome, ...nameOf(sent), [one]: body };
}

function refused(failure: unknown, sent: unknown, publicUrl: string): Result {
  return { ...refusedItem(failure, publicUrl), ...nameOf(sent) };
}

/** So that whoever sent it finds it again. */
function nameOf(one: unknown): { externalId?: string } {
  const name = typeof one === 'object' && one !== null && 'externalId' in one ? one.externalId : undefined;
  return typeof name === 'string' ? { externalId: name.slice(0, 200) } : {};
}

/** Two items of one bulk that want the same thing for different owners. */
function claimedTwice(reads: readonly Read[], { claims, many }: Part): Refusal[] {
  const holders = new Map<string, string>();
  return reads.flatMap(({ item }, index) =>
    (claims?.(item) ?? []).flatMap(([path, name]) => {
      const holder = holders.get(name) ?? item.id;
      holders.set(name, holder);
      return holder === item.id ? [] : [invalid({ path: `${many}.${index}.${path}`, message: NAMED_TWICE })];
    }),
  );
}

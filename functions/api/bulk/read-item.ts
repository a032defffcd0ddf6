import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { idOfExternal } from '../../../shared/domain/external-id.ts';
import type { IdPrefix } from '../../../shared/domain/id.ts';
import { ExternalId, type Id } from '../../../shared/domain/schema/common.ts';
import { accept, refuseLarge } from '../http/read-body.ts';
import { withoutNulls } from '../http/without-nulls.ts';
import type { BulkItem, BulkPart, ItemCall } from './part.ts';
import type { Finder } from './references.ts';

export type ManyCall = ItemCall & {
  body: Record<string, unknown[]>;
  query: { atomic: 'true' | 'false'; dryRun: 'true' | 'false' };
  deps: { publicUrl: string };
};
/** An item that is read; `same`: what it says stands there already; `stands`: something else stands under its name. */
export type Read = { item: BulkItem<IdPrefix, object>; same?: object; stands?: true };
type Standing = { archivedAt?: string };
export type ManyPart = BulkPart<IdPrefix, object, Standing, object>;
export type ManyTaking = { part: ManyPart; finder: Finder; call: ManyCall };

/** A repeat of the bulk makes each item again as it made it. */
export const callOf = (index: number, { call }: { call: ManyCall }): ItemCall => ({
  ...call,
  origin: `${call.origin}|${index}`,
});

/**
 * What was sent, read over what stands there under its name. `left`: what items before it would have left there, where
 * none of them is kept.
 */
export async function readItem(
  one: unknown,
  { part, finder, call }: ManyTaking,
  left: ReadonlyMap<string, object> = NOTHING_LEFT,
): Promise<Read> {
  refuseLarge(one);
  const { stores } = call;
  const isObject = typeof one === 'object' && one !== null && !Array.isArray(one);
  if (!isObject)
    return {
      item: { id: call.newId(part.prefix), body: accept(part.schema, one), over: never, says: never },
    };
  const named = await finder.resolved({ ...one }, fieldsOf(part.schema));
  const sent = withoutNulls(named, part.schema, part) as Record<string, unknown>;
  const id = await idOf(sent, part, call);
  const tried = part.find && left.get(id);
  const stored: Standing | undefined = tried ?? (await part.find?.(id, stores));
  const besides = stored && !tried ? await part.besides?.(stored, stores) : {};
  const over = (standing: object): object =>
    accept(part.schema, { ...saidOf(standing, part, sent), ...besides, ...sent });
  const says = (field: string) => field in sent;
  if (!stored) return { item: { id, body: over({}), over, says } };
  const body = over(stored);
  const before = part.schema.safeParse({ ...saidOf(stored, part, {}), ...besides });
  const isSame = before.success && isAsBefore(before.data, body, stored.archivedAt !== undefined);
  const item = { id, body, over, says };
  const same = isSame ? await (part.same && !tried ? part.same(stored, item, call) : stored) : undefined;
  return same ? { item, same } : { item, stands: true };
}

/** The same, and asked whether it would be kept where it says anything new. */
export async function readChecked(
  one: unknown,
  index: number,
  taking: ManyTaking,
  left: ReadonlyMap<string, object> = NOTHING_LEFT,
): Promise<Read> {
  const read = await readItem(one, taking, left);
  if (!('same' in read)) await taking.part.check?.(read.item, callOf(index, taking));
  return read;
}

const NOTHING_LEFT: ReadonlyMap<string, object> = new Map();

/** What was archived is the same only where it is archived again by being sent. */
function isAsBefore(before: object, body: object, wasArchived: boolean): boolean {
  const isArchived = 'status' in body && body.status === 'archived';
  const stood = wasArchived && isArchived ? { ...before, status: 'archived' } : before;
  return wasArchived === isArchived && isDeepStrictEqual(stood, body);
}

/** Of a record what its POST would say, less what is said otherwise now; what was archived comes back by being sent. */
function saidOf(standing: object, { schema, oneOf = [] }: ManyPart, sent: object): object {
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
  part: ManyPart,
  call: ManyCall,
): Promise<Id<IdPrefix>> {
  const name = ExternalId.safeParse(sent.externalId);
  if (name.success) return idOfExternal(part.prefix, call.brandId, name.data);
  return ((await part.named?.(sent)) as Id<IdPrefix> | undefined) ?? call.newId(part.prefix);
}

const fieldsOf = (schema: z.ZodType): ReadonlySet<string> =>
  new Set(schema instanceof z.ZodObject ? Object.keys(schema.shape) : []);

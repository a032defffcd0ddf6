import {
  type Collection,
  type Keepable,
  type RecordsPage,
  upsert,
} from '../../shared/data/table/records-store.ts';
import { idOfExternal } from '../../shared/domain/external-id.ts';
import type { IdPrefix } from '../../shared/domain/id.ts';
import type { Id } from '../../shared/domain/schema/common.ts';
import type { BulkItem, ItemCall } from './bulk/part.ts';
import { created } from './http/call.ts';
import { Refusal, refuse } from './http/refusal.ts';

/** A PATCH body on a document: what is given replaces, `null` removes, the rest stays. */
export function patched<T extends object>(
  document: T,
  patch: { [K in keyof T]?: T[K] | null | undefined },
): T {
  const changed = { ...document } as Record<string, unknown>;
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete changed[name];
    else if (value !== undefined) changed[name] = value;
  }
  return changed as T;
}

/** `archived: true|false` of a PATCH as the stamp that is kept. */
export const archivedAtOf = (archived: boolean | undefined, at: string): { archivedAt?: string | null } =>
  archived === undefined ? {} : { archivedAt: archived ? at : null };

/**
 * Stores a new document. The same request again gets what it made the first time; another one that lands on the
 * same id (its externalId) is refused.
 */
export async function createOrRefuse<T extends Keepable>(
  collection: Collection<T>,
  document: T,
  origin: string,
): Promise<T | Refusal> {
  const outcome = await collection.create(document, origin);
  if (outcome.kind === 'created') return outcome.record;
  return outcome.sameRequest ? outcome.existing : externalIdTaken();
}

/** The same, as the answer of its POST. */
export async function createdOrRefused<T extends Keepable>(
  collection: Collection<T>,
  document: T,
  origin: string,
  path: string,
) {
  const made = await createOrRefuse(collection, document, origin);
  return made instanceof Refusal ? made : created(made, path);
}

/** The id of something new: the one that its externalId stands for, where it has one. */
export const idFor = <P extends IdPrefix>(
  prefix: P,
  { externalId }: { externalId?: string },
  { brandId, newId }: Pick<ItemCall, 'brandId'> & { newId: (prefix: NoInfer<P>) => Id<NoInfer<P>> },
): Id<P> => (externalId === undefined ? newId(prefix) : idOfExternal(prefix, brandId, externalId));

type Stamped<P extends IdPrefix> = { id: Id<P>; createdAt: string; updatedAt: string };

/**
 * Makes the record of that id, or says the item over the one that stands there; `as`: the record that is said so, with
 * what only the standing one knows.
 */
export function upsertItem<P extends IdPrefix, Body, T extends Keepable & { createdAt: string }>(
  collection: Collection<T>,
  { id, body, over }: BulkItem<P, Body>,
  updatedAt: string,
  as: (said: Body, stamps: Stamped<P>, standing?: T) => T,
) {
  const stamped = (createdAt: string) => ({ id, createdAt, updatedAt });
  return upsert(collection, as(body, stamped(updatedAt)), (standing) =>
    as(over(standing), stamped(standing.createdAt), standing),
  );
}

export const externalIdTaken = (): Refusal =>
  refuse(
    409,
    'external-id-taken',
    'This externalId is in use; change that one with PUT …/external/{externalId}.',
  );

/** A page of those that are wanted: as full as there are such, whatever lies between them. */
export async function pageWhere<T extends Keepable>(
  collection: Pick<Collection<T>, 'all'>,
  { limit, after }: { limit: number; after?: string },
  isWanted: (record: T) => boolean,
): Promise<RecordsPage<T>> {
  const records: T[] = [];
  for await (const record of collection.all(after ? { after } : {})) {
    if (!isWanted(record)) continue;
    if (records.length === limit) return { records, lastKey: records[limit - 1]?.id ?? '' };
    records.push(record);
  }
  return { records };
}

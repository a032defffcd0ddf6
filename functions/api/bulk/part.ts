import type * as z from 'zod';
import type { BrandStores } from '../../../shared/data/stores.ts';
import { idOfExternal } from '../../../shared/domain/external-id.ts';
import type { IdPrefix } from '../../../shared/domain/id.ts';
import type { BrandId, Id } from '../../../shared/domain/schema/common.ts';
import type { Refusal } from '../http/refusal.ts';

/** A call as far as keeping one item needs it; `origin` is the item's own. */
export type ItemCall = {
  brandId: BrandId;
  stores: BrandStores;
  newId: <P extends IdPrefix>(prefix: P) => Id<P>;
  now: number;
  at: string;
  origin: string;
};

/** One item, read: the id that it has or gets, and what is to be kept of it. */
export type BulkItem<P extends IdPrefix, Body> = {
  id: Id<P>;
  body: Body;
  /** The same said of the record that stands there when it is written: what the item left out stays. */
  over: (standing: object) => Body;
  /** Was this field sent, or does it stay? */
  says: (field: string) => boolean;
};

type Put<Body> = { brandId: BrandId; params: { externalId: string }; body: Body };

/** What a PUT under a name of the brand's own says: all of it, whatever stands there. */
export function itemOfPut<P extends IdPrefix, Body>(
  prefix: P,
  { brandId, params: { externalId }, body }: Put<Body>,
): BulkItem<P, Body & { externalId: string }> {
  const said = { externalId, ...body };
  return { id: idOfExternal(prefix, brandId, externalId), body: said, over: () => said, says: () => true };
}

export type KeptItem<Shown> = { status: 200 | 201; body: Shown } | Refusal;

/** How one collection takes an item; everything else of a bulk is the same for all (take-many.ts). */
export type BulkPart<P extends IdPrefix, Body, Stored extends { archivedAt?: string }, Shown> = {
  /** The list in the body, and one of it in the answer. */
  many: string;
  one: string;
  prefix: P;
  schema: z.ZodType<Body>;
  /** As `emptyEntriesToo` of its route. */
  emptyEntriesToo?: true;
  /** For those that are changed by being sent again; the others keep their first answer (`keep`). */
  find?: (id: Id<P>, stores: BrandStores) => Promise<Stored | undefined>;
  /** What its POST says of it and its record does not hold. */
  besides?: (stored: Stored, stores: BrandStores) => Promise<object>;
  /** Fields of which one stands: who names another takes the one that stood away. */
  oneOf?: readonly string[];
  /**
   * The answer where the item says what stands there already; undefined where it has to be kept all the same, as when
   * an earlier attempt died behind its record. Left out: the record.
   */
  same?: (stored: Stored, item: BulkItem<P, Body>, call: ItemCall) => Promise<Shown | undefined>;
  /** Which one it is where it has no externalId. */
  named?: (sent: Readonly<Record<string, unknown>>) => Promise<string | undefined>;
  /** Makes it or changes it. */
  keep: (item: BulkItem<P, Body>, call: ItemCall) => Promise<KeptItem<Shown>>;
  /** Whether `keep` would take it; asked for all before the first is kept, where all go together. Throws refusals. */
  check?: (item: BulkItem<P, Body>, call: ItemCall) => Promise<unknown>;
  /** For those that keep their first answer: is there one already? Asked where nothing is kept. */
  isKept?: (item: BulkItem<P, Body>, call: ItemCall) => Promise<boolean>;
  /** Where nothing is kept: the names of those that stand and say the same, whatever they are called. */
  alike?: (item: BulkItem<P, Body>, call: ItemCall) => Promise<string[]>;
  /** By what two of them are the same one, where it isn’t their id. */
  keyOf?: (item: BulkItem<P, Body>) => string;
  /** Where nothing is kept: what the next items may name all the same. */
  note?: (item: BulkItem<P, Body>) => Promise<unknown>;
  /** What only one may have, with its field: a code, a slug. */
  claims?: (item: BulkItem<P, Body>) => (readonly [path: string, name: string])[];
  /** Keeps all in one go, where the store can: all or none whatever else happens. */
  keepAll?: (items: readonly BulkItem<P, Body>[], call: ItemCall) => Promise<KeptItem<Shown>[] | Refusal>;
};

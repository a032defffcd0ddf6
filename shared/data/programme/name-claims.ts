import * as z from 'zod';
import { maybe } from '../../domain/schema/common.ts';
import { MINUTE_MS } from '../../domain/time/units.ts';
import type { OnceForBrand } from '../table/once-for-brand.ts';
import type { BrandRecords } from '../table/records-store.ts';

const Held = z.object({
  id: z.string(),
  /** Whose name it is. */
  holder: z.string(),
  takenAt: z.number(),
  archivedAt: maybe(z.string()),
});
type Held = z.infer<typeof Held>;
/** Younger claims may belong to something whose record is being written right now. */
const SETTLED_MS = MINUTE_MS;

/** What only one of a brand's things is called at a time. */
export type NameClaims<Called> = {
  /** Which other is called so? Archived ones are not asked; takes nothing. */
  findOther(called: Called, id: string, now: number): Promise<string | undefined>;
  /** Takes the name for this one; answers the other whose it is. */
  claim(called: Called, id: string, now: number): Promise<string | undefined>;
  /** It is called otherwise now, or was not made after all: the name is free at once. */
  release(called: Called, id: string): Promise<void>;
};

type Naming<Called, Named> = {
  /** The kind of the claims. */
  kind: string;
  /** The id of a name's claim; undefined: no name that only one can have. */
  idOf: (called: Called) => string | undefined;
  find: (id: string) => Promise<(Named & { archivedAt?: string | undefined }) | undefined>;
  calledOf: (named: Named) => Called;
};

/**
 * Claims of names. The record is the truth; a claim only leads to it, so that two who add it at once make one, and nobody
 * has to read all the others.
 */
export function nameClaimsOf<Called, Named>(
  records: BrandRecords,
  { kind, idOf, find, calledOf }: Naming<Called, Named>,
): NameClaims<Called> {
  const claims = records.collection(kind, Held);
  const isHeld = async ({ id, holder, takenAt }: Held, now: number): Promise<boolean> => {
    const named = await find(holder);
    if (named?.archivedAt) return false;
    return now < takenAt + SETTLED_MS || (named !== undefined && idOf(calledOf(named)) === id);
  };
  const otherIn = async (held: Held | undefined, me: string, now: number) =>
    held && held.holder !== me && (await isHeld(held, now)) ? held.holder : undefined;
  return {
    async findOther(called, me, now) {
      const id = idOf(called);
      return id === undefined ? undefined : otherIn(await claims.find(id), me, now);
    },
    async claim(called, me, now) {
      const id = idOf(called);
      if (id === undefined) return undefined;
      const mine: Held = { id, holder: me, takenAt: now };
      const taken = await claims.create(mine);
      if (taken.kind === 'created' || taken.existing.holder === me) return undefined;
      const other = await otherIn(taken.existing, me, now);
      if (other) return other;
      const after = await claims.update(id, (stored) =>
        stored.holder === taken.existing.holder ? mine : stored,
      );
      return after.holder === me ? undefined : after.holder;
    },
    async release(called, me) {
      const id = idOf(called);
      const held = id === undefined ? undefined : await claims.find(id);
      if (held?.holder !== me) return;
      await claims.update(held.id, (stored) => (stored.holder === me ? { ...stored, takenAt: 0 } : stored));
    },
  };
}

export type Claiming = { once: OnceForBrand; now: number };

/** Claims for what is from before claims were written: once for each brand and kind; how many. */
export const claimOld = <Called, Named extends { id: string }>(
  records: BrandRecords,
  { kind, idOf, calledOf }: Pick<Naming<Called, Named>, 'kind' | 'idOf' | 'calledOf'>,
  all: () => AsyncIterable<Named>,
  { once, now }: Claiming,
): Promise<number> =>
  once(`names#${kind}`, async () => {
    let count = 0;
    for await (const named of all()) {
      const id = idOf(calledOf(named));
      const claim = id && { id, holder: named.id, takenAt: now };
      if (claim && (await records.collection(kind, Held).create(claim)).kind === 'created') count++;
    }
    return count;
  });

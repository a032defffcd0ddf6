import * as z from 'zod';
import { handleKey } from '../../domain/handle.ts';
import { derivedId } from '../../domain/id.ts';
import { canonicalPlatform } from '../../domain/judge/tables/platform-names.ts';
import { type Id, idOf, maybe } from '../../domain/schema/common.ts';
import { Creator } from '../../domain/schema/programme/creators.ts';
import { MINUTE_MS } from '../../domain/time/units.ts';
import type { BrandRecords } from '../table/records-store.ts';

const Held = z.object({
  id: z.string(),
  creatorId: idOf('crt'),
  takenAt: z.number(),
  archivedAt: maybe(z.string()),
});
type Held = z.infer<typeof Held>;
/** Younger claims may belong to a creator whose record is being written right now. */
const SETTLED_MS = MINUTE_MS;

export type Called = Pick<Creator, 'handle' | 'platform'>;

export type Handles = {
  /** Which other creator is called so? Archived ones are not asked; takes nothing. */
  findOther(called: Called, creatorId: Id<'crt'>, now: number): Promise<Id<'crt'> | undefined>;
  /** Takes the name for this creator; answers the other whose it is. */
  claim(called: Called, creatorId: Id<'crt'>, now: number): Promise<Id<'crt'> | undefined>;
  /** Her name is another now: this one is free at once. */
  release(called: Called, creatorId: Id<'crt'>): Promise<void>;
};

/** Are they one name on one platform, however each is spelled? */
export const isCalledSo = (one: Called, other: Called): boolean => spelled(one) === spelled(other);
const spelled = ({ handle, platform }: Called): string =>
  `${canonicalPlatform(platform)} ${handleKey(handle)}`;

const claimsOf = (records: BrandRecords) => records.collection('HANDLE', Held);
const idOfCalled = ({ brandId }: BrandRecords, called: Called): string =>
  derivedId('crt', brandId, 'handle', spelled(called));

/**
 * Who is called so on a platform. The creator's record is the truth; a claim only leads to it, so that two who add her at
 * once make one, and nobody has to read all creators. Hashed: an erased name stands nowhere.
 */
export function handlesOf(records: BrandRecords): Handles {
  const claims = claimsOf(records);
  const creators = records.collection('CREATOR', Creator);
  const idOfName = (called: Called): string => idOfCalled(records, called);
  const isHeld = async ({ creatorId, takenAt }: Held, called: Called, now: number): Promise<boolean> => {
    const creator = await creators.find(creatorId);
    if (creator?.archivedAt) return false;
    return now < takenAt + SETTLED_MS || (creator !== undefined && isCalledSo(creator, called));
  };
  const otherIn = async (held: Held | undefined, called: Called, me: string, now: number) =>
    held && held.creatorId !== me && (await isHeld(held, called, now)) ? held.creatorId : undefined;
  return {
    findOther: async (called, creatorId, now) =>
      otherIn(await claims.find(idOfName(called)), called, creatorId, now),
    async claim(called, creatorId, now) {
      const mine: Held = { id: idOfName(called), creatorId, takenAt: now };
      const taken = await claims.create(mine);
      if (taken.kind === 'created' || taken.existing.creatorId === creatorId) return undefined;
      const { existing } = taken;
      const other = await otherIn(existing, called, creatorId, now);
      if (other) return other;
      const after = await claims.update(mine.id, (stored) =>
        stored.creatorId === existing.creatorId ? mine : stored,
      );
      return after.creatorId === creatorId ? undefined : after.creatorId;
    },
    async release(called, creatorId) {
      const held = await claims.find(idOfName(called));
      if (held?.creatorId !== creatorId) return;
      await claims.update(held.id, (stored) =>
        stored.creatorId === creatorId ? { ...stored, takenAt: 0 } : stored,
      );
    },
  };
}

/** "This was done for all of the brand's old records": nothing that is written since needs it. */
const Upgrade = z.object({ id: z.string(), doneAt: z.number(), archivedAt: maybe(z.string()) });
const HANDLES = 'creator-handles';

/** Claims for creators from before claims were written: once for each brand; how many. */
export async function claimOldHandles(records: BrandRecords, now: number): Promise<number> {
  const upgrades = records.collection('UPGRADE', Upgrade);
  if (await upgrades.find(HANDLES)) return 0;
  let count = 0;
  for await (const creator of records.collection('CREATOR', Creator).all()) {
    const claim = { id: idOfCalled(records, creator), creatorId: creator.id, takenAt: now };
    if ((await claimsOf(records).create(claim)).kind === 'created') count++;
  }
  await upgrades.create({ id: HANDLES, doneAt: now });
  return count;
}

import * as z from 'zod';
import { type Id, idOf, maybe } from '../domain/schema/common.ts';
import { Creator } from '../domain/schema/creators.ts';
import type { BrandRecords } from './records-store.ts';

const Coupon = z.object({
  id: z.string(),
  creatorId: idOf('crt'),
  takenAt: z.number(),
  archivedAt: maybe(z.string()),
});
/** Younger claims may belong to a creator whose record is being written right now. */
const SETTLED_MS = 60_000;

export type Coupons = {
  /** Whose code is this? Without case; archived creators still earn by their codes. */
  findCreator(code: string): Promise<Creator | undefined>;
  /** Takes the codes for this creator; names the first that is another's. */
  claim(codes: readonly string[], creatorId: Id<'crt'>, now: number): Promise<string | undefined>;
};

/** One spelling for all: shops and people differ in case. */
const fold = (code: string): string => code.toUpperCase();
const has = (creator: Creator | undefined, code: string): boolean =>
  creator?.couponCodes.some((own) => fold(own) === fold(code)) ?? false;

/**
 * Coupon codes of a brand's creators. The creator's record is the truth; the coupon item only leads to it. A code
 * whose creator no longer lists it is free.
 */
export function couponsOf(records: BrandRecords): Coupons {
  const coupons = records.collection('COUPON', Coupon);
  const creators = records.collection('CREATOR', Creator);
  return {
    async findCreator(code) {
      const coupon = await coupons.find(fold(code));
      const creator = coupon && (await creators.find(coupon.creatorId));
      return creator && has(creator, code) ? creator : undefined;
    },
    async claim(codes, creatorId, now) {
      for (const code of codes) {
        const mine = { id: fold(code), creatorId, takenAt: now };
        const taken = await coupons.create(mine);
        if (taken.kind === 'created') continue;
        const { existing } = taken;
        const listed = has(await creators.find(existing.creatorId), code);
        if (existing.creatorId === creatorId && listed) continue;
        if (existing.creatorId !== creatorId && (listed || now < existing.takenAt + SETTLED_MS)) return code;
        const after = await coupons.update(mine.id, (stored) =>
          stored.creatorId === existing.creatorId ? mine : stored,
        );
        if (after.creatorId !== creatorId) return code;
      }
      return undefined;
    },
  };
}

import * as z from 'zod';
import { holderAt } from '../../domain/orders/code-holder.ts';
import { foldCode, isLookedUp } from '../../domain/orders/coupon-code.ts';
import { type Id, idOf, maybe } from '../../domain/schema/common.ts';
import { Creator } from '../../domain/schema/programme/creators.ts';
import { MINUTE_MS } from '../../domain/time/units.ts';
import type { BrandRecords, Collection } from '../table/records-store.ts';

const Coupon = z.object({
  id: z.string(),
  creatorId: idOf('crt'),
  takenAt: z.number(),
  /** Whose it was before, and when: orders of those days may be reported later. */
  formerly: maybe(z.array(z.object({ creatorId: idOf('crt'), from: z.number(), until: z.number() }))),
  archivedAt: maybe(z.string()),
});
type Coupon = z.infer<typeof Coupon>;
/** Younger claims may belong to a creator whose record is being written right now. */
const SETTLED_MS = MINUTE_MS;

/** By whom lists it, or has claimed it just now. */
const isHeld = ({ takenAt }: Coupon, isListed: boolean, now: number): boolean =>
  isListed || now < takenAt + SETTLED_MS;

export type Coupons = {
  /**
   * Whose code was this at that moment (epoch ms)? Compared folded; archived creators still earn by their codes, and one
   * who gave hers up by the orders that came while it was hers.
   */
  findCreator(code: string, at: number): Promise<Creator | undefined>;
  /** Takes the codes for this creator; names the first that is another's. */
  claim(codes: readonly string[], creatorId: Id<'crt'>, now: number): Promise<string | undefined>;
  /** The first of them that `claim` would find another's; takes none. */
  findTaken(codes: readonly string[], creatorId: Id<'crt'>, now: number): Promise<string | undefined>;
  /** Said before the creator's record is left with these codes alone: orders of her others may be reported later. */
  keepOnly(codes: readonly string[], creatorId: Id<'crt'>, now: number): Promise<void>;
};

const has = (creator: Creator | undefined, code: string): boolean =>
  creator?.couponCodes.some((own) => foldCode(own) === foldCode(code)) ?? false;

/**
 * Coupon codes of a brand's creators. The creator's record is the truth; the coupon item only leads to it, and remembers
 * whose the code was before. A code whose creator no longer lists it is free.
 */
export function couponsOf(records: BrandRecords): Coupons {
  const coupons = records.collection('COUPON', Coupon);
  const creators = records.collection('CREATOR', Creator);
  return {
    async findCreator(code, at) {
      const name = foldCode(code);
      const coupon = isLookedUp(name) ? await coupons.find(name) : undefined;
      if (!coupon) return undefined;
      const { creatorId, takenAt, formerly = [] } = coupon;
      const creator = await creators.find(creatorId);
      const now = has(creator, code) ? [{ creatorId, from: takenAt }] : [];
      const holder = holderAt([...formerly, ...now], at);
      if (holder === creatorId) return creator;
      return holder === undefined ? undefined : creators.find(holder);
    },
    async claim(codes, creatorId, now) {
      for (const code of codes) if (!(await take({ coupons, creators }, code, creatorId, now))) return code;
      return undefined;
    },
    async findTaken(codes, creatorId, now) {
      for (const code of codes) {
        const held = await coupons.find(foldCode(code));
        if (!held || held.creatorId === creatorId) continue;
        if (isHeld(held, has(await creators.find(held.creatorId), code), now)) return code;
      }
      return undefined;
    },
    async keepOnly(codes, creatorId, now) {
      const kept = new Set(codes.map(foldCode));
      const creator = await creators.find(creatorId);
      for (const code of creator?.couponCodes ?? []) {
        const coupon = kept.has(foldCode(code)) ? undefined : await coupons.find(foldCode(code));
        if (coupon?.creatorId !== creatorId) continue;
        await coupons.update(coupon.id, (stored) =>
          stored.creatorId === creatorId ? endedAt(stored, now) : stored,
        );
      }
    },
  };
}

type CodeRecords = { coupons: Collection<Coupon>; creators: Pick<Collection<Creator>, 'find'> };

/** False where it is another's, or became another's meanwhile. */
async function take(
  { coupons, creators }: CodeRecords,
  code: string,
  creatorId: Id<'crt'>,
  now: number,
): Promise<boolean> {
  const mine = { id: foldCode(code), creatorId, takenAt: now };
  const taken = await coupons.create(mine);
  if (taken.kind === 'created') return true;
  const { existing } = taken;
  const listed = has(await creators.find(existing.creatorId), code);
  if (existing.creatorId === creatorId && listed) return true;
  if (existing.creatorId !== creatorId && isHeld(existing, listed, now)) return false;
  const after = await coupons.update(mine.id, (stored) =>
    stored.creatorId === existing.creatorId ? { ...stored, creatorId, takenAt: now } : stored,
  );
  return after.creatorId === creatorId;
}

/** Former holders that are remembered beside the first: a code changes hands once or twice. */
const MOST_FORMER = 20;

/** Said of a code that its creator lists. One that she only claimed, in a change that was refused, was never hers. */
const endedAt = (stored: Coupon, now: number): Coupon => {
  const { creatorId, takenAt: from, formerly = [] } = stored;
  const others = formerly.filter((held) => held.creatorId !== creatorId || held.from !== from);
  const [first, ...later] = [...others, { creatorId, from, until: now }];
  return { ...stored, formerly: first ? [first, ...later.slice(-MOST_FORMER)] : [] };
};

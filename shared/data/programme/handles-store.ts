import { handleKey } from '../../domain/handle.ts';
import { derivedId } from '../../domain/id.ts';
import { canonicalPlatform } from '../../domain/judge/tables/platform-names.ts';
import { Creator } from '../../domain/schema/programme/creators.ts';
import type { BrandRecords } from '../table/records-store.ts';
import { type Claiming, claimOld, type NameClaims, nameClaimsOf } from './name-claims.ts';

export type Called = Pick<Creator, 'handle' | 'platform'>;

/** Are they one name on one platform, however each is spelled? */
export const isCalledSo = (one: Called, other: Called): boolean => spelled(one) === spelled(other);
const spelled = ({ handle, platform }: Called): string =>
  `${canonicalPlatform(platform)} ${handleKey(handle)}`;

const creatorsOf = (records: BrandRecords) => records.collection('CREATOR', Creator);

/** Hashed: an erased name stands nowhere. */
const namingOf = (records: BrandRecords) => ({
  kind: 'HANDLE',
  idOf: (called: Called) => derivedId('crt', records.brandId, 'handle', spelled(called)),
  find: (id: string) => creatorsOf(records).find(id),
  calledOf: (creator: Creator): Called => creator,
});

/** Who is called so on a platform. */
export const handlesOf = (records: BrandRecords): NameClaims<Called> =>
  nameClaimsOf(records, namingOf(records));

/** For creators from before. */
export const claimOldHandles = (records: BrandRecords, claiming: Claiming): Promise<number> =>
  claimOld(records, namingOf(records), () => creatorsOf(records).all(), claiming);

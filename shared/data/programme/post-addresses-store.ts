import { derivedId } from '../../domain/id.ts';
import { readPostAddress } from '../../domain/imports/cells/post-address.ts';
import { postUrlKey } from '../../domain/post-url.ts';
import type { StoredPost } from '../../domain/schema/programme/posts.ts';
import { postsOf } from '../links/link-shelf.ts';
import type { BrandRecords } from '../table/records-store.ts';
import { type Claiming, claimOld, type NameClaims, nameClaimsOf } from './name-claims.ts';

export type PostAt = { creatorId: string; url?: string | null | undefined };

/**
 * One post of a creator's at one address. An address that names no post (her profile, where stories stand) is many posts';
 * so is one that two creators publish together.
 */
const namingOf = (records: BrandRecords) => ({
  kind: 'POSTADDRESS',
  idOf: ({ creatorId, url }: PostAt) =>
    url && namesPost(url)
      ? derivedId('pst', records.brandId, 'address', creatorId, postUrlKey(url))
      : undefined,
  find: (id: string) => postsOf(records).find(id),
  calledOf: (post: StoredPost): PostAt => post,
});

const namesPost = (url: string): boolean => {
  const { platform, mediaId } = (URL.canParse(url) && readPostAddress(url)) || {};
  return platform !== undefined && mediaId !== undefined;
};

/** Which of a creator's posts stands at an address. */
export const postAddressesOf = (records: BrandRecords): NameClaims<PostAt> =>
  nameClaimsOf(records, namingOf(records));

/** For posts from before. */
export const claimOldPostAddresses = (records: BrandRecords, claiming: Claiming): Promise<number> =>
  claimOld(records, namingOf(records), () => postsOf(records).all(), claiming);

import type { BrandStores } from '../../../shared/data/stores.ts';
import { hintsIn, instructionsFor, type NegativeInstruction } from '../../../shared/domain/instructions.ts';
import { dropTimesOf } from '../../../shared/domain/schema/programme/drops.ts';
import type { Post, StoredPost } from '../../../shared/domain/schema/programme/posts.ts';
import { flagsOfPost } from '../../../shared/domain/squads/flags-of-post.ts';

export type Remarks = Pick<Post, 'flags' | 'instructions' | 'hints'>;
export type Remarking = (post: StoredPost) => Promise<Remarks>;

/** What holds for posts and is worth a look at them; whatever they name is read once, for all of a page. */
export function remarking(stores: BrandStores): Remarking {
  const dropOf = once((id) => stores.drops.find(id));
  const squadOf = once((id) => stores.squads.find(id));
  const holdingFor = holdingIn(stores);
  const zoneOf = once(async () => (await stores.getBrand()).timeZone);
  return async (post) => {
    const [drop, squad, timeZone, holding] = await Promise.all([
      post.dropId ? dropOf(post.dropId) : undefined,
      post.squadId ? squadOf(post.squadId) : undefined,
      zoneOf(''),
      holdingFor(post),
    ]);
    const members = squad?.members;
    return {
      flags: flagsOfPost(post, { ...(drop ? { drop: dropTimesOf(drop) } : {}), members, timeZone }),
      instructions: holding.map(({ instruction }) => instruction),
      hints: post.caption ? hintsIn(post.caption, holding) : [],
    };
  };
}

/** The brand's standing instructions and those of the post's campaign. */
export function holdingIn(
  stores: BrandStores,
): (post: Pick<StoredPost, 'campaignId'>) => Promise<NegativeInstruction[]> {
  const standing = once(async () => (await stores.getBrand()).standingInstructions);
  const campaignOf = once((id) => stores.campaigns.find(id));
  return async ({ campaignId }) => {
    const [always, campaign] = await Promise.all([
      standing(''),
      campaignId ? campaignOf(campaignId) : undefined,
    ]);
    return instructionsFor(always, campaign?.negativeInstructions);
  };
}

function once<T>(read: (id: string) => Promise<T>): (id: string) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (id) => {
    const found = known.get(id) ?? read(id);
    known.set(id, found);
    return found;
  };
}

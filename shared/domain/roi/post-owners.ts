import type { Catalog, CreatorFacts, PostFacts } from '../facts.ts';
import { type PostFilter, type PostPlace, passes, placesOf, wantedIn } from '../post-filter.ts';

/** What posts belong to: whose a post is, and where each owner stands whatever was posted. */
type Owners = {
  ofPost: (post: PostFacts) => string | undefined;
  all: readonly { id: string; place: PostPlace }[];
};

/** By their ids: whoever lies there herself, by her own platform and source, or has a post that does. */
export function creatorsWith(catalog: Catalog, filter: PostFilter): Set<string> {
  const { ofCreator } = placesOf(catalog);
  const placeOf = ({ creatorId, platform }: CreatorFacts) => ({ ...ofCreator(creatorId), platform });
  return ownersWith(catalog, filter, {
    ofPost: ({ creatorId }) => creatorId,
    all: catalog.creators.map((creator) => ({ id: creator.creatorId, place: placeOf(creator) })),
  });
}

/** By their ids: those with such a post; of a creator also those that ask her for one. */
export const campaignsWith = (catalog: Catalog, filter: PostFilter): Set<string> =>
  ownersWith(catalog, filter, {
    ofPost: ({ campaignId }) => campaignId,
    all: catalog.campaigns.map(({ campaignId: id, creatorIds = [] }) => ({
      id,
      place: { campaignId: id, creatorId: creatorIds },
    })),
  });

/** By their ids: those with such a post; of a creator also those that she is a member of. */
export const squadsWith = (catalog: Catalog, filter: PostFilter): Set<string> =>
  ownersWith(catalog, filter, {
    ofPost: ({ squadId }) => squadId,
    all: catalog.squads.map(({ squadId: id, members }) => ({
      id,
      place: { squadId: id, creatorId: members.flatMap(({ creatorId, until }) => (until ? [] : creatorId)) },
    })),
  });

/** `without`: neither the owner nor any post of its has such a value. */
function ownersWith(
  catalog: Catalog,
  { without, ...filter }: PostFilter,
  { ofPost, all }: Owners,
): Set<string> {
  const found = having(catalog.posts.filter(wantedIn(catalog, filter).post), (place) =>
    passes(place, filter),
  );
  if (without === undefined) return found;
  const places = placesOf(catalog);
  const hasValue = (place: PostPlace) => !passes(place, { without });
  const excluded = having(
    catalog.posts.filter((post) => hasValue(places.ofPost(post))),
    hasValue,
  );
  return new Set([...found].filter((id) => !excluded.has(id)));

  function having(posts: readonly PostFacts[], isHere: (place: PostPlace) => boolean): Set<string> {
    const own = all.flatMap(({ id, place }) => (isHere(place) ? [id] : []));
    return new Set([...posts.flatMap((post) => ofPost(post) ?? []), ...own]);
  }
}

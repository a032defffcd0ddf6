import type { Catalog } from '../../../../shared/domain/facts.ts';
import type { RoiGroup } from '../../../../shared/domain/roi/placement.ts';

export type ExportNames = ReturnType<typeof namesIn>;

/** What people call the things that ids stand for. */
export function namesIn({ creators, posts, campaigns, squads }: Catalog) {
  const byId = (things: readonly (readonly [string, string])[]) => new Map(things);
  const creator = byId(creators.map((one) => [one.creatorId, one.handle]));
  const post = new Map(posts.map((one) => [one.postId, one]));
  const campaign = byId(campaigns.map((one) => [one.campaignId, one.name]));
  const squad = byId(squads.map((one) => [one.squadId, one.name]));
  const called: Partial<Record<RoiGroup, (id: string) => string | undefined>> = {
    creator: (id) => creator.get(id),
    post: (id) => {
      const found = post.get(id);
      return found && `${creator.get(found.creatorId) ?? ''} ${found.publishedOn}`.trim();
    },
    campaign: (id) => campaign.get(id),
    squad: (id) => squad.get(id),
  };
  return {
    creator: (id: string) => creator.get(id),
    ofPost: (id: string | undefined) => creator.get(post.get(id ?? '')?.creatorId ?? ''),
    of: (group: RoiGroup, id: string | null) => (id === null ? undefined : (called[group]?.(id) ?? id)),
  };
}

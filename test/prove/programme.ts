import { derivedId } from '../../shared/domain/id.ts';
import type { LinkRoute } from '../../shared/domain/link/link-route.ts';
import { STAGES, type Stage } from '../../shared/domain/vocabulary.ts';

export type ProgrammeLink = { route: LinkRoute; creatorId: string; stage: Stage };

/** Zones whose days begin at other hours than UTC's, one of them at :30, one at :45, two that change their clocks. */
const ZONES = ['Europe/Berlin', 'Asia/Kolkata', 'America/New_York', 'Asia/Kathmandu'] as const;

/** A few brands with creators, posts and links: what clicks are summed by. */
export function aProgramme(links: number): ProgrammeLink[] {
  return Array.from({ length: links }, (_, index) => {
    const zone = ZONES[index % ZONES.length] ?? ZONES[0];
    const post = Math.floor(index / 2);
    return {
      creatorId: derivedId('crt', String(Math.floor(post / 3))),
      stage: STAGES[Math.floor(post / 3) % STAGES.length] ?? 'community',
      route: {
        slug: `proof-${index}`,
        linkId: derivedId('lnk', String(index)),
        brandId: derivedId('brd', zone),
        postId: derivedId('pst', String(post)),
        platform: 'instagram',
        destination: `https://shop.example/product/${index}?color=red`,
        status: 'active',
        timeZone: zone,
        dedupeSeconds: 30,
      },
    };
  });
}

export const timeZoneOf = (links: ProgrammeLink[]) => {
  const zones = new Map(links.map(({ route }) => [route.brandId, route.timeZone]));
  return async (brandId: string): Promise<string> => zones.get(brandId) ?? 'UTC';
};

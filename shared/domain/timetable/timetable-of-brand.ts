import type { Catalog } from '../facts.ts';
import { daysBetween } from '../time/week.ts';
import { type Asked, type FilledSlot, fillTimetable } from './timetable.ts';

export type BrandSlot = FilledSlot & { campaignId?: string; squadId?: string; name: string };

/** Every slot of the brand's campaigns and squads that is due between two days (both included). */
export function timetableOfBrand(
  catalog: Catalog,
  { from, to, today }: { from: string; to: string; today: string },
  only: { campaignId?: string | undefined; squadId?: string | undefined } = {},
): BrandSlot[] {
  const all = !only.campaignId && !only.squadId;
  const campaigns = catalog.campaigns.filter(({ campaignId }) => all || campaignId === only.campaignId);
  const squads = catalog.squads.filter(({ squadId }) => all || squadId === only.squadId);
  const slots = [
    ...campaigns.flatMap(({ campaignId, name, timetable, startsOn, endsOn, creatorIds }) => {
      if (!timetable) return [];
      const posts = catalog.posts.filter((post) => post.campaignId === campaignId);
      const asked = [...new Set(creatorIds ?? posts.map(({ creatorId }) => creatorId))].map(
        (creatorId): Asked => ({ creatorId, since: startsOn, until: endsOn }),
      );
      return fillTimetable(timetable, asked, posts, { today, last: to }).map((slot) => ({
        ...slot,
        campaignId,
        name,
      }));
    }),
    ...squads.flatMap(({ squadId, name, timetable, members }) => {
      if (!timetable) return [];
      const posts = catalog.posts.filter((post) => post.squadId === squadId);
      return fillTimetable(timetable, members, posts, { today, last: to }).map((slot) => ({
        ...slot,
        squadId,
        name,
      }));
    }),
  ];
  return slots
    .filter(({ dueOn }) => dueOn >= from)
    .sort((one, other) => (one.dueOn < other.dueOn ? -1 : one.dueOn > other.dueOn ? 1 : 0));
}

/** Weeks of seven days from the campaign's first, `01` on; `before`: published earlier. */
export function weekOfCampaign(publishedOn: string, startsOn: string | undefined): string | undefined {
  if (startsOn === undefined) return undefined;
  if (publishedOn < startsOn) return 'before';
  return String(Math.floor(daysBetween(startsOn, publishedOn) / 7) + 1).padStart(2, '0');
}

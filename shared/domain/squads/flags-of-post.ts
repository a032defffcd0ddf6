import type { Squad } from '../schema/programme/squads.ts';
import { dayOf } from '../time/week.ts';
import type { PostFlag } from '../vocabulary.ts';
import { type DropTimes, timingOf, wasMember } from './drop-timing.ts';

type About = { drop?: DropTimes; members?: Squad['members'] | undefined; timeZone: string };

/** What is worth a look at a post: told, never refused, because what was posted was posted. */
export function flagsOfPost(
  { creatorId, publishedAt }: { creatorId: string; publishedAt: string },
  { drop, members, timeZone }: About,
): PostFlag[] {
  const at = Date.parse(publishedAt);
  const timing = drop && timingOf(at, drop);
  const outside = members && !wasMember(members, creatorId, dayOf(at, timeZone));
  return [
    ...(timing === 'early' ? ['early-for-drop' as const] : []),
    ...(timing === 'late' ? ['late-for-drop' as const] : []),
    ...(outside ? ['outside-membership' as const] : []),
  ];
}

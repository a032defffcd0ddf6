import type { DropTiming } from '../vocabulary.ts';

/** When a drop opens to everybody, to the members of its squad, and when it is over. Epoch ms. */
export type DropTimes = { opensAt: number; membersFrom?: number; endsAt?: number };

/** Days of a membership, both included; `until` absent: still a member. */
type Membership = { creatorId: string; since: string; until?: string | undefined };

/** How a post or click lies to its drop: before it opens to everybody, while it is on, after its end. */
export const timingOf = (at: number, { opensAt, endsAt }: DropTimes): DropTiming => {
  if (at < opensAt) return 'early';
  return endsAt !== undefined && at > endsAt ? 'late' : 'onTime';
};

/** From when a link of the drop leads on: members' own earlier than others'. `undefined`: it never waits. */
export const opensFor = ({ opensAt, membersFrom }: DropTimes, isMember: boolean): number | undefined =>
  isMember ? membersFrom : opensAt;

export const wasMember = (members: readonly Membership[], creatorId: string, day: string): boolean =>
  members.some(
    (member) => member.creatorId === creatorId && member.since <= day && day <= (member.until ?? '9999'),
  );

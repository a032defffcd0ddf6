import { isBeyondChance } from '../statistics/beyond-chance.ts';
import type { DropComparison } from './drop-reading.ts';

/** What the comparison says, and what it doesn't. */
export function sayComparison({ drop, ordinary, p }: DropComparison): string {
  if (p === null)
    return 'Nothing to compare yet: it takes a post of the drop and an ordinary one of the squad, each a week old.';
  const more = (drop.median ?? 0) > (ordinary.median ?? 0) ? 'more' : 'fewer';
  return isBeyondChance(p)
    ? `The drop’s posts had ${more} clicks in their first week than the squad’s ordinary ones, by more than chance.`
    : 'The difference could be chance.';
}

import type { DropComparison } from './drop-reading.ts';

/** Five of a hundred such differences would be chance. */
const LEVEL = 0.05;

/** What the comparison says, and what it doesn't. */
export function sayComparison({ drop, ordinary, p }: DropComparison): string {
  if (p === null)
    return 'Nothing to compare yet: it takes a post of the drop and an ordinary one of the squad, each a week old.';
  const more = (drop.median ?? 0) > (ordinary.median ?? 0) ? 'more' : 'fewer';
  return p < LEVEL
    ? `The drop’s posts had ${more} clicks in their first week than the squad’s ordinary ones, by more than chance.`
    : 'The difference could be chance.';
}

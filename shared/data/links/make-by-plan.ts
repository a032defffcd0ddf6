import type { StoredLink } from '../../domain/schema/programme/links.ts';
import type { StoredPost } from '../../domain/schema/programme/posts.ts';
import { carryOut, type Made } from './carry-out-plan.ts';
import type { LinkShelf, Plan } from './link-shelf.ts';

export type Creation = { post?: StoredPost; links: StoredLink[]; origin: string; now: number };

/** An item holds 400 KB; what doesn't fit into one plan is refused before anything is written. */
const MOST_PLAN_BYTES = 350_000;

/** Begins a plan and carries it out; where one of its name was begun before, finishes that one. */
export async function makeByPlan(shelf: LinkShelf, creation: Creation): Promise<Made> {
  const plan = planOf(creation);
  if (Buffer.byteLength(JSON.stringify(plan)) > MOST_PLAN_BYTES) return { kind: 'too-large' };
  const begun = await shelf.intents.create(plan);
  if (begun.kind === 'created') return carryOut(plan, shelf);
  // Set aside, or another's: it is finished, and then this one is answered as if that had been there.
  const found = begun.existing;
  const isOurs = found.kind === 'create' && found.origin === creation.origin;
  const outcome = found.kind === 'create' ? await carryOut(found, shelf) : undefined;
  return isOurs && outcome ? outcome : { kind: 'again' };
}

const planOf = ({ post, links, origin, now }: Creation): Plan => ({
  id: `create#${post?.id ?? links[0]?.id}`,
  kind: 'create',
  state: 'reserving',
  links,
  origin,
  startedAt: now,
  ...(post ? { post } : {}),
});

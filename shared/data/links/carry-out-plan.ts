import type { StoredLink } from '../../domain/schema/programme/links.ts';
import type { StoredPost } from '../../domain/schema/programme/posts.ts';
import { postLinkId } from '../table/keys.ts';
import { type Collection, type Keepable, RecordMissing } from '../table/records-store.ts';
import { undisturbed } from '../table/undisturbed.ts';
import { eachOf, type LinkShelf, type Plan } from './link-shelf.ts';

/** `made`: as this request made it, whatever became of it since. `again`: another had the name; look what is there now. */
export type Made =
  | { kind: 'made'; post?: StoredPost; links: StoredLink[] }
  | { kind: 'slug-taken'; slugs: string[] }
  | { kind: 'again' }
  | { kind: 'too-large' };

const NOTHING_TAKEN: { names: string[]; slugs: string[] } = { names: [], slugs: [] };

/** Names that others may use in another plan, in the order in which everybody takes them. */
const namesIn = (plan: Plan): string[] =>
  plan.links.flatMap(({ id, externalId }) => (externalId === undefined ? [] : [id])).sort();

const madeOf = ({ post, links }: Plan): Made => ({ kind: 'made', links, ...(post ? { post } : {}) });

/** Finishes the plan or gives back what it took, wherever it stands; safe to repeat and twice at once. */
export async function carryOut(plan: Plan, shelf: LinkShelf): Promise<Made> {
  const { names, slugs } = plan.state === 'reserving' ? await reserveAll(plan, shelf) : NOTHING_TAKEN;
  const isFree = names.length + slugs.length === 0;
  const state = plan.state === 'reserving' ? await decide(plan.id, isFree, shelf) : plan.state;
  if (state === 'committed') await writeAll(plan, shelf);
  // Who never held the names reserved nothing.
  else if (state === 'cancelled' && names.length === 0)
    await eachOf(plan.links, (link) => shelf.routesOf(link).release(link.slug, link.id));
  await eachOf(namesIn(plan), (name) => shelf.claims.release(name, plan.id));
  if (state !== 'gone') await shelf.intents.erase(plan.id);
  if (state === 'committed' || (state === 'gone' && (await isMade(plan, shelf)))) return madeOf(plan);
  // Cancelled by somebody who saw a slug taken that we saw free, or a name: it is asked again from the beginning.
  return slugs.length > 0 ? { kind: 'slug-taken', slugs } : { kind: 'again' };
}

async function writeAll(plan: Plan, shelf: LinkShelf): Promise<void> {
  if (plan.post) await shelf.posts.create(plan.post, plan.origin);
  await eachOf(plan.links, async (link) => {
    await shelf.links.create(link, plan.origin);
    if (link.postId) await shelf.postLinks.create({ id: postLinkId(link.postId, link.id) });
    await shelf.routesOf(link).noteOwner(link.id, shelf.records.brandId);
    await shelf.refresh(link);
  });
}

/** Names first: only who holds them all may reserve slugs for what they name. */
async function reserveAll(plan: Plan, shelf: LinkShelf): Promise<{ names: string[]; slugs: string[] }> {
  const names = await takeNames(plan, shelf);
  if (names.length > 0) return { names, slugs: [] };
  const slugs: string[] = [];
  await eachOf(plan.links, async (link) => {
    const outcome = await shelf.routesOf(link).reserve(link.slug, {
      linkId: link.id,
      brandId: shelf.records.brandId,
    });
    if (outcome === 'taken') slugs.push(link.slug);
  });
  return { names, slugs };
}

/**
 * Holds every name of the plan, or answers those that are somebody else's. In one order everywhere, so that two
 * plans never wait for each other; whose plan stands in the way is finished first.
 */
async function takeNames(plan: Plan, shelf: LinkShelf): Promise<string[]> {
  for (const name of namesIn(plan)) await holdName(name, plan.id, shelf);
  const taken: string[] = [];
  if (plan.post && (await isOthers(shelf.posts, plan.post.id, plan.origin))) taken.push(plan.post.id);
  await eachOf(plan.links, async ({ id }) => {
    if (await isOthers(shelf.links, id, plan.origin)) taken.push(id);
  });
  return taken;
}

const holdName = (name: string, planId: string, shelf: LinkShelf): Promise<void> =>
  undisturbed(`holding ${name}`, async () => {
    const holder = await shelf.claims.claim(name, planId);
    if (holder === planId) return { done: undefined };
    const other = await shelf.intents.find(holder);
    if (other?.kind === 'create') await carryOut(other, shelf);
    else await shelf.claims.takeOver(name, holder, planId);
    return undefined;
  });

async function isOthers(
  collection: Pick<Collection<Keepable>, 'find' | 'originOf'>,
  id: string,
  origin: string,
): Promise<boolean> {
  return (await collection.originOf(id)) !== origin && (await collection.find(id)) !== undefined;
}

/** The first to decide decides; `gone`: somebody else carried it out already. */
async function decide(planId: string, isFree: boolean, shelf: LinkShelf): Promise<Plan['state'] | 'gone'> {
  const wish = isFree ? 'committed' : 'cancelled';
  try {
    const decided = await shelf.intents.update(planId, (intent) =>
      intent.kind === 'create' && intent.state === 'reserving' ? { ...intent, state: wish } : intent,
    );
    return decided.kind === 'create' ? decided.state : 'gone';
  } catch (failure) {
    if (failure instanceof RecordMissing) return 'gone';
    throw failure;
  }
}

async function isMade(plan: Plan, shelf: LinkShelf): Promise<boolean> {
  const origins = await Promise.all(plan.links.map(({ id }) => shelf.links.originOf(id)));
  return origins.every((origin) => origin === plan.origin);
}

import type { LinkRoute } from '../../domain/link/link-route.ts';
import type { StoredLink } from '../../domain/schema/programme/links.ts';
import { tellFailures } from '../table/lanes.ts';
import { BRAND_REWRITE, eachOf, type LinkShelf, type Rewrite, rewriteOf } from './link-shelf.ts';
import { READ_TOGETHER, refreshAll, routesOfAll } from './refresh-together.ts';
import { rewriteOn } from './rewrite-on.ts';

/** Routes that a request writes itself; those of more links follow with the sweep. */
const AT_ONCE = 1_000;
const PAGE = { limit: READ_TOGETHER, archived: true };

/** How far a change of the whole brand has come that a request left to the sweep. */
export type Rewriting = { linksDone: number };

/** Changes of what redirects read; each is announced first, so that the sweep finishes what was left half done. */
export function rewritesOf(shelf: LinkShelf, listOfPost: (postId: string) => Promise<StoredLink[]>) {
  return {
    async update(linkId: string, change: (link: StoredLink) => StoredLink, now: number): Promise<StoredLink> {
      await shelf.links.get(linkId);
      return announced(shelf, [rewriteOf(now, linkId)], async () => {
        const changed = await shelf.links.update(linkId, change);
        await shelf.refresh(changed);
        return changed;
      });
    },
    async rewriteAll<T>(now: number, change: () => Promise<T>): Promise<T> {
      const rewrite = rewriteOf(now);
      await shelf.intents.create(rewrite);
      const changed = await change();
      if (await rewriteOn(rewrite, shelf, AT_ONCE)) await shelf.intents.erase(rewrite.id);
      return changed;
    },
    async findRewriting(): Promise<Rewriting | undefined> {
      const all = shelf.intents.all({ under: BRAND_REWRITE });
      for await (const intent of all)
        if (intent.kind === 'rewrite' && intent.done) return { linksDone: intent.done };
      return undefined;
    },
    async rewriteOfPosts<T>(postIds: readonly string[], now: number, change: () => Promise<T>): Promise<T> {
      const links = (await Promise.all(postIds.map(listOfPost))).flat();
      const rewrites = links.map(({ id }) => rewriteOf(now, id));
      return announced(shelf, rewrites, async () => {
        const changed = await change();
        tellFailures(await refreshAll(shelf, links), 'routes not rewritten');
        return changed;
      });
    },
    async rewriteIfOld(name: string, isOld: (route: LinkRoute) => boolean): Promise<void> {
      for (let after: string | undefined; ; ) {
        const page = await shelf.links.list({ ...PAGE, ...(after ? { after } : {}) });
        if ((await routesOfAll(shelf, page.records)).some(isOld)) {
          await shelf.intents.create({ id: `rewrite#${name}`, kind: 'rewrite', startedAt: 0 });
          return;
        }
        after = page.lastKey;
        if (!after) return;
      }
    },
  };
}

/** What is announced stays so until the work is whole: one that fails is the sweep's to finish. */
async function announced<T>(
  { intents }: LinkShelf,
  rewrites: readonly Rewrite[],
  work: () => Promise<T>,
): Promise<T> {
  await eachOf(rewrites, async (rewrite) => void (await intents.create(rewrite)));
  const done = await work();
  await eachOf(rewrites, ({ id }) => intents.erase(id));
  return done;
}

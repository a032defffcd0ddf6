import { createHmac } from 'node:crypto';
import { randomSlug } from '../../domain/link/slug.ts';
import type { StoredLink } from '../../domain/schema/programme/links.ts';
import type { LinkShelf } from './link-shelf.ts';

/** Slugs that can't be guessed and are the same whenever the same link is made again. */
export const freeSlugFinder =
  ({ routesOf }: Pick<LinkShelf, 'routesOf'>, secret: Uint8Array | undefined) =>
  async (linkId: string, place: Pick<StoredLink, 'domainId'> = {}): Promise<string> => {
    const routes = routesOf(place);
    if (!secret) throw new Error('who may not choose slugs asked for one');
    for (let attempt = 0; ; attempt++) {
      const slug = randomSlug(lettersOf(secret, `${linkId}|${attempt}`));
      if (await routes.isFree(slug, linkId)) return slug;
    }
  };

/** An endless stream of bytes that only the holder of the secret can foresee. */
function lettersOf(secret: Uint8Array, name: string): (count: number) => Uint8Array {
  let block = 0;
  return (count) =>
    createHmac('sha512', secret).update(`slug|${name}|${block++}`).digest().subarray(0, count);
}

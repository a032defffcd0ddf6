import type { BrandStores } from '../../../shared/data/stores.ts';
import { idOfExternal } from '../../../shared/domain/external-id.ts';
import { handleKey } from '../../../shared/domain/handle.ts';
import { postUrlKey } from '../../../shared/domain/post-url.ts';
import { REFERENCES, type Reference } from '../../../shared/domain/schema/bulk.ts';
import type { BrandId } from '../../../shared/domain/schema/common.ts';
import { invalid } from '../http/refusal.ts';

type Sent = Readonly<Record<string, unknown>>;
export type Finder = ReturnType<typeof finderOf>;

/** Finds what items name otherwise than by id. Reads a collection once for a whole bulk, and only if one asks. */
export function finderOf(stores: BrandStores, brandId: BrandId) {
  const creators = once(async () => {
    const byHandle = new Map<string, { id: string; platform: string }[]>();
    for await (const { id, handle, platform } of stores.creators.all({ archived: true }))
      listed(byHandle, handleKey(handle)).push({ id, platform });
    return byHandle;
  });
  const posts = once(async () => {
    const byUrl = new Map<string, string>();
    for await (const { id, url } of stores.posts.all({ archived: true }))
      if (url) byUrl.set(postUrlKey(url), id);
    return byUrl;
  });

  async function creatorsCalled(handle: string, platform: unknown): Promise<string[]> {
    const all = (await creators()).get(handleKey(handle.trim())) ?? [];
    return all.filter((one) => typeof platform !== 'string' || one.platform === platform).map(({ id }) => id);
  }
  const findPost = async (url: string) => (await posts()).get(postUrlKey(url));

  const FIND: Record<Exclude<Reference, 'creatorPlatform'>, (name: string, sent: Sent) => Promise<string>> = {
    creatorExternalId: (name) => existing('creator', idOfExternal('crt', brandId, name), stores.creators),
    campaignExternalId: (name) => existing('campaign', idOfExternal('cmp', brandId, name), stores.campaigns),
    squadExternalId: (name) => existing('squad', idOfExternal('sqd', brandId, name), stores.squads),
    postExternalId: (name) => existing('post', idOfExternal('pst', brandId, name), stores.posts),
    async postUrl(url) {
      const id = await findPost(url);
      if (id === undefined) throw new Unfound('is the address of no post: send its post first');
      return id;
    },
    async creatorHandle(handle, { creatorPlatform, platform }) {
      const [id, ...others] = await creatorsCalled(handle, creatorPlatform ?? platform);
      if (id === undefined) throw new Unfound('is no creator’s: send the creator first');
      if (others.length > 0)
        throw new Unfound('is known on several platforms: name creatorPlatform, or creatorExternalId');
      return id;
    },
  };

  return {
    creatorsCalled,
    findPost,
    /** A creator who was made by the item before. */
    async noteCreator(made: { id: string; handle: string; platform: string }): Promise<void> {
      const called = listed(await creators(), handleKey(made.handle));
      if (!called.some(({ id }) => id === made.id)) called.push(made);
    },
    async notePost({ id, url }: { id: string; url?: string }): Promise<void> {
      if (url) (await posts()).set(postUrlKey(url), id);
    },
    /** The item with ids in place of references; those that its schema doesn't know are left for it to refuse. */
    async resolved(sent: Sent, fields: ReadonlySet<string>): Promise<Sent> {
      const out: Record<string, unknown> = { ...sent };
      for (const [field, { id }] of Object.entries(REFERENCES)) {
        if (!(field in out) || !fields.has(id) || fields.has(field)) continue;
        const name = out[field] ?? undefined;
        delete out[field];
        if (name === undefined || field === 'creatorPlatform') continue;
        if ((out[id] ?? undefined) !== undefined)
          throw invalid({ path: field, message: `is one name too many: ${id} is named already` });
        if (typeof name !== 'string') throw invalid({ path: field, message: 'must be a text' });
        out[id] = await FIND[field as keyof typeof FIND](name, sent).catch((failure: unknown) => {
          throw failure instanceof Unfound ? invalid({ path: field, message: failure.message }) : failure;
        });
      }
      return out;
    },
  };
}

class Unfound extends Error {}

async function existing(
  what: string,
  id: string,
  collection: { find: (id: string) => Promise<unknown> },
): Promise<string> {
  if (await collection.find(id)) return id;
  throw new Unfound(`is no ${what}’s: send the ${what} first`);
}

const listed = <T>(lists: Map<string, T[]>, key: string): T[] => {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
};

function once<T>(read: () => Promise<T>): () => Promise<T> {
  let held: Promise<T> | undefined;
  return () => {
    held ??= read();
    return held;
  };
}

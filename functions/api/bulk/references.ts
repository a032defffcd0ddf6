import type { BrandStores } from '../../../shared/data/stores.ts';
import { idOfExternal } from '../../../shared/domain/external-id.ts';
import { handleKey } from '../../../shared/domain/handle.ts';
import { isOnePlatform } from '../../../shared/domain/judge/tables/platform-names.ts';
import { postUrlKey } from '../../../shared/domain/post-url.ts';
import { type Why, why, wrong } from '../../../shared/domain/reasons.ts';
import { REFERENCES, type Reference } from '../../../shared/domain/schema/bulk.ts';
import type { BrandId } from '../../../shared/domain/schema/common.ts';
import { invalid } from '../http/refusal.ts';

type Sent = Readonly<Record<string, unknown>>;
export type Finder = ReturnType<typeof finderOf>;

/** Finds what items name otherwise than by id. Reads a collection once for a whole bulk, and only if one asks. */
export function finderOf(stores: BrandStores, brandId: BrandId) {
  const creators = creatorsByHandle(stores);
  const posts = postsByUrl(stores);
  const find = findingBy(creators, posts, stores, brandId);
  return {
    creatorsCalled: creators.called,
    findPost: posts.find,
    /** Was there a post of this id as posts were last read here? Asks nobody. */
    hasSeenPost: posts.hasSeen,
    /** What the item before made. */
    noteCreator: creators.note,
    notePost: posts.note,
    /** The item with ids in place of references; those that its schema doesn't know are left for it to refuse. */
    resolved: (sent: Sent, fields: ReadonlySet<string>) => resolved(sent, fields, find),
  };
}

type Called = { id: string; handle: string; platform: string };

function creatorsByHandle(stores: BrandStores) {
  const index = readOnce(async () => {
    const byHandle = new Map<string, Pick<Called, 'id' | 'platform'>[]>();
    for await (const { id, handle, platform } of stores.creators.all({ archived: true }))
      listed(byHandle, handleKey(handle)).push({ id, platform });
    return byHandle;
  });
  return {
    async called(handle: string, platform: unknown): Promise<string[]> {
      const all = (await index.read()).get(handleKey(handle.trim())) ?? [];
      return all
        .filter((one) => typeof platform !== 'string' || isOnePlatform(one.platform, platform))
        .map(({ id }) => id);
    },
    async note(made: Called): Promise<void> {
      const held = await index.held();
      const called = held && listed(held, handleKey(made.handle));
      if (!called?.some(({ id }) => id === made.id)) called?.push(made);
    },
  };
}

function postsByUrl(stores: BrandStores) {
  const index = readOnce(async () => {
    const byUrl = new Map<string, string>();
    const ids = new Set<string>();
    for await (const { id, url } of stores.posts.all({ archived: true })) {
      ids.add(id);
      if (url) byUrl.set(postUrlKey(url), id);
    }
    return { byUrl, ids };
  });
  return {
    find: async (url: string) => (await index.read()).byUrl.get(postUrlKey(url)),
    hasSeen: async (id: string) => (await index.held())?.ids.has(id) ?? false,
    async note({ id, url }: { id: string; url?: string }): Promise<void> {
      if (url) (await index.held())?.byUrl.set(postUrlKey(url), id);
    },
  };
}

type Find = Record<Exclude<Reference, 'creatorPlatform'>, (name: string, sent: Sent) => Promise<string>>;

const findingBy = (
  creators: ReturnType<typeof creatorsByHandle>,
  posts: ReturnType<typeof postsByUrl>,
  stores: BrandStores,
  brandId: BrandId,
): Find => ({
  creatorExternalId: (name) => existing('creator', idOfExternal('crt', brandId, name), stores.creators),
  campaignExternalId: (name) => existing('campaign', idOfExternal('cmp', brandId, name), stores.campaigns),
  squadExternalId: (name) => existing('squad', idOfExternal('sqd', brandId, name), stores.squads),
  postExternalId: (name) => existing('post', idOfExternal('pst', brandId, name), stores.posts),
  async postUrl(url) {
    const id = await posts.find(url);
    if (id === undefined) throw new Unfound(why('no-posts-address'));
    return id;
  },
  async creatorHandle(handle, { creatorPlatform, platform }) {
    const [id, ...others] = await creators.called(handle, creatorPlatform ?? platform);
    if (id === undefined) throw new Unfound(why('no-creators'));
    if (others.length > 0) throw new Unfound(why('on-several-platforms'));
    return id;
  },
});

async function resolved(sent: Sent, fields: ReadonlySet<string>, find: Find): Promise<Sent> {
  const out: Record<string, unknown> = { ...sent };
  for (const [field, { id }] of Object.entries(REFERENCES)) {
    if (!(field in out) || !fields.has(id) || fields.has(field)) continue;
    const name = saidIn(out[field]);
    delete out[field];
    if (name === undefined || field === 'creatorPlatform') continue;
    if (saidIn(out[id]) !== undefined) throw invalid(wrong(field, 'named-already', { id }));
    if (typeof name !== 'string') throw invalid(wrong(field, 'not-a-text'));
    out[id] = await find[field as keyof Find](name, sent).catch((failure: unknown) => {
      throw failure instanceof Unfound ? invalid({ path: field, ...failure.why }) : failure;
    });
  }
  return out;
}

/** A name that stayed empty is left out, as null is. */
const saidIn = (name: unknown): unknown => (name === '' ? undefined : (name ?? undefined));

class Unfound extends Error {
  readonly why: Why;
  constructor(why: Why) {
    super(why.message);
    this.why = why;
  }
}

async function existing(
  what: string,
  id: string,
  collection: { find: (id: string) => Promise<unknown> },
): Promise<string> {
  if (await collection.find(id)) return id;
  throw new Unfound(why('unsent-of', { what }));
}

const listed = <T>(lists: Map<string, T[]>, key: string): T[] => {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
};

/** Read when it is first asked for; `held`: as far as it was. */
function readOnce<T>(read: () => Promise<T>): { read: () => Promise<T>; held: () => Promise<T> | undefined } {
  let held: Promise<T> | undefined;
  return {
    read() {
      held ??= read();
      return held;
    },
    held: () => held,
  };
}

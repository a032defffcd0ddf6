import type { RecordsPage } from '../../../../shared/data/table/records-store.ts';
import type { StoredLink } from '../../../../shared/domain/schema/programme/links.ts';
import type { listPosts, StoredPost } from '../../../../shared/domain/schema/programme/posts.ts';
import type { ApiDeps } from '../../deps.ts';
import { type Call, type Handler, ok } from '../../http/call.ts';
import { among, contains, pageInOrder, pageOfWanted, postsPassing, sortOf } from '../../reading/lists.ts';
import { remarking } from '../../reading/post-remarks.ts';
import { daysNamed, rangeOf } from '../../reading/range.ts';
import { postWithLinks } from './show-post.ts';

type Asked = Call<typeof listPosts>;
type PageWithLinks = RecordsPage<StoredPost> & { links: StoredLink[] };

/** A page of posts, whose links and remarks are read at once for all of it. */
export const listingPosts =
  (deps: ApiDeps): Handler<typeof listPosts> =>
  async (call) => {
    const page = isPlain(call.query) ? await pageById(call) : await pageFromCatalog(call, deps);
    const remarksOf = remarking(call.stores);
    const linksOf = (id: string) => page.links.filter(({ postId }) => postId === id);
    const data = await Promise.all(
      page.records.map((post) => postWithLinks(post, linksOf(post.id), remarksOf, deps)),
    );
    return ok({ data, nextCursor: call.pageEnd(page.lastKey) });
  };

function wishesIn({
  limit: _limit,
  cursor: _cursor,
  ids,
  sort,
  q,
  from,
  to,
  interval,
  ...filter
}: Asked['query']) {
  return { ids, sort, q, range: daysNamed({ from, to, interval }), filter };
}

function isPlain(query: Asked['query']): boolean {
  const { sort, q, range, filter } = wishesIn(query);
  return !sort && !q && !range && Object.keys(filter).length === 0;
}

async function pageById({ stores, query: { ids }, pageStart }: Asked): Promise<PageWithLinks> {
  const found = await (ids
    ? pageOfWanted(among(stores.posts, ids), pageStart(), {})
    : stores.posts.list(pageStart()));
  return { ...found, links: await stores.links.listOfPosts(found.records.map(({ id }) => id)) };
}

/** Which, and in which order, is told by what reports keep in memory; only the page itself is read. */
async function pageFromCatalog(
  { stores, query, now, pageStart }: Asked,
  deps: ApiDeps,
): Promise<PageWithLinks> {
  const { ids: named, sort, q, range, filter } = wishesIn(query);
  const brand = await stores.getBrand();
  const { catalog, archivedPosts } = await deps.stores.loader.loadProgramme(brand);
  const days = range && rangeOf(range, brand, now);
  const wanted = postsPassing(catalog, filter);
  const handles = new Map(catalog.creators.map(({ creatorId, handle }) => [creatorId, handle]));
  const { descending } = sortOf(sort);
  const found = catalog.posts.filter(
    ({ postId, creatorId, publishedOn }) =>
      (named?.includes(postId as StoredPost['id']) ?? !archivedPosts.has(postId)) &&
      (!wanted || wanted.has(postId)) &&
      (!days || (publishedOn >= days.from && publishedOn <= days.to)) &&
      contains(q, handles.get(creatorId), postId),
  );
  const keyOf = ({ publishedAt, postId }: (typeof found)[number]) =>
    `${sort ? String(publishedAt).padStart(14, '0') : ''}|${postId}`;
  const { records: some, lastKey } = pageInOrder(found, pageStart(), keyOf, descending);
  const ids = new Set(some.map(({ postId }) => postId));
  const linkIds = catalog.links.filter(({ postId = '' }) => ids.has(postId)).map(({ linkId }) => linkId);
  const [posts, links] = await Promise.all([stores.posts.getMany([...ids]), stores.links.getMany(linkIds)]);
  return { records: posts, links, ...(lastKey ? { lastKey } : {}) };
}

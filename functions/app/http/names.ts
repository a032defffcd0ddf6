import { inPortions } from '../../../shared/data/table/write-many.ts';
import type { ClickShown } from '../../../shared/domain/schema/answers/clicks.ts';
import type { Campaign } from '../../../shared/domain/schema/programme/campaigns.ts';
import type { Creator } from '../../../shared/domain/schema/programme/creators.ts';
import type { Post } from '../../../shared/domain/schema/programme/posts.ts';
import type { Squad } from '../../../shared/domain/schema/programme/squads.ts';
import type { Visit } from './visit.ts';

/** What ids stand for, as far as this person may know. */
export async function creatorsNamed(
  { api, may }: Visit,
  rows: readonly { creatorId?: string | null | undefined }[],
): Promise<ReadonlyMap<string, Creator>> {
  if (!may('creators:read')) return new Map();
  const ids = rows.map(({ creatorId }) => creatorId);
  const creators = await readAll(ids, (query) => api.each('/v1/creators', { query }));
  return new Map(creators.map((creator) => [creator.id, creator]));
}

/** Who a creator is to the brand's people, as its reports say it: by name; by handle who told none. */
export const calledBy = ({ displayName, handle }: Called): string => displayName ?? handle;

/** As far as this person may know: an id where not. */
export function calledIn(named: ReadonlyMap<string, Called>, id: string): string {
  const creator = named.get(id);
  return creator ? calledBy(creator) : id;
}

/** Among others to choose from: two may have one name, or one of them be known by her handle. */
export const calledWhole = (creator: Called): string =>
  handleBeside(creator) ? `${creator.displayName} (${creator.handle})` : calledBy(creator);

/** The handle, where the name has not said it already. */
export const handleBeside = ({ displayName, handle }: Called): string | undefined =>
  displayName === undefined || displayName === handle ? undefined : handle;
type Called = { handle: string; displayName?: string | undefined };

export type NamedPost = { post: Post; by: string };

/** Posts with who made them. */
export async function postsNamed(
  visit: Visit,
  rows: readonly { postId?: string | null | undefined }[],
): Promise<ReadonlyMap<string, NamedPost>> {
  if (!visit.may('posts:read')) return new Map();
  const ids = rows.map(({ postId }) => postId);
  const posts = await readAll(ids, (query) => visit.api.each('/v1/posts', { query }));
  const creators = await creatorsNamed(visit, posts);
  return new Map(posts.map((post) => [post.id, { post, by: calledIn(creators, post.creatorId) }]));
}

/** A post has no title: who, and when. */
export const postName = ({ format, brand }: Visit, named: NamedPost | undefined): string | undefined =>
  named && `${named.by}, ${format.moment(named.post.publishedAt, brand.timeZone).split(',')[0]}`;

export async function campaignsNamed(
  { api, may }: Visit,
  rows: readonly { campaignId?: string | null | undefined }[],
): Promise<ReadonlyMap<string, Campaign>> {
  if (!may('campaigns:read')) return new Map();
  const ids = rows.map(({ campaignId }) => campaignId);
  const campaigns = await readAll(ids, (query) => api.each('/v1/campaigns', { query }));
  return new Map(campaigns.map((campaign) => [campaign.id, campaign]));
}

export async function squadsNamed(
  { api, may }: Visit,
  rows: readonly { squadId?: string | null | undefined }[],
): Promise<ReadonlyMap<string, Squad>> {
  if (!may('squads:read')) return new Map();
  const ids = rows.map(({ squadId }) => squadId);
  const squads = await readAll(ids, (query) => api.each('/v1/squads', { query }));
  return new Map(squads.map((squad) => [squad.id, squad]));
}

/** Of so many clicks of one order a page tells; each is a read of its own. */
const MOST_CLICKS = 20;

/** Clicks by their ids, as far as they are known: raw ones are kept for 35 days. */
export async function clicksKnown(
  { api, may }: Visit,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ClickShown>> {
  if (!may('analytics:read')) return new Map();
  const asked = [...new Set(ids)].slice(0, MOST_CLICKS);
  const found = await Promise.all(
    asked.map((id) => api.get('/v1/clicks/{id}', { params: { id } }).catch(() => undefined)),
  );
  return new Map(found.flatMap((click) => (click ? [[click.id, click]] : [])));
}

/** As many as a list takes by their ids. */
const AT_ONCE = 100;

/** Each once, many at a time; a page is drawn without what can't be read. */
async function readAll<T>(
  ids: readonly (string | null | undefined)[],
  read: (query: { ids: string; limit: number }) => AsyncIterable<T>,
): Promise<T[]> {
  const wanted = [...new Set(ids)].filter((id) => !!id);
  const found: T[] = [];
  try {
    for (const some of inPortions(wanted, AT_ONCE))
      for await (const one of read({ ids: some.join(','), limit: AT_ONCE })) found.push(one);
  } catch {
    // What was read names what it can.
  }
  return found;
}

/** Everything a select needs to choose from, as long as it can be looked through. */
const MOST_CHOICES = 500;
export async function choicesOf<T>(each: AsyncIterable<T>, name: (one: T) => readonly [string, string]) {
  const choices: (readonly [string, string])[] = [];
  for await (const one of each) {
    choices.push(name(one));
    if (choices.length === MOST_CHOICES) break;
  }
  return choices.sort(([, a], [, b]) => a.localeCompare(b));
}

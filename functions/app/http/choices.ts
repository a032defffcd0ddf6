import { handleKey } from '../../../shared/domain/handle.ts';
import { calledWhole, creatorsNamed } from './names.ts';
import type { Visit } from './visit.ts';

/** What a filter chooses from, by its name in the address: each value and how it is called. `isTyped`: these are not all. */
export type Choices = Readonly<
  Record<string, { named: readonly (readonly [value: string, name: string])[]; isTyped?: boolean }>
>;

/** More are no list to choose from on a phone: then a creator is typed. */
const MOST = 100;

/**
 * The brand's own things that this page's filters name by their ids, or that stand in its address, as far as this person
 * may know them.
 */
export async function choicesFor(visit: Visit): Promise<Choices> {
  const { api, may, query, filters } = visit;
  const isWanted = (name: 'creatorId' | 'campaignId' | 'squadId') => filters.includes(name) || !!query[name];
  const asked = { query: { limit: MOST } };
  const [creators, campaigns, squads, standing] = await Promise.all([
    isWanted('creatorId') && may('creators:read') ? api.get('/v1/creators', asked) : NONE,
    isWanted('campaignId') && may('campaigns:read') ? api.get('/v1/campaigns', asked) : NONE,
    isWanted('squadId') && may('squads:read') ? api.get('/v1/squads', asked) : NONE,
    query.creatorId ? creatorsNamed(visit, [{ creatorId: query.creatorId }]) : undefined,
  ]);
  const called = new Map([...(standing ?? [])].map(([id, creator]) => [id, calledWhole(creator)]));
  for (const creator of creators.nextCursor ? [] : creators.data)
    called.set(creator.id, calledWhole(creator));
  const byName = (all: Iterable<readonly [string, string]>) =>
    [...all].sort(([, one], [, other]) => one.localeCompare(other));
  const nameOf = ({ id, name }: { id: string; name: string }) => [id, name] as const;
  return {
    creatorId: { named: byName(called), isTyped: creators.nextCursor !== null },
    campaignId: { named: byName(campaigns.data.map(nameOf)) },
    squadId: { named: byName(squads.data.map(nameOf)) },
  };
}

const NONE = { data: [], nextCursor: null };

/** Who types a creator writes a handle: the id that it stands for; undefined where it is none, or of several. */
export async function creatorTyped({ api, query: { creatorId = '' } }: Visit): Promise<string | undefined> {
  if (creatorId === '' || creatorId.startsWith('crt_')) return undefined;
  // As the field shows whom it is about: "Ada Knits (@ada.knits)".
  const plain = (typed: string) => handleKey(typed.replace(/^.*\((.+)\)$/, '$1'));
  const { data } = await api.get('/v1/creators', {
    query: { q: plain(creatorId).slice(0, 100), limit: MOST },
  });
  const same = data.find(({ handle }) => plain(handle) === plain(creatorId));
  return (same ?? (data.length === 1 ? data[0] : undefined))?.id;
}

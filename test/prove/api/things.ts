import type { Random } from '../../../shared/domain/statistics/seeded-random.ts';

/** What a request says, and how the thing that it names is told apart afterwards: by a mark that no other has. */
export type Wish = { method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'; path: string; body: object | undefined };

/** One kind of thing that writers fight over. `mark`: reads the mark out of an answer or a record. */
export type Thing = {
  kind: string;
  collection: string;
  /** The writable part that carries the mark. */
  marked: (mark: number) => object;
  mark: (shown: Shown) => number | undefined;
  /** What else a creation needs. */
  base: (place: Place) => object;
  /** A PATCH may say it. */
  canPatch: boolean;
};
export type Shown = Record<string, unknown> & { id: string; links?: Shown[] };
/** What stands before the fight begins. */
export type Place = { creatorId: string; postId: string };

const markIn = (text: unknown): number | undefined => {
  const found = /mark-(\d+)/.exec(String(text))?.[1];
  return found === undefined ? undefined : Number(found);
};
const address = (mark: number): string => `https://shop.example.com/mark-${mark}`;

export const THINGS: readonly Thing[] = [
  {
    kind: 'creators',
    collection: '/v1/creators',
    marked: (mark) => ({ displayName: `mark-${mark}` }),
    mark: ({ displayName }) => markIn(displayName),
    base: () => ({ handle: 'ada', platform: 'instagram', source: 'imported' }),
    canPatch: true,
  },
  {
    kind: 'campaigns',
    collection: '/v1/campaigns',
    marked: (mark) => ({ name: `mark-${mark}` }),
    mark: ({ name }) => markIn(name),
    base: () => ({ startsOn: '2026-10-01', endsOn: '2026-10-31', brief: [] }),
    canPatch: true,
  },
  {
    kind: 'squads',
    collection: '/v1/squads',
    marked: (mark) => ({ name: `mark-${mark}` }),
    mark: ({ name }) => markIn(name),
    base: () => ({ city: 'Graz', country: 'AT' }),
    canPatch: true,
  },
  {
    kind: 'posts',
    collection: '/v1/posts',
    marked: (mark) => ({ url: address(mark) }),
    mark: ({ url }) => markIn(url),
    base: ({ creatorId }) => ({
      creatorId,
      stage: 'microcontent',
      platform: 'instagram',
      format: 'short',
      publishedAt: '2026-10-01T10:00:00Z',
      destination: 'https://shop.example.com/socks',
    }),
    canPatch: true,
  },
  {
    kind: 'links',
    collection: '/v1/links',
    marked: (mark) => ({ destination: address(mark) }),
    mark: ({ destination }) => markIn(destination),
    base: ({ postId }) => ({ postId }),
    canPatch: true,
  },
  {
    kind: 'spend',
    collection: '/v1/spend',
    marked: (mark) => ({ note: `mark-${mark}` }),
    mark: ({ note }) => markIn(note),
    base: ({ postId }) => ({
      kind: 'fee',
      amount: { amount: 100, currency: 'EUR' },
      incurredOn: '2026-10-01',
      postId,
    }),
    canPatch: false,
  },
];

export const pick = <T>(from: readonly T[], random: Random): T =>
  from[Math.floor(random() * from.length)] as T;

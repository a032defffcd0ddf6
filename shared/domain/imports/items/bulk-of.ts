import type { ImportKind } from '../fields.ts';

/** Where each kind is sent, what the list is called there (as the place, else `list`) and one of it in the answer, and how many go at once. */
export const BULK_OF = {
  creators: { collection: 'creators', one: 'creator', most: 100 },
  posts: { collection: 'posts', one: 'post', most: 100 },
  spend: { collection: 'spend', one: 'spend', most: 100 },
  engagement: { collection: 'engagement', one: 'snapshot', most: 500 },
  orders: { collection: 'conversions', one: 'conversion', most: 100 },
  links: { collection: 'links', one: 'link', most: 100 },
  baselines: { collection: 'baselines', list: 'days', one: 'day', most: 400 },
} as const satisfies Record<ImportKind, { collection: string; list?: string; one: string; most: number }>;

type Problem = { detail?: string; errors?: readonly { path: string; message: string }[] };

/** Why an item was refused, in one line. */
export const refusedBecause = (problem: Problem | undefined): string =>
  problem?.errors?.length
    ? problem.errors.map(({ path, message }) => `${path} ${message}`).join('; ')
    : (problem?.detail ?? 'refused');

/** A list in parts that a bulk of the kind takes. */
export function inBulks<T>(kind: ImportKind, list: readonly T[]): T[][] {
  const { most } = BULK_OF[kind];
  return Array.from({ length: Math.ceil(list.length / most) }, (_, part) =>
    list.slice(part * most, (part + 1) * most),
  );
}

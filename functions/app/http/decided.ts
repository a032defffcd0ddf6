import type { Visit } from './visit.ts';

/** Creators about whose promotion somebody decided since a moment, ISO; since ever where none is named. */
export async function decidedSince({ api, may }: Visit, asOf?: string): Promise<ReadonlySet<string>> {
  const decided = new Set<string>();
  if (!may('creators:read')) return decided;
  const query = { limit: 100, ...(asOf ? { decidedFrom: asOf } : {}) };
  for await (const { creatorId } of api.each('/v1/promotion-reviews', { query })) decided.add(creatorId);
  return decided;
}

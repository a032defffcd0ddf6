import { handleKey } from '../../domain/handle.ts';
import { VouchError } from '../errors.ts';
import type { Connection } from './connection.ts';
import { Mistyped } from './connection.ts';

/** The creator of an id, or of a handle that only one platform knows. */
export async function creatorNamed(vouch: Connection['vouch'], given: string) {
  if (given.startsWith('crt_')) return creatorOfId(vouch, given);
  const wanted = handleKey(given);
  const matches = [];
  for await (const creator of vouch.each('/v1/creators', { query: { q: wanted } }))
    if (handleKey(creator.handle) === wanted) matches.push(creator);
  const [first, ...others] = matches;
  if (!first) throw unknown(given);
  if (others.length > 0)
    throw new Mistyped(
      `${given} is on ${matches.map(({ platform }) => platform).join(' and ')}: give --creator ${first.id} or another’s id`,
    );
  return first;
}

async function creatorOfId(vouch: Connection['vouch'], id: string) {
  try {
    return await vouch.get('/v1/creators/{id}', { params: { id } });
  } catch (failure) {
    throw failure instanceof VouchError && (failure.status === 404 || failure.status === 422)
      ? unknown(id)
      : failure;
  }
}

const unknown = (given: string): Mistyped =>
  new Mistyped(`there is no creator ${given}: add it first, by POST /v1/creators or at /app/creators`);

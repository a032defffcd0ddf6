import { handleKey } from '../../handle.ts';
import { importName } from './item.ts';

/** A thing's name, and those by other spellings under which it may stand already: names once held what was written. */
export type RowName = { externalId: string; formerly?: readonly string[] };

/**
 * The name of what nothing but its creator tells apart: `@ada`, `Ada` and `ada` are one name. `partsWith` answers a name's
 * parts for a spelling of the handle; `isWritten`: as the file has it, figures too.
 */
export function handleName(
  handle: string,
  partsWith: (spelled: string, isWritten: boolean) => readonly string[],
): RowName {
  const key = handleKey(handle);
  const externalId = importName(...partsWith(key, false));
  const others = [handle, `@${key}`, key].map((spelled) => importName(...partsWith(spelled, true)));
  return { externalId, formerly: [...new Set(others)].filter((other) => other !== externalId) };
}

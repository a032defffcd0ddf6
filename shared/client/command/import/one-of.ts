import { Mistyped } from '../connection.ts';

/** What an option says, of what it may say; undefined where it isn't said. */
export function oneOf<T extends string>(
  list: readonly T[],
  text: string | undefined,
  option: string,
): T | undefined {
  const found = list.find((one) => one === text);
  if (text !== undefined && !found) throw new Mistyped(`${option} ${list.join(' | ')}`);
  return found;
}

import { clickKeysCopyKey } from '../table/keys.ts';
import { textOf } from '../table/row.ts';
import type { Table } from '../table/table.ts';

/**
 * The text of the click keys (`readClickKeys`), `undefined` before the first copy was made. It lies in the table of salts, the one that only redirect and seal may open. The parameter store gives
 * an account forty answers a second; a launch starts a thousand instances in ten.
 */
export async function findKeysCopy(salts: Table, signal?: AbortSignal): Promise<string | undefined> {
  const row = await salts.get(clickKeysCopyKey, { stale: true, ...(signal ? { signal } : {}) });
  return row && textOf(row, 'text');
}

/** Answers how many copies had to be written: 1 when the keys were turned, or copied for the first time. */
export async function copyKeys(salts: Table, text: string): Promise<number> {
  if ((await findKeysCopy(salts)) === text) return 0;
  await salts.put({ ...clickKeysCopyKey, text });
  return 1;
}

import type { Key } from '../table/keys.ts';
import type { Row } from '../table/row.ts';
import type { Table } from '../table/table.ts';

export type Owner = { linkId: string; brandId: string };
/** Where slugs are told apart: what is one link's in one space may be another's in the next. */
export type SlugSpace = { table: Table; space: string };

/** Nobody has it, or who had it gave it back. */
const FREE = 'attribute_not_exists(pk) OR attribute_exists(released)';

/** Takes what is free, or says whether it is the owner's already. */
export const takeRow = async (table: Table, row: Key & Owner & Row): Promise<boolean> =>
  (await table.putIf(row, FREE)) === 'done' || (await table.get(row))?.linkId === row.linkId;

/** Nobody has taken it, given it back or written its route or its twins since it was read. */
export function asRead(before: Row | undefined): { condition: string; values?: Row } {
  if (!before) return { condition: 'attribute_not_exists(pk)' };
  const still = (name: 'route' | 'twins') =>
    before[name] === undefined ? `attribute_not_exists(${name})` : `${name} = :${name}`;
  return {
    condition: `linkId = :who AND ${still('route')} AND ${still('twins')}`,
    values: { ':who': before.linkId, ':route': before.route, ':twins': before.twins },
  };
}

/** A row that is nobody's: free to be taken, or where twins of others stand, theirs alone. */
export const nobodys = (key: Key, twins?: Row[string]) =>
  twins === undefined
    ? { ...key, linkId: 'none', brandId: 'none', released: true }
    : { ...key, linkId: 'twins', brandId: 'none', twins };

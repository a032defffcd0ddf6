import type { Row } from '../table/row.ts';
import { textOf } from '../table/row.ts';
import type { Table } from '../table/table.ts';
import { undisturbed } from '../table/undisturbed.ts';
import { routeKey, rowToRoute, spellingKey, twinsOf } from './link-route-item.ts';

type Owner = { linkId: string; brandId: string };

/** Nobody wrote a twin meanwhile. With `:twins`, as `before` has them. */
export const SAME_TWINS = (before: Row | undefined): string =>
  textOf(before ?? {}, 'twins') === undefined ? 'attribute_not_exists(twins)' : 'twins = :twins';

const FREE = 'attribute_not_exists(pk) OR attribute_exists(released)';
const MOST_TRIES = 20;

/** A further address of a link, in one write that is safe to repeat. */
export async function giveAlias(
  table: Table,
  address: string,
  owner: Owner,
  slug: string,
): Promise<'given' | 'taken'> {
  const key = spellingKey(address);
  const there = await table.get(routeKey(address));
  const isOthers = there?.linkId !== undefined && there.released !== true && there.linkId !== owner.linkId;
  if (!isOthers) {
    const { linkId, brandId } = owner;
    if ((await table.putIf({ ...key, linkId, brandId, slug, address }, FREE)) === 'done') return 'given';
    if ((await table.get(key))?.linkId === linkId) return 'given';
  }
  const holder = await table.get(key);
  const exact = textOf(holder ?? {}, 'address') ?? textOf(holder ?? {}, 'slug');
  return exact === address ? 'taken' : giveTwin(table, address, owner, slug);
}

/** That exact spelling, beside a link that holds all others which look like it. */
const giveTwin = (
  table: Table,
  address: string,
  { linkId }: Owner,
  slug: string,
): Promise<'given' | 'taken'> =>
  undisturbed(
    `address ${address}`,
    async () => {
      const before = await table.get(routeKey(address));
      const twins = twinsOf(before);
      if (Object.hasOwn(twins, address)) return { done: twins[address] === slug ? 'given' : 'taken' };
      const route = before && rowToRoute(before);
      if (route?.slug === address) return { done: route.linkId === linkId ? 'given' : 'taken' };
      const row = {
        ...(before ?? { linkId: 'twins', brandId: 'none' }),
        ...routeKey(address),
        twins: JSON.stringify({ ...twins, [address]: slug }),
      };
      const same = before
        ? `linkId = :who AND ${textOf(before, 'route') === undefined ? 'attribute_not_exists(route)' : 'route = :was'} AND ${SAME_TWINS(before)}`
        : 'attribute_not_exists(pk)';
      const values = before && {
        ':who': textOf(before, 'linkId'),
        ':was': textOf(before, 'route'),
        ':twins': textOf(before, 'twins'),
      };
      const outcome = await table.putIf(row, same, values);
      return outcome === 'done' ? { done: 'given' } : undefined;
    },
    MOST_TRIES,
  );

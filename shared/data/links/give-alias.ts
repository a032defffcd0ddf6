import { textOf } from '../table/row.ts';
import { undisturbed } from '../table/undisturbed.ts';
import { routeKey, rowToRoute, spellingKey, twinsOf } from './link-route-item.ts';
import { asRead, nobodys, type Owner, type SlugSpace, takeRow } from './slug-row.ts';

const MOST_TRIES = 20;

/** A further address of a link, in one write that is safe to repeat. */
export async function giveAlias(
  { table, space }: SlugSpace,
  address: string,
  { linkId, brandId }: Owner,
  slug: string,
): Promise<'given' | 'taken'> {
  const key = spellingKey(address, space);
  const there = await table.get(routeKey(address, space));
  const isOthers = there?.linkId !== undefined && there.released !== true && there.linkId !== linkId;
  if (!isOthers && (await takeRow(table, { ...key, linkId, brandId, slug, address }))) return 'given';
  const holder = (await table.get(key)) ?? {};
  const exact = textOf(holder, 'address') ?? textOf(holder, 'slug');
  return exact === address ? 'taken' : giveTwin({ table, space }, address, linkId, slug);
}

/** That exact spelling, beside a link that holds all others which look like it. */
const giveTwin = (
  { table, space }: SlugSpace,
  address: string,
  linkId: string,
  slug: string,
): Promise<'given' | 'taken'> =>
  undisturbed(
    `address ${address}`,
    async () => {
      const key = routeKey(address, space);
      const before = await table.get(key);
      const standing = twinsOf(before);
      if (Object.hasOwn(standing, address)) return { done: standing[address] === slug ? 'given' : 'taken' };
      const route = before && rowToRoute(before);
      if (route?.slug === address) return { done: route.linkId === linkId ? 'given' : 'taken' };
      const twins = JSON.stringify({ ...standing, [address]: slug });
      const { condition, values } = asRead(before);
      const row = before && !before.released ? { ...before, twins } : nobodys(key, twins);
      return (await table.putIf(row, condition, values)) === 'done' ? { done: 'given' } : undefined;
    },
    MOST_TRIES,
  );

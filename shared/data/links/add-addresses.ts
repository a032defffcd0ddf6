import type { StoredLink } from '../../domain/schema/programme/links.ts';
import type { LinkShelf } from './link-shelf.ts';

/** `taken`: the first address that is another link's; those before it are given. */
export type Aliased = { kind: 'given'; link: StoredLink } | { kind: 'taken'; address: string };

/** Gives a link further addresses; whatever leads to it by then stands at it. */
export async function addAddresses(
  shelf: LinkShelf,
  linkId: string,
  addresses: readonly string[],
  at: string,
): Promise<Aliased> {
  const found = await shelf.links.get(linkId);
  const given: string[] = [];
  let taken: string | undefined;
  for (const address of addresses) {
    if ((await shelf.giveAlias(address, found)) === 'taken') {
      taken = address;
      break;
    }
    given.push(address);
  }
  const isMore = given.length > 0;
  const link = isMore ? await shelf.links.update(linkId, (it) => withAliases(it, given, at)) : found;
  return taken === undefined ? { kind: 'given', link } : { kind: 'taken', address: taken };
}

function withAliases(link: StoredLink, given: readonly string[], at: string): StoredLink {
  const before = link.aliases ?? [];
  const aliases = [...new Set([...before, ...given])].filter((one) => one !== link.slug);
  return aliases.length === before.length ? link : { ...link, aliases, updatedAt: at };
}

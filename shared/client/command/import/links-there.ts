import type { ImportItem, Refused } from '../../../domain/imports/items/item.ts';
import type { Link } from '../../../domain/schema/programme/links.ts';
import type { Vouch } from '../../vouch.ts';

/** What of some items can be sent, and how; the others with their reasons. */
export type MadeReady = { items: readonly ImportItem<string>[]; refused: readonly Refused<string>[] };

/**
 * Puts links of a file beside those that are there already. One that leads elsewhere by now is named and left as it is:
 * an old file changes nothing of what was changed since. One that is there keeps its slug, and gets what it lacks as aliases.
 */
export async function besideThere(
  vouch: Vouch,
): Promise<(items: readonly ImportItem<string>[]) => MadeReady> {
  const there = new Map<string, Link>();
  for await (const link of vouch.each('/v1/links')) if (link.externalId) there.set(link.externalId, link);
  return (items) => {
    const refused = unlikeThere(there, items);
    const lines = new Set(refused.map(({ line }) => line));
    const left = items.filter(({ line }) => !lines.has(line));
    return {
      items: left.map((item) => withTheirSlug(item, there.get(String(item.body.externalId)))),
      refused,
    };
  };
}

/** The same link, reached at all of its addresses by aliases: its slug is another, or can't be that one. */
export function byAliases(
  { body, after, ...item }: ImportItem<string>,
  kept?: Pick<Link, 'slug' | 'aliases'>,
): ImportItem<string> {
  const { slug, ...rest } = body;
  const wanted = [
    ...(typeof slug === 'string' ? [slug] : []),
    ...(after && 'aliases' in after ? after.aliases : []),
  ];
  const aliases = wanted.filter((one) => one !== kept?.slug && !kept?.aliases?.includes(one));
  return { ...item, body: rest, ...(aliases.length > 0 ? { after: { aliases } } : {}) };
}

const withTheirSlug = (item: ImportItem<string>, link: Link | undefined): ImportItem<string> =>
  link ? byAliases(item, link) : item;

function unlikeThere(
  there: ReadonlyMap<string, Link>,
  items: readonly ImportItem<string>[],
): Refused<string>[] {
  return items.flatMap(({ line, label, body }) => {
    const now = there.get(String(body.externalId))?.destination;
    const same = now === undefined || sameAddress(now, String(body.destination));
    return same
      ? []
      : [
          {
            line,
            problem: `${label}: leads to ${now} here, to ${String(body.destination)} there; left as it is`,
          },
        ];
  });
}

const sameAddress = (one: string, other: string): boolean =>
  one === other || (URL.canParse(other) && new URL(other).href === one);

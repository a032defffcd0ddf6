import type { ImportItem, Refused } from '../../../domain/imports/item.ts';
import { holdingPost } from '../../../domain/imports/link-items.ts';
import { readHandle } from '../../../domain/imports/post-address.ts';
import type { Link } from '../../../domain/schema/programme/links.ts';
import type { Vouch } from '../../vouch.ts';
import { Mistyped } from '../connection.ts';
import { creatorNamed } from '../creator-named.ts';

/**
 * Links of a file beside those that are there already. One that leads elsewhere by now is named and left as it is: an old
 * file changes nothing of what was changed since. One that is there keeps its slug, and gets what it lacks as aliases.
 */
export async function besideThere(
  vouch: Vouch,
  items: readonly ImportItem[],
): Promise<{ items: ImportItem[]; refused: Refused[] }> {
  const there = new Map<string, Link>();
  for await (const link of vouch.each('/v1/links')) if (link.externalId) there.set(link.externalId, link);
  const refused = unlikeThere(there, items);
  const lines = new Set(refused.map(({ line }) => line));
  const left = items.filter(({ line }) => !lines.has(line));
  return { items: left.map((item) => withTheirSlug(item, there.get(String(item.body.externalId)))), refused };
}

/** The same link, reached at all of its addresses by aliases: its slug is another, or can't be that one. */
export function byAliases(
  { body, after, ...item }: ImportItem,
  kept?: Pick<Link, 'slug' | 'aliases'>,
): ImportItem {
  const { slug, ...rest } = body;
  const wanted = [
    ...(typeof slug === 'string' ? [slug] : []),
    ...(after && 'aliases' in after ? after.aliases : []),
  ];
  const aliases = wanted.filter((one) => one !== kept?.slug && !kept?.aliases?.includes(one));
  return { ...item, body: rest, ...(aliases.length > 0 ? { after: { aliases } } : {}) };
}

const withTheirSlug = (item: ImportItem, link: Link | undefined): ImportItem =>
  link ? byAliases(item, link) : item;

function unlikeThere(there: ReadonlyMap<string, Link>, items: readonly ImportItem[]): Refused[] {
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

/** A post of the creator for links that no post of theirs is known of: made once, under a name of its own. */
export async function holdLinks(
  vouch: Vouch,
  items: readonly ImportItem[],
  set: Readonly<Record<string, string>>,
): Promise<void> {
  const first = items[0];
  if (!set.handle || !first) return;
  const told = readHandle(set.handle);
  const handle = told?.handle ?? set.handle;
  const externalId = holdingPost(handle, told?.platform ?? set.platform ?? '');
  if (!items.some(({ body }) => body.postExternalId === externalId)) return;
  if (!set.stage)
    throw new Mistyped('say at which stage these links count: --stage microcontent | campaign | community');
  const creator = await creatorNamed(vouch, handle);
  await vouch.put('/v1/posts/external/{externalId}', {
    params: { externalId },
    body: {
      creatorId: creator.id,
      stage: set.stage as 'microcontent',
      platform: creator.platform,
      format: 'short',
      publishedAt: String(
        (first.body.beforeVouch as { asOf?: string } | undefined)?.asOf ?? new Date().toISOString(),
      ),
      destination: String(first.body.destination),
      placements: ['imported'],
    },
  });
}

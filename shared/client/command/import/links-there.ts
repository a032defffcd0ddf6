import type { ImportItem, Refused } from '../../../domain/imports/item.ts';
import { holdingPost } from '../../../domain/imports/link-items.ts';
import { readHandle } from '../../../domain/imports/post-address.ts';
import type { Vouch } from '../../vouch.ts';
import { Mistyped } from '../connection.ts';
import { creatorNamed } from '../creator-named.ts';

/** Links that are there already and lead elsewhere: an old file changes nothing of what was changed since. */
export async function unlikeThere(vouch: Vouch, items: readonly ImportItem[]): Promise<Refused[]> {
  const there = new Map<string, string>();
  for await (const { externalId, destination } of vouch.each('/v1/links'))
    if (externalId) there.set(externalId, destination);
  return items.flatMap(({ line, label, body }) => {
    const now = there.get(String(body.externalId));
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

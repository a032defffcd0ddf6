import { readHandle } from '../../../domain/imports/cells/post-address.ts';
import type { ImportItem } from '../../../domain/imports/items/item.ts';
import { holdingPost } from '../../../domain/imports/items/link-items.ts';
import type { Stage } from '../../../domain/vocabulary.ts';
import { VouchError } from '../../errors.ts';
import type { Vouch } from '../../vouch.ts';
import { Mistyped } from '../connection.ts';
import { creatorNamed } from '../creator-named.ts';

/** A post of the creator for links that no post of theirs is known of: made once, under a name of its own. */
export async function holdLinks(
  vouch: Vouch,
  items: readonly ImportItem[],
  set: Readonly<Record<string, string>>,
): Promise<void> {
  if (!set.handle) return;
  const told = readHandle(set.handle);
  const handle = told?.handle ?? set.handle;
  const externalId = holdingPost(handle, told?.platform ?? set.platform ?? '');
  const held = items.filter(({ body }) => body.postExternalId === externalId);
  if (held.length === 0) return;
  if (!set.stage)
    throw new Mistyped('say at which stage these links count: --stage microcontent | campaign | community');
  const { id: creatorId, platform } = await creatorNamed(vouch, handle);
  const post = { creatorId, platform, stage: set.stage as Stage, format: 'short' as const };
  // Where the first line can lead nowhere, the post leads where the next one does.
  for (const { body } of held) {
    const asOf = (body.beforeVouch as { asOf?: string } | undefined)?.asOf;
    const leading = { destination: String(body.destination), publishedAt: asOf ?? new Date().toISOString() };
    const sent = vouch.put('/v1/posts/external/{externalId}', {
      params: { externalId },
      body: { ...post, ...leading, placements: ['imported'] },
    });
    if (await sent.catch(destinationRefused)) return;
  }
}

/** Nothing where it was the destination alone; any other failure is the import's. */
function destinationRefused(failure: unknown): undefined {
  const problems = failure instanceof VouchError ? failure.errors : [];
  if (problems.length === 0 || problems.some(({ path }) => path !== 'destination')) throw failure;
}

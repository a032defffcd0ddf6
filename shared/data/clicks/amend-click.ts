import type { Click } from '../../domain/click/click.ts';
import type { ClickPlace } from '../../domain/click/click-id.ts';
import { withoutPerson } from '../../domain/click/erase-click.ts';
import { judgeAgain } from '../../domain/judge/judge-again.ts';
import { seenByScript } from '../../domain/judge/signs.ts';
import { SEEN_BY_SCRIPT, type SeenByScript } from '../../domain/judge/what-is-read.ts';
import type { CountStore } from '../counts/count-store.ts';
import { markRefold } from '../counts/recount.ts';
import { minuteOf } from '../table/keys.ts';
import type { ClickStore } from './click-store.ts';
import { clickRow } from './click-writer.ts';

type AmendDeps = {
  clicks: Pick<ClickStore, 'find' | 'rewrite'>;
  counts: Pick<CountStore, 'markDirty' | 'listErased'>;
  now: () => number;
  newToken: () => string;
};

/**
 * Adds to a stored click what the site script saw, judges it again, and marks its partition to be counted again by who
 * seals. The mark lies with the click's own evidence, so later rules read it too. Twice changes nothing; cut short, the
 * same call mends it. A click that is not stored (yet) stays as it is: what was seen is lost, not the click.
 */
export async function amendClick(
  place: ClickPlace,
  clickId: string,
  seen: readonly SeenByScript[],
  deps: AmendDeps,
): Promise<void> {
  const click = await deps.clicks.find(place, clickId);
  if (!click || click.raw.method === '') return;
  const partition = { linkId: place.linkId, minute: minuteOf(place.at), shard: place.shard };
  const write = (amended: Click) => deps.clicks.rewrite(clickRow(amended, partition, deps.now()));
  await write(withMarks(click, seen));
  // Asked after writing, as an erasure says so before it rewrites: one of the two sees the other.
  const erased = await deps.counts.listErased(clickId, clickId);
  if (erased.has(clickId)) await write(withoutPerson(click));
  await markRefold(deps.counts, click.brandId, partition, deps.newToken());
}

function withMarks(click: Click, seen: readonly SeenByScript[]): Click {
  const known = seenByScript(click.raw.headers);
  const marks = SEEN_BY_SCRIPT.filter((mark) => known.includes(mark) || seen.includes(mark));
  const headers = { ...click.raw.headers, 'x-vouch-seen': marks.join(' ') };
  return judgeAgain({ ...click, raw: { ...click.raw, headers } });
}

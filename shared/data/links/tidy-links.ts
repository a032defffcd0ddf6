import type { StoredLink } from '../../domain/schema/programme/links.ts';
import { MINUTE_MS } from '../../domain/time/units.ts';
import { tellFailures } from '../table/lanes.ts';
import { carryOut } from './carry-out-plan.ts';
import { eachOf, type Intent, type LinkShelf } from './link-shelf.ts';
import { rewriteOn } from './rewrite-on.ts';

/** Archived from the start, so that nobody carries it out: that it is there says that it was done. */
const SPELLINGS_CLAIMED = 'spellings-claimed';
/** An intent this old has no living request behind it (requests end within 30 s). */
const FORGOTTEN_MS = MINUTE_MS;

/** A minute after the other; then an operator has to look. */
const MOST_FAILURES = 10;

/** Finishes what requests left half done; how many. One that fails stops no other, and is told at the end. */
export async function tidyLinks(shelf: LinkShelf, now: number): Promise<number> {
  let finished = 0;
  const failures: { reason: unknown }[] = [];
  await claimSpellings(now, shelf);
  for await (const intent of shelf.intents.all()) {
    if (intent.startedAt > now - FORGOTTEN_MS) continue;
    try {
      await finish(intent, shelf);
      finished++;
    } catch (reason) {
      failures.push({ reason: new Error(`${intent.id} of ${shelf.records.brandId}: ${String(reason)}`) });
      await noteFailure(intent, now, shelf).catch((noting) => failures.push({ reason: noting }));
    }
  }
  tellFailures(failures, 'intents not finished');
  return finished;
}

async function finish(intent: Intent, shelf: LinkShelf): Promise<void> {
  if (intent.kind === 'create') {
    await carryOut(intent, shelf);
    return;
  }
  if (intent.linkId) await shelf.refresh(await shelf.links.get(intent.linkId));
  else await rewriteOn(intent, shelf);
  await shelf.intents.erase(intent.id);
}

/** Each failure is noted on the intent; after some it is set aside, kept for whoever looks, and told a last time. */
async function noteFailure(intent: Intent, now: number, shelf: LinkShelf): Promise<void> {
  const count = (intent.failures ?? 0) + 1;
  const archivedAt = count < MOST_FAILURES ? {} : { archivedAt: new Date(now).toISOString() };
  await shelf.intents.update(intent.id, (stored) => ({ ...stored, failures: count, ...archivedAt }));
}

/** Once per brand: its links from before case was folded get the spellings that look like theirs. */
async function claimSpellings(now: number, shelf: LinkShelf): Promise<void> {
  if (await shelf.intents.find(SPELLINGS_CLAIMED)) return;
  const all: StoredLink[] = [];
  for await (const link of shelf.links.all({ archived: true })) all.push(link);
  await eachOf(all, (link) =>
    shelf.routesOf(link).claimSpellings(link.slug, { linkId: link.id, brandId: shelf.records.brandId }),
  );
  const archivedAt = new Date(now).toISOString();
  await shelf.intents.create({ id: SPELLINGS_CLAIMED, kind: 'rewrite', startedAt: now, archivedAt });
}

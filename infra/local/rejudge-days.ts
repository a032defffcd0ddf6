import { isDeepStrictEqual } from 'node:util';
import { sealDue } from '../../functions/seal/seal.ts';
import { type DrainDeps, drainClicks } from '../../shared/data/chores/drain.ts';
import { findStanding } from '../../shared/data/counts/packed-minutes.ts';
import { markRefold } from '../../shared/data/counts/recount.ts';
import { hourOf, type RawPartition, startOfHour } from '../../shared/data/table/keys.ts';
import type { Click } from '../../shared/domain/click/click.ts';
import type { Verdict } from '../../shared/domain/click/hit.ts';
import { judgeAgain } from '../../shared/domain/judge/judge-again.ts';
import { HOUR_MS } from '../../shared/domain/time/units.ts';
import { dayBounds } from '../../shared/domain/time/week.ts';
import type { LocalStores } from './clients.ts';
import { countingDeps } from './counting.ts';

/** `moves`: how many clicks go from which verdict to which. `expired`: clicks whose neighbours are gone already. */
export type Rejudged = { clicks: number; moved: number; expired: number; moves: Map<string, number> };

export type RejudgeDeps = {
  stores: LocalStores;
  drain: DrainDeps;
  show: (progress: string) => void;
};

/**
 * Judges the clicks of these days (each brand's own, inclusive) by today's rules. With `apply` they are stored again
 * like late clicks, so that an erasure in between is not undone, and what lies above them is counted again. Safe to
 * repeat. A partition of which some raw clicks have expired stays as it was counted.
 */
export async function rejudgeDays(
  { from, to, apply }: { from: string; to: string; apply: boolean },
  deps: RejudgeDeps,
): Promise<Rejudged> {
  const { stores, show } = deps;
  const seen: Rejudged = { clicks: 0, moved: 0, expired: 0, moves: new Map() };
  for await (const brand of stores.brands.all()) {
    const end = dayBounds(to, brand.timeZone).endMs;
    for (let at = startOfHour(hourOf(dayBounds(from, brand.timeZone).startMs)); at < end; at += HOUR_MS) {
      const hour = hourOf(at);
      for (const { partition } of await stores.clicks.listPartitionsOfHour(hour, brand.id)) {
        const moved = await movedClicks({ brandId: brand.id, partition }, deps, seen);
        if (apply && moved.length > 0) await storeAgain(moved, partition, deps);
      }
      show(`${brand.name} ${hour}: ${seen.clicks} clicks, ${seen.moved} move`);
    }
  }
  if (apply) await sealDue(countingDeps(stores));
  return seen;
}

async function movedClicks(
  { brandId, partition }: { brandId: string; partition: RawPartition },
  { stores }: RejudgeDeps,
  seen: Rejudged,
): Promise<Click[]> {
  const standing = await findStanding(stores.counts, brandId, partition, stores.now());
  const stored = await stores.clicks.listPartition(partition);
  if (standing && standing.tally.hits > stored.length) {
    seen.expired += stored.length;
    return [];
  }
  const moved: Click[] = [];
  for (const before of stored) {
    const after = judgeAgain(before);
    seen.clicks++;
    if (isDeepStrictEqual(judgement(before), judgement(after))) continue;
    const move = moveOf(before.verdict, after.verdict);
    seen.moves.set(move, (seen.moves.get(move) ?? 0) + 1);
    seen.moved++;
    moved.push(after);
  }
  return moved;
}

/** Marked before too: a death between storing and marking must not leave the old counts standing. */
async function storeAgain(clicks: Click[], partition: RawPartition, { stores, drain }: RejudgeDeps) {
  const brandId = clicks[0]?.brandId ?? '';
  await markRefold(stores.counts, brandId, partition, stores.newToken());
  await drainClicks(clicks, drain);
  await markRefold(stores.counts, brandId, partition, stores.newToken());
}

const judgement = ({ verdict, referrerOnly }: Click) => ({ verdict, referrerOnly });

function moveOf(before: Verdict, after: Verdict): string {
  const [from, to] = [describe(before), describe(after)];
  return from === to ? `${from}: other details (device, system, evidence)` : `${from} → ${to}`;
}

function describe(verdict: Verdict): string {
  if (verdict.kind === 'excluded') return `excluded ${verdict.reason}`;
  return verdict.app ? `${verdict.channel}/${verdict.app}` : verdict.channel;
}

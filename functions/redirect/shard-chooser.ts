import { hash } from 'node:crypto';
import { MINUTE_MS } from '../../shared/domain/time/units.ts';

/** Write shards of a hot link: 16 × 1,000 writes a second. */
export const SHARDS = 16;
/** More clicks than this in one second, seen by one instance, make a link hot until the minute is over. */
const HOT_PER_SECOND = 5;
const MAX_LINKS = 10_000;

/**
 * Shard 0 for a quiet link; for a hot one a shard by visitor, so that one visitor's taps stay together and repeats
 * are found when the partition is folded.
 */
export type ShardChooser = (linkId: string, visitor: string | undefined, at: number) => number;

export function createShardChooser(): ShardChooser {
  const links = new Map<string, { second: number; count: number; hotUntil: number }>();
  let anonymous = 0;
  return function chooseShard(linkId, visitor, at) {
    const second = Math.floor(at / 1_000);
    const seen = links.get(linkId) ?? { second, count: 0, hotUntil: 0 };
    if (seen.second !== second) {
      seen.second = second;
      seen.count = 0;
    }
    seen.count++;
    if (seen.count > HOT_PER_SECOND) seen.hotUntil = at + MINUTE_MS;
    if (links.size >= MAX_LINKS && !links.has(linkId)) links.clear();
    links.set(linkId, seen);
    if (at >= seen.hotUntil) return 0;
    return visitor === undefined ? anonymous++ % SHARDS : shardOfVisitor(visitor);
  };
}

const shardOfVisitor = (visitor: string): number => hash('sha1', visitor, 'binary').charCodeAt(0) % SHARDS;

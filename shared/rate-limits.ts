import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import {
  type BucketAnswer,
  type BucketRule,
  type BucketState,
  takeFromBucket,
} from './domain/token-bucket.ts';

/** Names that are remembered at once; the one that was quiet longest begins anew. */
const MOST_BUCKETS = 20_000;

/** May this name have one more at that moment (epoch ms)? */
export type RateLimit = (name: string, now: number) => BucketAnswer;

/**
 * A token bucket per name, in this process: many processes allow many times the rate, which is fine for what it is
 * for, a runaway script.
 */
export function createRateLimit(rule: BucketRule): RateLimit {
  const buckets = new LRUCache<string, BucketState>({ max: MOST_BUCKETS });
  return (name, now) => {
    const taken = takeFromBucket(buckets.get(name), now, rule);
    buckets.set(name, taken.state);
    return taken;
  };
}

/** What is remembered of a client's address: nobody reads it back out of this. */
export const addressName = (address: string): string =>
  createHash('sha256').update(address).digest('base64url').slice(0, 16);

/** What an address may do without a key. */
const RULES = {
  /** Volunteering, by the form or by a program. */
  applications: { capacity: 6, perSecond: 0.1 },
  /** What a site script tells: a page or two a second of one household. */
  tellings: { capacity: 120, perSecond: 2 },
  /** Keys that open nothing: a mistyped one is tried again at once, a guessing program is not served. */
  wrongKeys: { capacity: 30, perSecond: 0.5 },
} satisfies Record<string, BucketRule>;

/** How long the caller has to wait before the next try, in seconds; 0: this one is fine. */
export type AddressLimits = Readonly<Record<keyof typeof RULES, (address: string, now: number) => number>>;

/** One set for the API and the pages of a process: the form and the API count the same tries. */
export function createAddressLimits(): AddressLimits {
  const limitOf = (rule: BucketRule) => {
    const limit = createRateLimit(rule);
    return (address: string, now: number) => limit(addressName(address), now).retryAfterSeconds;
  };
  const { applications, tellings, wrongKeys } = RULES;
  return {
    applications: limitOf(applications),
    tellings: limitOf(tellings),
    wrongKeys: limitOf(wrongKeys),
  };
}

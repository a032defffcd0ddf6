import { createHash } from 'node:crypto';
import { type BucketRule, type BucketState, takeFromBucket } from './domain/token-bucket.ts';

const MOST_BUCKETS = 5_000;

/** How long the caller has to wait before the next try, in seconds; 0: this one is fine. */
export type AddressLimit = (address: string, now: number) => number;

/** A token bucket per address, in this process; addresses are hashed and forgotten. */
export function createAddressLimit(rule: BucketRule): AddressLimit {
  const buckets = new Map<string, BucketState>();
  return (address, now) => {
    const name = createHash('sha256').update(address).digest('base64url').slice(0, 16);
    const taken = takeFromBucket(buckets.get(name), now, rule);
    buckets.delete(name);
    buckets.set(name, taken.state);
    if (buckets.size > MOST_BUCKETS) buckets.delete(buckets.keys().next().value ?? '');
    return taken.retryAfterSeconds;
  };
}

/** Per address and minute: volunteering, by the form or by a program. */
const SUBMISSIONS = { capacity: 6, perSecond: 0.1 };
/** What a site script tells: a page or two a second of one household. */
const TELLINGS = { capacity: 120, perSecond: 2 };
/** Keys that open nothing: a mistyped one is tried again at once, a guessing program is not served. */
const WRONG_KEYS = { capacity: 30, perSecond: 0.5 };

const limits = () => ({
  applications: createAddressLimit(SUBMISSIONS),
  tellings: createAddressLimit(TELLINGS),
  wrongKeys: createAddressLimit(WRONG_KEYS),
});
const byClient = new WeakMap<object, ReturnType<typeof limits>>();

/** One set for all that share a client: the form and the API count the same tries. */
export function addressLimitsOf(client: object): ReturnType<typeof limits> {
  const known = byClient.get(client) ?? limits();
  byClient.set(client, known);
  return known;
}

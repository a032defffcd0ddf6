import { type BucketRule, type BucketState, takeFromBucket } from '../../../shared/domain/token-bucket.ts';
import { Refusal } from './refusal.ts';

export const DEFAULT_RATE_LIMIT: BucketRule = { capacity: 600, perSecond: 100 };
const MOST_BUCKETS = 20_000;

export type RateLimiter = (name: string, now: number) => Record<string, string>;

/**
 * A token bucket per name, in this process: many processes allow many times the rate, which is fine for what it is
 * for, a runaway script. Returns the RateLimit headers, throws 429.
 */
export function createRateLimiter(rule: BucketRule): RateLimiter {
  const buckets = new Map<string, BucketState>();
  const policy = `"default";q=${rule.capacity};w=${Math.ceil(rule.capacity / rule.perSecond)}`;
  return (name, now) => {
    const taken = takeFromBucket(buckets.get(name), now, rule);
    buckets.delete(name);
    buckets.set(name, taken.state);
    if (buckets.size > MOST_BUCKETS) buckets.delete(buckets.keys().next().value ?? '');
    const refill = Math.ceil((rule.capacity - taken.state.level) / rule.perSecond);
    const headers = { 'ratelimit-policy': policy, ratelimit: `"default";r=${taken.remaining};t=${refill}` };
    if (taken.allowed) return headers;
    throw new Refusal(429, 'too-many-requests', 'More requests than this key may make; wait a little.', {
      headers: { ...headers, 'retry-after': String(taken.retryAfterSeconds) },
    });
  };
}

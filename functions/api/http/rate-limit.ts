import type { BucketRule } from '../../../shared/domain/token-bucket.ts';
import { createRateLimit } from '../../../shared/rate-limits.ts';
import { Refusal } from './refusal.ts';

export const DEFAULT_RATE_LIMIT: BucketRule = { capacity: 600, perSecond: 100 };

/** The RateLimit headers of an answer. Throws 429. */
export type Limiting = (name: string, now: number) => Record<string, string>;

/** Requests of one key, or of one address on public routes. */
export function limitRequests(rule: BucketRule): Limiting {
  const take = createRateLimit(rule);
  const policy = `"default";q=${rule.capacity};w=${Math.ceil(rule.capacity / rule.perSecond)}`;
  return (name, now) => {
    const { allowed, remaining, state, retryAfterSeconds } = take(name, now);
    const refill = Math.ceil((rule.capacity - state.level) / rule.perSecond);
    const headers = { 'ratelimit-policy': policy, ratelimit: `"default";r=${remaining};t=${refill}` };
    if (allowed) return headers;
    throw new Refusal(429, 'too-many-requests', 'More requests than this key may make; wait a little.', {
      headers: { ...headers, 'retry-after': String(retryAfterSeconds) },
    });
  };
}

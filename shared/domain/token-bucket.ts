/** A bucket holds `capacity` requests and fills at `perSecond`. State: how full it was, and when. */
export type BucketState = { level: number; at: number };
export type BucketRule = { capacity: number; perSecond: number };
export type BucketAnswer = {
  state: BucketState;
  allowed: boolean;
  remaining: number;
  retryAfterSeconds: number;
};

/** Takes `cost` requests out at `now` (epoch ms). A clock that runs backwards neither fills nor empties. */
export function takeFromBucket(
  before: BucketState | undefined,
  now: number,
  rule: BucketRule,
  cost = 1,
): BucketAnswer {
  const elapsed = before ? Math.max(0, now - before.at) / 1_000 : 0;
  const level = before ? Math.min(rule.capacity, before.level + elapsed * rule.perSecond) : rule.capacity;
  const at = before ? Math.max(before.at, now) : now;
  const allowed = level >= cost;
  const left = allowed ? level - cost : level;
  return {
    state: { level: left, at },
    allowed,
    remaining: Math.floor(left),
    retryAfterSeconds: allowed ? 0 : Math.max(1, Math.ceil((cost - level) / rule.perSecond)),
  };
}

import { randomFillSync } from 'node:crypto';

const POOL_BYTES = 8_192;

/** Cryptographic bytes, fetched from the system by the pool: one call for a thousand clicks. No byte is given twice. */
export function pooledRandom(): (count: number) => Uint8Array {
  let pool = Buffer.alloc(0);
  let used = 0;
  return (count) => {
    if (used + count > pool.length) {
      pool = randomFillSync(Buffer.alloc(Math.max(POOL_BYTES, count)));
      used = 0;
    }
    used += count;
    return pool.subarray(used - count, used);
  };
}

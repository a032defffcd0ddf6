export type CanaryDeps = {
  /** Opens the canary link without following it. */
  open: () => Promise<{ status: number; location: string }>;
  /** Hits counted on the canary link on a UTC day, `YYYY-MM-DD`. */
  countDay: (day: string) => Promise<number>;
  /** Epoch ms. */
  now: () => number;
};

/** Counting is done by then, spill and seal included. */
const ASKED_AT = '02:00';

/**
 * Clicks the canary link as a follower would; once a day also asks how many of yesterday's clicks were counted.
 * Throws when the answer is no redirect that names a click.
 */
export async function clickCanary({ open, countDay, now }: CanaryDeps): Promise<{ yesterday?: number }> {
  const at = now();
  const { status, location } = await open();
  if (status !== 302 || !location.includes('vclid=')) throw new Error(`the canary link answered ${status}`);
  if (new Date(at).toISOString().slice(11, 16) !== ASKED_AT) return {};
  return { yesterday: await countDay(new Date(at - 86_400_000).toISOString().slice(0, 10)) };
}

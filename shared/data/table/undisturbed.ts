/**
 * Repeats an attempt in whose way others may come, until one gets through: read, decide, write under the condition
 * that nobody wrote in between. With fifty writers on one item a few dozen attempts are lost at most.
 */
export async function undisturbed<T>(
  what: string,
  attempt: () => Promise<{ done: T } | undefined>,
  most = 100,
): Promise<T> {
  for (let made = 0; made < most; made++) {
    const outcome = await attempt();
    if (outcome) return outcome.done;
  }
  throw new Error(`${what}: ${most} others came in between`);
}

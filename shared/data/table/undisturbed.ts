/**
 * Repeats an attempt in whose way others may come, until one gets through: read, decide, write under the condition
 * that nobody wrote in between. `undefined`: somebody did. Throws Disturbed after `most`; with fifty writers on one item a few dozen attempts are lost at most.
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
  throw new Disturbed(what, most);
}

/** Nothing was decided: the edge turns this into 503, and whoever asks again may get through. */
export class Disturbed extends Error {
  constructor(what: string, most: number) {
    super(`${what}: ${most} others came in between`);
    this.name = 'Disturbed';
  }
}

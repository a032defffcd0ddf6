/** Few are not worth sorting for. */
const FEW = 1_000;

/**
 * Puts what a log tells into the order of time, ties by id: servers write a line when its answer is done, and several
 * at once write as they like. Whatever comes more than `slackMs` too late stays late.
 */
export function createTimeOrder<T extends { at: number; id: string }>(slackMs: number) {
  const held: T[] = [];
  let newest = Number.NEGATIVE_INFINITY;
  let enough = FEW;

  function release(until: number): T[] {
    held.sort((one, other) => one.at - other.at || (one.id < other.id ? -1 : 1));
    const first = held.findIndex(({ at }) => at > until);
    const released = held.splice(0, first < 0 ? held.length : first);
    enough = Math.max(FEW, 2 * held.length);
    return released;
  }

  return {
    /** What is now sure to have nothing older behind it. */
    add(item: T): T[] {
      held.push(item);
      newest = Math.max(newest, item.at);
      return held.length < enough ? [] : release(newest - slackMs);
    },
    /** The others, when nothing more comes. */
    rest: (): T[] => release(Number.POSITIVE_INFINITY),
  };
}

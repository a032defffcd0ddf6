/** While clicks wait to be carried in, bookkeeping rests so many times as long as it took: it would soon be stale. */
const REST_FACTOR = 4;

/** Work that is left out for a while when there is a `backlog` of clicks that aren't in the table yet. */
export function inTurns(work: () => Promise<void>, now: () => number): (backlog: boolean) => Promise<void> {
  let nextTurn = 0;
  return async function turn(backlog) {
    if (backlog && now() < nextTurn) return;
    const started = now();
    await work();
    nextTurn = now() + (now() - started) * REST_FACTOR;
  };
}

/** Whether something is waited for, but never for longer than this at a stretch: others wait behind it. */
export function forAtMost(milliseconds: number, waits: () => boolean, now: () => number): () => boolean {
  let since: number | undefined;
  return function stillWaits() {
    since = waits() ? (since ?? now()) : undefined;
    return since !== undefined && now() - since < milliseconds;
  };
}

/** Stopping takes a fraction of a second; what is left after this is safe on disk anyway. */
const STOP_DEADLINE_MS = 5_000;
const LOOK_FOR_PARENT_MS = 250;

/** Runs `stop` once, on Ctrl-C, on SIGTERM and SIGHUP, and when the npm that started us is gone; then ends. Has it begun? */
export function stopOnSignal(stop: () => Promise<void>): () => boolean {
  let stopping = false;
  const begin = () => {
    if (stopping) process.exit(130);
    stopping = true;
    setTimeout(() => process.exit(1), STOP_DEADLINE_MS).unref();
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, begin);
  if (process.env.npm_lifecycle_event) whenParentIsGone(() => stopping || begin());
  return () => stopping;
}

/**
 * npm runs us through a shell, and the shell ends by a signal without handing it on: who stopped `npm start` would
 * leave us running, and holding the data folder.
 */
function whenParentIsGone(then: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    then();
  }, LOOK_FOR_PARENT_MS);
  timer.unref();
}

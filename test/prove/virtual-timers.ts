const realSetTimeout = globalThis.setTimeout;

/**
 * Runs work in which no real time passes: a pause between two attempts is over as soon as everybody else waits, and
 * nobody is ever too late (a store call that hears nothing belongs to a process that was killed). Without this a busy
 * machine would decide what a seed should.
 */
export async function withoutRealTime<T>(work: () => Promise<T>): Promise<T> {
  const never = realSetTimeout(() => {}, 0);
  const virtual = (callback: (...given: unknown[]) => void) => {
    if (callback.name === 'tooLate') return never;
    setImmediate(callback);
    return never;
  };
  globalThis.setTimeout = virtual as unknown as typeof setTimeout;
  try {
    return await work();
  } finally {
    globalThis.setTimeout = realSetTimeout;
  }
}

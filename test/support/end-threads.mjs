/**
 * Loaded before the product: ends one of its threads on a signal, as a full disk or a bug would, between any two of its
 * instructions. SIGUSR2 the first that was started (the engine), SIGIO the second (the API), SIGWINCH the third (the
 * background).
 */
import { isMainThread } from 'node:worker_threads';

if (isMainThread) {
  const threads = [];
  process.on('worker', (thread) => threads.push(thread));
  for (const [at, signal] of ['SIGUSR2', 'SIGIO', 'SIGWINCH'].entries())
    process.on(signal, () => void threads[at]?.terminate());
}

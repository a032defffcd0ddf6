import { Worker } from 'node:worker_threads';
import type { BackgroundData, FromBackground } from './background.ts';

/** When the thread was last heard, and when it last had nothing to carry in or carried some (steady milliseconds). */
export type BackgroundState = { heardAt: number; carriedAt: number };

/** What the operator should hear: a turn that failed, clicks by which a sealed hour differed. */
export type FromThread = Extract<FromBackground, { failed: string } | { drift: number }>;

export type Background = { state: () => BackgroundState; stop: () => Promise<void> };

const STARTED_AGAIN_MS = 1_000;
/** A mail that is on its way is finished, if its server is no slower than this. */
const FINISHING_MS = 1_500;

/** The background thread, started again when it dies: its work lies in the tables and the journal. */
export function runBackground(
  data: BackgroundData,
  { routeChanged, heard }: { routeChanged: (slug: string) => void; heard: (message: FromThread) => void },
): Background {
  let stopping = false;
  const state = { heardAt: performance.now(), carriedAt: performance.now() };
  let worker = launch();

  function launch(): Worker {
    const started = new Worker(new URL('./background-worker.mjs', import.meta.url), { workerData: data });
    started.on('message', (message: FromBackground) => {
      state.heardAt = performance.now();
      if ('carriedAgo' in message) state.carriedAt = performance.now() - message.carriedAgo;
      else if ('routeChanged' in message) routeChanged(message.routeChanged);
      else if (!('stopped' in message)) heard(message);
    });
    started.on('error', (reason) => heard({ failed: `the background thread ended: ${String(reason)}` }));
    started.on('exit', () => {
      if (!stopping) setTimeout(relaunch, STARTED_AGAIN_MS);
    });
    return started;
  }

  function relaunch(): void {
    if (!stopping) worker = launch();
  }

  return {
    state: () => state,
    async stop() {
      stopping = true;
      await finished(worker);
      await worker.terminate();
    },
  };
}

function finished(worker: Worker): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, FINISHING_MS);
    const done = () => {
      clearTimeout(timer);
      resolve();
    };
    worker.once('exit', done);
    worker.on('message', (message: FromBackground) => {
      if ('stopped' in message) done();
    });
    worker.postMessage('stop');
  });
}

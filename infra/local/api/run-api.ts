import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { THREAD_MEMORY } from '../engine/thread-memory.ts';
import type { ApiData } from './api-thread.ts';
import type { FromApi, Questions, ToApi } from './between.ts';
import type { Behind } from './hand-over.ts';

/** What the first thread does with what it hears. */
type Hearing = {
  routeChanged: (slug: string) => void;
  /** The thread ended by itself. */
  failed: (reason: string) => void;
  questions: Questions;
};

const STARTED_AGAIN_MS = 500;

/**
 * The API's thread, started when it is known where the product is found, and again when it dies. What it is asked
 * before it listens waits.
 */
export function createApiThread(data: Omit<ApiData, 'port' | 'publicUrl'>, hearing: Hearing) {
  let running: ReturnType<typeof launch> | undefined;
  let stopping = false;
  let listening = aSign();

  function start(publicUrl: string): void {
    if (stopping) return;
    running = launch({ ...data, publicUrl }, (message, port) => {
      if ('listening' in message) listening.give();
      else take(message, port, hearing);
    });
    running.worker.on('error', (reason) => hearing.failed(`the API's thread ended: ${String(reason)}`));
    running.worker.once('exit', () => {
      listening = aSign();
      setTimeout(start, STARTED_AGAIN_MS, publicUrl);
    });
  }

  const behind: Behind = {
    socketPath: data.socketPath,
    ready: () => listening.given,
    hear: () => running?.hearAll(),
  };
  return {
    behind,
    start,
    async stop(): Promise<void> {
      stopping = true;
      await running?.worker.terminate();
    },
  };
}

/** Something that is waited for until somebody gives it. */
function aSign() {
  let give = (): void => {};
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give };
}

function launch(data: Omit<ApiData, 'port'>, hear: (message: FromApi, port: MessagePort) => void) {
  const { port1, port2 } = new MessageChannel();
  const url = new URL('./api-worker.mjs', import.meta.url);
  const worker = new Worker(url, {
    workerData: { ...data, port: port2 },
    transferList: [port2],
    resourceLimits: THREAD_MEMORY,
  });
  port1.on('message', (message: FromApi) => hear(message, port1));
  worker.once('exit', () => port1.close());
  const hearAll = (): void => {
    for (let found = receiveMessageOnPort(port1); found; found = receiveMessageOnPort(port1))
      hear(found.message, port1);
  };
  return { worker, hearAll };
}

function take(message: Exclude<FromApi, { listening: true }>, port: MessagePort, hearing: Hearing): void {
  if ('routeChanged' in message) {
    hearing.routeChanged(message.routeChanged);
    return;
  }
  const { id, asks } = message;
  const answer = (said: ToApi) => port.postMessage(said);
  hearing.questions[asks]().then(
    (told) => answer({ id, told }),
    (reason) => answer({ id, failed: String(reason) }),
  );
}

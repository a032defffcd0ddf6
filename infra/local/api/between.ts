import type { MessagePort } from 'node:worker_threads';
import type { MachineHealth } from '../watch/health.ts';

/**
 * What the listener and the API's thread tell each other besides HTTP. One table: who tells what, in which form.
 * `routeChanged` is posted before the answer to the change is written, so it has arrived when the answer has.
 */
export type FromApi = { listening: true } | { routeChanged: string } | { id: number; asks: keyof Questions };
export type ToApi = { id: number; told: unknown } | { id: number; failed: string };

/** What only the process's first thread knows. */
export type Questions = {
  health: () => Promise<MachineHealth>;
  metrics: () => Promise<{ body: string; type: string }>;
};

/** Set by the listener alone: the other end of the connection. Whatever a client calls so is taken off. */
export const PEER_HEADER = 'x-vouch-peer';
/** Set by the API's thread on every answer: the pattern of the route that made it; taken off before the answer leaves. */
export const ROUTE_HEADER = 'x-vouch-route';

/** Asks the first thread over a port. */
export function askOver(port: MessagePort): <Q extends keyof Questions>(asks: Q) => ReturnType<Questions[Q]> {
  const waiting = new Map<number, (answer: ToApi) => void>();
  let asked = 0;
  port.on('message', (answer: ToApi) => {
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });
  return (asks) => {
    const told = new Promise<unknown>((resolve, reject) => {
      const id = asked++;
      waiting.set(id, (answer) =>
        'told' in answer ? resolve(answer.told) : reject(new Error(answer.failed)),
      );
      port.postMessage({ id, asks } satisfies FromApi);
    });
    return told as ReturnType<Questions[typeof asks]>;
  };
}

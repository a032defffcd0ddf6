import { type Random, randomInt } from '../../shared/domain/statistics/seeded-random.ts';
import type { Interference } from './memory-store.ts';

type Pending = {
  process: number;
  commit: () => unknown;
  resolve: (value: never) => void;
  reject: (reason: unknown) => void;
};
export type Fate = 'done' | 'refused' | 'unheard' | 'killed before' | 'killed after';

/**
 * Decides which store call of which process happens next, and what becomes of it. Between two decisions everything
 * runs until it waits for the store again, so one seed is one history. A killed process simply never hears back.
 */
export function createScheduler(random: Random) {
  let pending: Pending[] = [];
  const busy = new Set<number>();
  let processes = 0;
  let steps = 0;

  function interfereFor(process: number): Interference {
    return (_operation, commit) =>
      new Promise((resolve, reject) => {
        pending.push({ process, commit, resolve: resolve as Pending['resolve'], reject });
      });
  }

  function commitTo(call: Pending): void {
    try {
      call.resolve(call.commit() as never);
    } catch (reason) {
      call.reject(reason);
    }
  }

  function kill(process: number): void {
    for (const call of pending.filter((one) => one.process === process)) if (random() < 0.5) attempt(call);
    pending = pending.filter((call) => call.process !== process);
    busy.delete(process);
  }

  /** Committed, and nobody hears how it went. */
  function attempt(call: Pending): void {
    try {
      call.commit();
    } catch {
      // A broken condition that nobody hears of.
    }
  }

  function decide(call: Pending, fate: Fate): void {
    if (fate === 'done') commitTo(call);
    if (fate === 'refused') call.reject(new Error('refused'));
    if (fate === 'unheard' || fate === 'killed after') attempt(call);
    if (fate === 'unheard') call.reject(new Error('unheard'));
    if (fate === 'killed before' || fate === 'killed after') kill(call.process);
  }

  return {
    get steps() {
      return steps;
    },
    isBusy: (process: number) => busy.has(process),
    waiting: () => pending.length,
    /** Starts a process that lives until its work ends, well or badly, or until it is killed. */
    start(work: (interfere: Interference) => Promise<unknown>): number {
      const process = ++processes;
      busy.add(process);
      const over = () => busy.delete(process);
      work(interfereFor(process)).then(over, over);
      return process;
    },
    /** One store call, drawn from all that wait. */
    step(fateOf: () => Fate): void {
      if (pending.length === 0) return;
      const [call] = pending.splice(randomInt(random, 0, pending.length - 1), 1);
      steps++;
      if (call) decide(call, fateOf());
    },
    /** Everybody runs until they wait for the store. */
    quiet: () => new Promise<void>((resolve) => setImmediate(resolve)),
  };
}

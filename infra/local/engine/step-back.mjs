import { readdirSync, readFileSync } from 'node:fs';
import { getPriority, setPriority } from 'node:os';

const LAST = 19;
/** What answers a question or reads the tables; what only counts goes behind that. */
export const BEHIND_FOLLOWERS = 6;
export const BEHIND_ANSWERS = 8;

/**
 * Followers' redirects go before what this thread does: on Linux the priority is the thread's own. So many steps from where
 * the process was started, as only root may go forward.
 */
export const stepBack = (steps) => setPriority(0, stepsFrom(steps));

/**
 * V8's own threads, which compile and collect for all others, go back as far: they begin where the process was started, and
 * what they did for a report held followers up (p99 of a tap beside a reader: 11 ms, 6.5 with them). Elsewhere than on Linux
 * threads have no names to be found by.
 */
export function stepV8Back(steps) {
  const to = stepsFrom(steps);
  for (const thread of namedThreads('V8Worker')) setPriority(thread, to);
}

const stepsFrom = (steps) => Math.min(LAST, getPriority(0) + steps);

/** @returns {number[]} */
function namedThreads(name) {
  const folder = '/proc/self/task';
  try {
    return readdirSync(folder)
      .filter((thread) => readFileSync(`${folder}/${thread}/comm`, 'utf8').trim() === name)
      .map(Number);
  } catch {
    return [];
  }
}

import { getPriority, setPriority } from 'node:os';

const LAST = 19;

/**
 * Followers' redirects go before what this thread does: on Linux the priority is the thread's own. So many steps from where
 * the process was started, as only root may go forward.
 */
export const stepBack = (steps) => setPriority(0, Math.min(LAST, getPriority(0) + steps));

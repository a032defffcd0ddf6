import { countingOf } from '../../functions/seal/counting.ts';
import type { SealDeps } from '../../functions/seal/seal.ts';
import type { LocalStores } from './clients.ts';

export const now = (): number => Date.now();

/**
 * How the counting is done on this machine; the commands that recount use the same. A sealed hour is only marked for
 * export: writing it out has thirty days' time, and counting goes first.
 */
export const countingDeps = (stores: LocalStores): SealDeps => ({
  ...countingOf(stores),
  exportHour: (hour, brandId) => stores.counts.markDirty('export', brandId, hour, stores.newToken()),
});

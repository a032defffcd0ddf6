import type { Run } from './run.ts';

/** A request to DynamoDB in its region, seen from the function. Assumed, as in test/cost/cost.ts. */
export const REQUEST_MS = 5;
/** So many MB are a core: docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html */
export const MB_A_CORE = 1_769;
/** infra/aws/vouch-stack.ts: two per cent of a thousand concurrent executions. */
export const WORKERS = 20;

/** infra/aws/vouch-stack.ts: memory of recount and seal; their timeouts. */
export const MEMORY_MB = 1_024;
export const SEAL_TIMEOUT_S = 300;
export const RECOUNT_TIMEOUT_S = 180;
/** Requests that are under way at once: functions/seal/read-piece.ts, shared/data/counts/recount-many.ts. */
export const READ_LANES = 8;
export const RECOUNT_LANES = 16;

/** Seconds in AWS: what waits for the table, so many lanes at once, and our own CPU on the share of a core that this memory has. */
export const secondsOf = (
  { requests, cpuMs }: Pick<Run, 'requests' | 'cpuMs'>,
  { lanes, memoryMb }: { lanes: number; memoryMb: number },
): number =>
  (requests * REQUEST_MS) / lanes / 1_000 + (cpuMs * MB_A_CORE) / Math.min(memoryMb, MB_A_CORE) / 1_000;

/** The same of recount and seal. */
export const seconds = (run: Pick<Run, 'requests' | 'cpuMs'>, lanes: number): number =>
  secondsOf(run, { lanes, memoryMb: MEMORY_MB });

export const count = (amount: number): string =>
  amount.toLocaleString('en', { maximumFractionDigits: amount < 10 ? 1 : 0 });
export const dollars = (amount: number): string => amount.toLocaleString('en', { maximumFractionDigits: 0 });

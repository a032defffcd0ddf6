import type { Run } from './measure-scale.ts';

/** A request to DynamoDB in its region, seen from the function. Assumed, as in test/cost/cost.ts. */
export const REQUEST_MS = 5;
/** So many MB are a core: docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html */
export const MB_A_CORE = 1_769;
/** infra/aws/vouch-stack.ts: two per cent of a thousand concurrent executions. */
export const WORKERS = 20;

/** Seconds in AWS: what waits for the table, so many lanes at once, and our own CPU on the share of a core that this memory has. */
export const secondsOf = (
  { requests, cpuMs }: Pick<Run, 'requests' | 'cpuMs'>,
  { lanes, memoryMb }: { lanes: number; memoryMb: number },
): number =>
  (requests * REQUEST_MS) / lanes / 1_000 + (cpuMs * MB_A_CORE) / Math.min(memoryMb, MB_A_CORE) / 1_000;

export const count = (amount: number): string =>
  amount.toLocaleString('en', { maximumFractionDigits: amount < 10 ? 1 : 0 });
export const dollars = (amount: number): string => amount.toLocaleString('en', { maximumFractionDigits: 0 });

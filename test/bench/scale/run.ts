import type { RunningLambda } from '../../support/lambda-runtime.ts';
import type { ScaleFront } from './front.ts';

/** One run of a function: requests to DynamoDB, CPU of its process, and the most memory that the process ever held. */
export type Run = { requests: number; cpuMs: number; wallMs: number; peakMb: number };

/** One invocation, and what it took. */
export async function measured(fn: RunningLambda, front: ScaleFront, event: unknown) {
  front.counted();
  const before = fn.spent();
  const began = performance.now();
  const answer = await fn.invoke(event);
  const wallMs = performance.now() - began;
  const after = fn.spent();
  const requests = Object.values(front.counted()).reduce((sum, count) => sum + count, 0);
  return { answer, run: { requests, cpuMs: after.cpuMs - before.cpuMs, wallMs, peakMb: after.peakMb } };
}

export const NO_RUN: Run = { requests: 0, cpuMs: 0, wallMs: 0, peakMb: 0 };

export function meanOf(runs: readonly Run[]): Run {
  const mean = (pick: (run: Run) => number) =>
    runs.reduce((sum, run) => sum + pick(run), 0) / (runs.length || 1);
  return {
    requests: mean(({ requests }) => requests),
    cpuMs: mean(({ cpuMs }) => cpuMs),
    wallMs: mean(({ wallMs }) => wallMs),
    peakMb: Math.max(0, ...runs.map(({ peakMb }) => peakMb)),
  };
}

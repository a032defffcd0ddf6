import { readFileSync } from 'node:fs';

const TICK_MS = 10;

/**
 * CPU that a process has used, user and system, ms: of all its threads, or of its main one. Linux only, in ticks of
 * 10 ms (proc(5): utime and stime, behind a name that may hold brackets).
 */
export function cpuUsedMs(pid: number | undefined, of: 'process' | 'main thread' = 'process'): number {
  const text = readFileSync(of === 'process' ? `/proc/${pid}/stat` : `/proc/${pid}/task/${pid}/stat`, 'utf8');
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

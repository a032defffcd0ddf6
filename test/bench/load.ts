import { execFileSync, spawn } from 'node:child_process';

export type Load = { perSecond: number; p50Ms: number; p99Ms: number; answered: number; failed: number };

/** Is Debian's wrk there? The load must cost less than what it measures. */
export function hasWrk(): boolean {
  try {
    execFileSync('wrk', ['--version'], { stdio: 'ignore' });
    return true;
  } catch (reason) {
    return (reason as NodeJS.ErrnoException).code !== 'ENOENT';
  }
}

/** One run of wrk against loopback, bounded in time. */
export function load(url: string, connections: number, seconds: number, slugs: string[] = []): Promise<Load> {
  const script = new URL('./followers.lua', import.meta.url).pathname;
  const args = ['-t1', `-c${connections}`, `-d${seconds}s`, '--latency', '-s', script, url];
  const child = spawn('wrk', args, { env: { ...process.env, BENCH_SLUGS: slugs.join(',') || 'x' } });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => resolve(readWrk(output)));
  });
}

function readWrk(output: string): Load {
  const number = (pattern: RegExp) => Number(pattern.exec(output)?.[1] ?? 0);
  const latency = (percent: string) => {
    const [, value = '0', unit = 'ms'] = new RegExp(`${percent}%\\s+([\\d.]+)(us|ms|s)`).exec(output) ?? [];
    return Number(value) * (unit === 'us' ? 0.001 : unit === 's' ? 1_000 : 1);
  };
  return {
    perSecond: number(/Requests\/sec:\s+([\d.]+)/),
    p50Ms: latency('50'),
    p99Ms: latency('99'),
    answered: number(/(\d+) requests in/),
    failed: number(/Non-2xx or 3xx responses: (\d+)/),
  };
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Gauges, Tallies } from './metrics.ts';

/** A redirect takes under a millisecond, a report a second. */
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
const PARTS = ['engine', 'journal', 'background'] as const;

/** Prometheus' text of what was tallied. Every label's values are a short list of ours: no address, brand or slug. */
export function writeMetrics(tallies: Tallies, gauges: Gauges, about: Record<string, string>) {
  const registry = new Registry();
  putCounters(registry, tallies);
  putProcess(registry, about);
  putState(registry, gauges);
  const duration = new Histogram({
    name: 'vouch_request_duration_seconds',
    help: 'How long answers took, by area; measured since /metrics was first asked for.',
    labelNames: ['area'],
    buckets: SECONDS,
    registers: [registry],
  });
  return {
    observe: (area: string, seconds: number): void => duration.observe({ area }, seconds),
    text: async () => ({ body: await registry.metrics(), type: registry.contentType }),
  };
}

function putCounters(registry: Registry, tallies: Tallies): void {
  const put = (name: string, help: string, tally: Tallies[keyof Tallies], labelNames: string[] = []) =>
    new Counter({
      name,
      help,
      labelNames,
      registers: [registry],
      collect() {
        this.reset();
        for (const { labels, value } of tally.all()) this.inc(labels, value);
      },
    });
  const labels = ['route', 'method', 'status'];
  put('vouch_requests_total', 'Requests answered, by the pattern of their path.', tallies.requests, labels);
  put('vouch_clicks_kept_total', 'Hits of links kept, by the place that took them.', tallies.clicksKept, [
    'place',
  ]);
  put('vouch_audit_drift_total', 'Clicks by which sealed hours differed from their count.', tallies.drift);
  put('vouch_background_failures_total', 'Turns of background work that failed.', tallies.failures);
}

function putState(registry: Registry, { health, carriedAgo, rescued }: Gauges): void {
  const put = gaugesIn(registry);
  new Gauge({
    name: 'vouch_part_up',
    help: '1 while the part is well, as /healthz asks.',
    labelNames: ['part'],
    registers: [registry],
    async collect() {
      const now = await health();
      for (const part of PARTS) this.set({ part }, now.status === 'unwell' && part in now.parts ? 0 : 1);
    },
  });
  put('vouch_clicks_waiting_seconds', 'Since clicks were last carried in, or none waited.', carriedAgo);
  put('vouch_clicks_rescued', 'Clicks that wait for npm run replay in a file of the data folder.', rescued);
}

function putProcess(registry: Registry, about: Record<string, string>): void {
  const put = gaugesIn(registry);
  const info = new Gauge({
    name: 'vouch_info',
    help: 'What runs here.',
    labelNames: Object.keys(about),
    registers: [registry],
  });
  info.set(about, 1);
  new Counter({
    name: 'process_cpu_seconds_total',
    help: 'CPU time of this process.',
    registers: [registry],
    collect() {
      const { user, system } = process.cpuUsage();
      this.reset();
      this.inc((user + system) / 1e6);
    },
  });
  put('process_resident_memory_bytes', 'Memory of this process.', () => process.memoryUsage.rss());
  put('process_start_time_seconds', 'When it started.', () => performance.timeOrigin / 1_000);
}

const gaugesIn =
  (registry: Registry) =>
  (name: string, help: string, read: () => number): Gauge =>
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });

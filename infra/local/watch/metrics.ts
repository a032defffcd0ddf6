import { ZONE_RULES } from '../../../shared/domain/time/zone-rules.ts';
import type { MachineHealth } from './health.ts';
import { REDIRECT_ROUTE, type WatchedRequest } from './requests.ts';

type Labels = Record<string, string>;
type Tally = { add: (labels: Labels, more?: number) => void; all: () => { labels: Labels; value: number }[] };

/** What is read when it is asked for. */
export type Gauges = {
  health: () => Promise<MachineHealth>;
  /** Seconds since waiting clicks were last carried into the tables, or none waited. */
  carriedAgo: () => number;
  /** Clicks that only a file of ours holds, until `npm run replay` feeds them back. */
  rescued: () => number;
};
export type Metrics = ReturnType<typeof createMetrics>;
export type Tallies = Record<'requests' | 'clicksKept' | 'drift' | 'failures', Tally>;

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/**
 * Figures of this process for Prometheus. Counting costs a lookup; the library that writes them is loaded when somebody
 * first asks, and how long requests take is measured from then on.
 */
export function createMetrics(gauges: Gauges) {
  const tallies: Tallies = {
    requests: createTally(),
    clicksKept: createTally(),
    drift: createTally(),
    failures: createTally(),
  };
  let writing: ReturnType<typeof load> | undefined;
  let observe: ((area: string, seconds: number) => void) | undefined;

  async function load() {
    const { writeMetrics } = await import('./metrics-text.ts');
    const text = writeMetrics(tallies, gauges, { node: process.versions.node, zone_rules: ZONE_RULES });
    observe = text.observe;
    return text;
  }

  return {
    answered({ route, method, status, milliseconds, cut }: WatchedRequest): void {
      const said = METHODS.has(method) ? method : 'other';
      tallies.requests.add({ route, method: said, status: cut ? 'cut' : String(status) });
      observe?.(areaOf(route), milliseconds / 1_000);
    },
    clickKept: (sink: string): void => tallies.clicksKept.add({ place: PLACES[sink] ?? sink }),
    drifted: (clicks: number): void => tallies.drift.add({}, Math.abs(clicks)),
    failed: (): void => tallies.failures.add({}),
    async text(): Promise<{ body: string; type: string }> {
      writing ??= load();
      return (await writing).text();
    },
  };
}

/** On one machine the first place is the journal, the second the table, the third a file of our own. */
const PLACES: Labels = { table: 'journal', spill: 'table', log: 'file' };

function areaOf(route: string): string {
  if (route === REDIRECT_ROUTE) return 'redirect';
  if (route.startsWith('/v1')) return 'api';
  return route.startsWith('/app') ? 'app' : 'public';
}

function createTally(): Tally {
  const counts = new Map<string, { labels: Labels; value: number }>();
  let last: { labels: Labels; value: number } | undefined;
  return {
    add(labels, more = 1) {
      // Nearly all are followers', and alike.
      if (!last || !isSame(last.labels, labels)) last = entryOf(labels);
      last.value += more;
    },
    all: () => [...counts.values()],
  };

  function entryOf(labels: Labels) {
    const name = Object.values(labels).join(' ');
    const entry = counts.get(name) ?? { labels, value: 0 };
    counts.set(name, entry);
    return entry;
  }
}

function isSame(one: Labels, other: Labels): boolean {
  for (const label in one) if (one[label] !== other[label]) return false;
  return true;
}

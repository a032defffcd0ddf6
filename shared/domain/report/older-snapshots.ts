import type { ReportSnapshot } from './snapshot.ts';

/**
 * A stored snapshot as today's code reads it. What older metrics did not say stays absent; nothing is recomputed, and the
 * stored bytes stay as they are. Of another `metricVersion`, figures whose definition changed are not comparable.
 */
export function readOlder(stored: ReportSnapshot): ReportSnapshot {
  if (Number(stored.provenance.metricVersion) >= 5) return stored;
  return { ...stored, darkSocial: withShare(stored.darkSocial) };
}

/** Before metrics 5 the shares were worked out by whoever printed them. */
function withShare(dark: ReportSnapshot['darkSocial']): ReportSnapshot['darkSocial'] {
  if (dark.share || dark.visits === 0) return dark;
  return { ...dark, share: { low: dark.low / dark.visits, high: dark.high / dark.visits } };
}

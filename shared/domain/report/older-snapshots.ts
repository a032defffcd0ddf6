import type { Candidate, ReportSnapshot } from './snapshot.ts';

/**
 * A stored snapshot as today's code reads it. What older metrics did not say stays absent; nothing is recomputed, and the
 * stored bytes stay as they are. Of another `metricVersion`, figures whose definition changed are not comparable.
 */
export function readOlder(stored: ReportSnapshot): ReportSnapshot {
  if (Number(stored.provenance.metricVersion) >= 5) return stored;
  const { promotion } = stored;
  return {
    ...stored,
    darkSocial: withShare(stored.darkSocial),
    ...(promotion && { promotion: { ...promotion, candidates: promotion.candidates.map(withAction) } }),
  };
}

const OLD_VERDICTS: Record<string, Candidate['verdict']> = {
  promote: 'moveUp',
  likely: 'testMore',
  keep: 'stay',
};

/** Verdicts were judgements before metrics 5; who had broken a rule was kept, with the reason. */
function withAction(one: Candidate): Candidate {
  const reasons: string[] = one.reasons;
  if (reasons.includes('violation')) return { ...one, verdict: 'barred', reasons: ['rule-broken'] };
  return { ...one, verdict: OLD_VERDICTS[one.verdict] ?? one.verdict };
}

/** Before metrics 5 the shares were worked out by whoever printed them. */
function withShare(dark: ReportSnapshot['darkSocial']): ReportSnapshot['darkSocial'] {
  if (dark.share || dark.visits === 0) return dark;
  return { ...dark, share: { low: dark.low / dark.visits, high: dark.high / dark.visits } };
}

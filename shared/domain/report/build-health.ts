import type { Facts } from '../facts.ts';
import { programmeHealth } from '../roi/health.ts';
import { creatorNameOf } from './build-creators.ts';
import type { Figure, Health, Note, ReportPeriod } from './snapshot.ts';
import { type SnapshotInput, shareOf } from './snapshot-input.ts';

/** Rules broken, people waiting, machines that stopped, and how alive each stage is at the week's end. */
export function buildHealth(facts: Facts, period: ReportPeriod, input: SnapshotInput): Health {
  const applications = input.applications ?? [];
  const { stages, volunteers } = programmeHealth(facts.catalog, period.lastDay, {
    applications,
    checks: input.checks ?? [],
  });
  const days = applications.flatMap(({ state, waitingDays }) =>
    state === 'open' && waitingDays !== undefined ? [waitingDays] : [],
  );
  return {
    violations: facts.catalog.creators
      .filter(({ violated }) => violated)
      .map((creator) => ({ creatorId: creator.creatorId, name: creatorNameOf(creator, creator.creatorId) })),
    volunteersWaiting: volunteers.waiting,
    volunteersAccepted: volunteers.accepted,
    ...(days.length > 0 && { oldestVolunteerDays: Math.max(...days) }),
    stages: stages
      .filter(({ creators }) => creators > 0)
      .map(({ stage, creators, activeShare, postsPerMember, briefCompliance }) => ({
        stage,
        members: creators,
        activeShare: rate(activeShare, 'active-share'),
        postsPerMember: rate(postsPerMember, 'published-posts'),
        briefCompliance: rate(briefCompliance, 'brief-compliance', 'unchecked'),
      })),
    webhooksDisabled: [...(input.webhooksDisabled ?? [])],
    suppressedRecipients: input.suppressedRecipients ?? 0,
  };
}

const rate = (value: number | null, basis: Figure['basis'], note: Note = 'unknown'): Figure =>
  value === null ? { value, basis, note } : { value: shareOf(value), basis };

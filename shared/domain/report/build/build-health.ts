import type { Facts } from '../../facts.ts';
import { programmeHealth } from '../../roi/health.ts';
import { isAsset, rightsStateOn } from '../../selection/usage-rights.ts';
import type { Figure, Health, Note, ReportPeriod } from '../snapshot.ts';
import { type SnapshotInput, shareOf } from '../snapshot-input.ts';
import { creatorNameOf } from './build-creators.ts';

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
    ...rightsEndingBy(facts, period.lastDay),
    webhooksDisabled: [...(input.webhooksDisabled ?? [])],
    suppressedRecipients: input.suppressedRecipients ?? 0,
  };
}

const MOST_RIGHTS = 10;

/** The nearest end first; nothing where nothing ends. Ended ones are told while an asset of theirs is still up. */
function rightsEndingBy({ catalog, rights = [] }: Facts, day: string): Pick<Health, 'rightsEnding'> {
  const posts = new Map(catalog.posts.map((post) => [post.postId, post]));
  const creators = new Map(catalog.creators.map((creator) => [creator.creatorId, creator]));
  const reused = new Set(catalog.links.flatMap((link) => (isAsset(link.placement) ? [link.postId] : [])));
  const ending = rights.flatMap(({ postId, from, until }) => {
    const state = rightsStateOn({ from, until }, day);
    const post = posts.get(postId);
    if (!post || until === undefined) return [];
    if (state !== 'endingSoon' && !(state === 'ended' && reused.has(postId))) return [];
    const name = creatorNameOf(creators.get(post.creatorId), post.creatorId);
    return [{ postId, name, until, ended: state === 'ended' }];
  });
  ending.sort((one, other) => (one.until + one.postId < other.until + other.postId ? -1 : 1));
  return ending.length > 0 ? { rightsEnding: ending.slice(0, MOST_RIGHTS) } : {};
}

const rate = (value: number | null, basis: Figure['basis'], note: Note = 'unknown'): Figure =>
  value === null ? { value, basis, note } : { value: shareOf(value), basis };

import type { Catalog, CreatorFacts, PostFacts } from '../facts.ts';
import { addDays } from '../time/week.ts';
import { type ApplicationState, type CheckResult, STAGES, type Stage } from '../vocabulary.ts';

/** A brief's check of one post: were its negative instructions kept? */
export type PostCheck = { postId: string; result: CheckResult };

/** Who offered to post: an application, as far as the figures need it. */
export type Volunteer = { state: ApplicationState; creatorId?: string };

export type StageHealth = {
  stage: Stage;
  creators: number;
  /** Who posted in the last 28 days. */
  active: number;
  activeShare: number | null;
  postsPerMember: number | null;
  /** Kept of checked; null when nothing was checked. */
  briefCompliance: number | null;
  violations: number;
  unchecked: number;
};

export type ProgrammeHealth = {
  stages: StageHealth[];
  volunteers: {
    waiting: number;
    accepted: number;
    declined: number;
    acceptRate: number | null;
    /** Of the accepted, who has posted. */
    postedShare: number | null;
  };
};

const ACTIVE_DAYS = 28;

/**
 * How alive the programme is on `asOf`, by stage. The community's members are those of its squads on that day; in
 * the other stages whoever ever posted there is a member.
 */
export function programmeHealth(
  catalog: Catalog,
  asOf: string,
  {
    checks = [],
    applications = [],
  }: { checks?: readonly PostCheck[]; applications?: readonly Volunteer[] } = {},
): ProgrammeHealth {
  const published = catalog.posts.filter((post) => post.publishedOn <= asOf);
  return {
    stages: STAGES.map((stage) => healthOf(stage, catalog, published, asOf, checks)),
    volunteers: volunteersOf(applications, published),
  };
}

function healthOf(
  stage: Stage,
  catalog: Catalog,
  published: readonly PostFacts[],
  asOf: string,
  checks: readonly PostCheck[],
): StageHealth {
  const posts = published.filter((post) => post.stage === stage);
  const before = addDays(asOf, -ACTIVE_DAYS);
  const recent = posts.filter((post) => post.publishedOn > before);
  const members =
    stage === 'community' ? membersOn(catalog, asOf) : new Set(posts.map((post) => post.creatorId));
  const active = new Set(recent.map((post) => post.creatorId).filter((creatorId) => members.has(creatorId)))
    .size;
  const own = new Set(posts.map((post) => post.postId));
  const count = (result: PostCheck['result']) =>
    checks.filter((check) => own.has(check.postId) && check.result === result).length;
  const byMembers = recent.filter((post) => members.has(post.creatorId)).length;
  return {
    stage,
    creators: members.size,
    active,
    activeShare: over(active, members.size),
    postsPerMember: over(byMembers, members.size),
    briefCompliance: over(count('ok'), count('ok') + count('violation')),
    violations: count('violation'),
    unchecked: posts.length - count('ok') - count('violation'),
  };
}

/** Both ends of a membership are days of it, as `PUT /v1/squads/{id}/members/{creatorId}` says. */
function membersOn({ squads }: Catalog, day: string): Set<CreatorFacts['creatorId']> {
  const current = squads.flatMap(({ members }) =>
    members.filter(({ since, until }) => since <= day && (until === undefined || until >= day)),
  );
  return new Set(current.map(({ creatorId }) => creatorId));
}

function volunteersOf(
  applications: readonly Volunteer[],
  published: readonly PostFacts[],
): ProgrammeHealth['volunteers'] {
  const posted = new Set(published.map((post) => post.creatorId));
  const accepted = applications.filter(({ state }) => state === 'accepted');
  const declined = applications.filter(({ state }) => state === 'declined').length;
  return {
    waiting: applications.length - accepted.length - declined,
    accepted: accepted.length,
    declined,
    acceptRate: over(accepted.length, accepted.length + declined),
    postedShare: over(
      accepted.filter(({ creatorId }) => creatorId && posted.has(creatorId)).length,
      accepted.length,
    ),
  };
}

const over = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);

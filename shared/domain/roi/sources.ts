import type { CreatorFacts, Facts, PostFacts } from '../facts.ts';
import { isFiltering, type PostFilter, wantedIn } from '../post-filter.ts';
import type { Trials } from '../statistics/beta-binomial.ts';
import { fisherExact, wilson } from '../statistics/proportions.ts';
import { type RankSum, rankSum } from '../statistics/rank-sum.ts';
import type { CheckResult, CreatorSource } from '../vocabulary.ts';
import { CREATOR_SOURCES } from '../vocabulary.ts';
import { computeRoi } from './compute-roi.ts';
import type { RoiQuery } from './ledger.ts';
import { creatorsWith } from './post-owners.ts';
import type { RoiRow } from './roi-row.ts';

export type CountedShare = Trials & {
  share: number | null;
  interval: { low: number; high: number; level: number } | null;
};
export type SourceRow = {
  source: CreatorSource;
  creators: number;
  /** Undefined where nothing of the days is theirs. */
  roi: RoiRow | undefined;
  /** Of those who posted, the ones who came as far as a campaign or the community. */
  fit: CountedShare;
  /** Of the checked rules, the broken ones. */
  broken: CountedShare;
};

export type SourceDifference = {
  /** Volunteers against all others; null: one side is empty. */
  fit: number | null;
  broken: number | null;
  /** Of creators who posted: what each returned after what was spent on them. */
  returned: RankSum | null;
};

type Check = { creatorId: string; postId: string; result: CheckResult };

/** What creators return, cost and break by how they came to the brand, and whether volunteers differ by more than chance. */
export function bySource(facts: Facts, checks: readonly Check[], query: Omit<RoiQuery, 'groupBy'>) {
  const roi = computeRoi(facts, { ...query, groupBy: 'source' });
  const kept = keptBy(query.filter ?? {}, facts, checks);
  const rows = CREATOR_SOURCES.map((source): SourceRow => {
    const own = kept.creators.filter((creator) => creator.source === source);
    return {
      source,
      creators: own.length,
      roi: roi.rows.find(({ group }) => group === source),
      fit: shareOf(fitOf(own, kept.posters)),
      broken: shareOf(brokenOf(own, kept.checks)),
    };
  });
  return { rows, totals: roi.totals, difference: differenceOf(facts, kept, query) };
}

type Kept = {
  creators: readonly CreatorFacts[];
  /** Who posted, and whether beyond micro-content. */
  posters: ReadonlyMap<string, boolean>;
  checks: readonly Check[];
};

/** Whom the filter leaves, and of their posts and checks what lies there. */
function keptBy(filter: PostFilter, { catalog }: Facts, checks: readonly Check[]): Kept {
  const creatorIds = creatorsWith(catalog, filter);
  const posts = catalog.posts.filter(wantedIn(catalog, filter).post);
  const postIds = new Set(posts.map(({ postId }) => postId));
  return {
    creators: catalog.creators.filter(({ creatorId }) => creatorIds.has(creatorId)),
    posters: postersOf(posts),
    checks: isFiltering(filter) ? checks.filter(({ postId }) => postIds.has(postId)) : checks,
  };
}

function differenceOf(
  facts: Facts,
  { creators, posters, checks }: Kept,
  query: Omit<RoiQuery, 'groupBy'>,
): SourceDifference {
  const isVolunteer = ({ source }: CreatorFacts) => source === 'volunteered';
  const [volunteers, others] = [
    creators.filter(isVolunteer),
    creators.filter((creator) => !isVolunteer(creator)),
  ];
  const exact = (one: Trials, other: Trials) =>
    one.trials > 0 && other.trials > 0 ? fisherExact(one, other) : null;
  const { rows } = computeRoi(facts, { ...query, groupBy: 'creator', draws: 1 });
  const returned = new Map(
    rows.map(({ group, grossProfitMinor, netRevenueMinor, spendMinor }) => [
      group,
      (grossProfitMinor ?? netRevenueMinor) - spendMinor,
    ]),
  );
  const returnsOf = (side: readonly CreatorFacts[]) =>
    side
      .filter(({ creatorId }) => posters.has(creatorId))
      .map(({ creatorId }) => returned.get(creatorId) ?? 0);
  return {
    fit: exact(fitOf(volunteers, posters), fitOf(others, posters)),
    broken: exact(brokenOf(volunteers, checks), brokenOf(others, checks)),
    returned: rankSum(returnsOf(volunteers), returnsOf(others)) ?? null,
  };
}

function postersOf(posts: readonly PostFacts[]): Map<string, boolean> {
  const posters = new Map<string, boolean>();
  for (const { creatorId, stage } of posts)
    posters.set(creatorId, (posters.get(creatorId) ?? false) || stage !== 'microcontent');
  return posters;
}

function fitOf(creators: readonly CreatorFacts[], posters: ReadonlyMap<string, boolean>): Trials {
  const came = creators.flatMap(({ creatorId }) => posters.get(creatorId) ?? []);
  return { successes: came.filter(Boolean).length, trials: came.length };
}

function brokenOf(creators: readonly CreatorFacts[], checks: readonly Check[]): Trials {
  const ids = new Set(creators.map(({ creatorId }) => creatorId));
  const looked = checks.filter(({ creatorId, result }) => ids.has(creatorId) && result !== 'unchecked');
  return { successes: looked.filter(({ result }) => result === 'violation').length, trials: looked.length };
}

const shareOf = (trials: Trials): CountedShare => ({
  ...trials,
  share: trials.trials > 0 ? trials.successes / trials.trials : null,
  interval: wilson(trials, 0.9) ?? null,
});

import type { SpendBasis, SpendState } from '../../../shared/domain/vocabulary.ts';
import type { Calendar } from './calendar.ts';
import type { PlannedPost } from './posts.ts';
import type { Deed } from './programme.ts';
import { CURRENCY, MEMBERS, SQUADS, TEST_FEES, TESTED, WEEKS } from './story.ts';

type Spend = {
  externalId: string;
  kind: string;
  amountMinor: number;
  basis?: SpendBasis;
  state?: SpendState;
  incurredOn: string;
  /** Body field and the story's name of the thing, or the stage itself. */
  on: [field: string, name: string];
};

/**
 * What the programme costs. Micro-content: a fee per test post, a gift, postage, and a part of the desk.
 * Campaign: a fee per post, production, a paid boost, commission. Community: gifts and postage, no fees.
 */
export function deedsOfSpend(posts: readonly PlannedPost[], calendar: Calendar): Deed[] {
  const spends = [
    ...testing(posts),
    ...campaigning(posts, calendar),
    ...belonging(calendar),
    ...running(calendar),
  ];
  return spends.map(({ amountMinor, on: [field, name], ...spend }) => ({
    at: Date.parse(`${spend.incurredOn}T21:30:00Z`),
    run: async (api, names) => {
      await api.post('/v1/spend', {
        ...spend,
        amount: { amount: amountMinor, currency: CURRENCY },
        [field]: field === 'stage' ? name : names.id(name),
      });
    },
  }));
}

function testing(posts: readonly PlannedPost[]): Spend[] {
  return TESTED.flatMap(({ key, followers }): Spend[] => {
    const tests = posts.filter((post) => post.creator === key && post.turn !== undefined);
    const amountMinor = TEST_FEES.find(({ followersFrom }) => followers >= followersFrom)?.amountMinor;
    const fees = tests.flatMap((post): Spend[] => {
      if (amountMinor === undefined) return [];
      const on: Spend['on'] = ['postId', `pst ${post.key}`];
      const externalId = `${post.key}-fee`;
      return [{ externalId, kind: 'fee', amountMinor, state: 'paid', incurredOn: dayOn(post), on }];
    });
    const first = tests.find(({ turn }) => turn === 0);
    return first
      ? [...gift(`${key}-parcel`, ['postId', `pst ${first.key}`], dayOn(first), 2_480, 5_900), ...fees]
      : fees;
  });
}

const dayOn = ({ publishedAt }: PlannedPost): string => new Date(publishedAt).toISOString().slice(0, 10);

/** A parcel is booked at its cost; what it would sell for is kept for the tax office. */
function gift(name: string, on: Spend['on'], incurredOn: string, cogs: number, retail: number): Spend[] {
  return [
    { externalId: `${name}-cogs`, kind: 'product', amountMinor: cogs, basis: 'cogs', incurredOn, on },
    { externalId: `${name}-retail`, kind: 'product', amountMinor: retail, basis: 'retail', incurredOn, on },
    { externalId: `${name}-post`, kind: 'shipping', amountMinor: 490, incurredOn, on },
  ];
}

function campaigning(posts: readonly PlannedPost[], calendar: Calendar): Spend[] {
  return [...campaignFees(posts, calendar), ...winterCosts(calendar)];
}

const campaignFees = (posts: readonly PlannedPost[], calendar: Calendar): Spend[] =>
  posts.flatMap((post): Spend[] => {
    const { key, creator, stage, publishedAt } = post;
    const story = TESTED.find((one) => one.key === creator)?.campaign;
    if (stage !== 'campaign' || !story) return [];
    const incurredOn = dayOn(post);
    const state = publishedAt < calendar.at(8, 0, 0) ? { state: 'paid' as const } : {};
    const fee = { externalId: `${key}-fee`, kind: 'fee', amountMinor: Math.round(story.fee / 5), ...state };
    return [{ ...fee, incurredOn, on: ['postId', `pst ${key}`] }];
  });

function winterCosts({ dayOf: day }: Calendar): Spend[] {
  const on: Spend['on'] = ['campaignId', 'cmp winter'];
  return [
    {
      externalId: 'winter-film',
      kind: 'production',
      amountMinor: 38_000,
      incurredOn: day(4, 2),
      state: 'paid',
      on,
    },
    { externalId: 'winter-boost', kind: 'boost', amountMinor: 12_000, incurredOn: day(6, 1), on },
    { externalId: 'winter-commission', kind: 'commission', amountMinor: 9_400, incurredOn: day(8, 5), on },
    {
      externalId: 'winter-gifts',
      kind: 'product',
      amountMinor: 9_900,
      basis: 'cogs',
      incurredOn: day(4, 1),
      on,
    },
    {
      externalId: 'winter-more',
      kind: 'boost',
      amountMinor: 20_000,
      incurredOn: day(8, 4),
      state: 'committed',
      on,
    },
  ];
}

function belonging(calendar: Calendar): Spend[] {
  const parcels = MEMBERS.flatMap(({ key, squad, since }) =>
    gift(`${key}-welcome`, ['squadId', `sqd ${squad}`], calendar.dayOf(since, 2), 1_560, 3_980),
  );
  const evenings = SQUADS.map(
    ({ key }): Spend => ({
      externalId: `${key}-evening`,
      kind: 'labour',
      amountMinor: 8_000,
      incurredOn: calendar.dayOf(5, 3),
      on: ['squadId', `sqd ${key}`],
    }),
  );
  return [...parcels, ...evenings];
}

/** The desk, week by week, on the stage that it works for. */
function running(calendar: Calendar): Spend[] {
  return Array.from({ length: WEEKS }, (_, index) => index + 1).flatMap((week): Spend[] => {
    const incurredOn = calendar.dayOf(week, 4);
    const weekly = (stage: string, kind: string, amountMinor: number): Spend => ({
      externalId: `${stage}-${kind}-${week}`,
      ...{ kind, amountMinor, incurredOn },
      on: ['stage', stage],
    });
    return [
      weekly('microcontent', 'tools', 2_900),
      weekly('microcontent', 'labour', week <= 4 ? 5_000 : 2_500),
      ...(week > 4 ? [weekly('campaign', 'tools', 2_000)] : []),
      // Somebody looks after the squads in each of the two cities.
      ...(week > 2 ? [weekly('community', 'tools', 1_000), weekly('community', 'labour', 22_000)] : []),
    ];
  });
}

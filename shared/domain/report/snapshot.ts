import { type DarkSocialOfClicks, darkSignOf } from '../attribution/dark-social.ts';
import type { Colour } from '../colour.ts';
import type { Unconverted } from '../facts.ts';
import type { LiftRange, ToldLift } from '../lift/told-lift.ts';
import type { CurveRefusal } from '../ppc/residual-curve.ts';
import type { PromotionVerdict, Reason } from '../roi/promotions/promotion-verdict.ts';
import type { NoChoice } from '../roi/promotions/promotions.ts';
import type { SourceDifference } from '../roi/sources.ts';
import type { Interval } from '../statistics/beta.ts';
import type { Trials } from '../statistics/beta-binomial.ts';
import type { Keeping } from '../timetable/timetable.ts';
import type {
  Channel,
  CreatorSource,
  DropTiming,
  ExcludedReason,
  LiftMetric,
  Model,
  SpendKind,
  Stage,
} from '../vocabulary.ts';

/**
 * One brand's week as it was known at one moment: plain JSON, immutable, named by its content address. It holds
 * numbers and codes, never sentences or formatted amounts: those belong to the reader's language and are made by
 * shared/report/render. Money is whole minor units of `brand.currency`; shares and rates are 0–1.
 */
export const SNAPSHOT_VERSION = 1;

/** What a person looks at between Mondays: figures of the snapshot, without its rankings, curves and lists. */
export type SnapshotSummary = Pick<
  ReportSnapshot,
  'snapshotVersion' | 'brand' | 'period' | 'kind' | 'headline' | 'health'
> & {
  stages: StageMoney[];
  total: StageMoney;
  weeks: Omit<WeekOfClicks, 'byGroup'>[];
  provenance: Pick<Provenance, 'unconverted'>;
};

export type ReportSnapshot = {
  snapshotVersion: typeof SNAPSHOT_VERSION;
  brand: { brandId: string; name: string; timeZone: string; currency: string; colour?: Colour };
  period: ReportPeriod;
  /** 1 is what the mail first said; later facts make 2, 3, … each with its differences from the one before. */
  revision: { number: number; of?: string; differences: Difference[]; causes: Cause[] };
  /** `first`: nothing to compare with; `empty`: nothing was clicked, ordered or spent. */
  kind: 'usual' | 'first' | 'empty';
  headline: Headline;
  action: Action;
  moved: Move[];
  stages: StageRow[];
  total: StageRow;
  /** Absent, as engagement and goals are, in snapshots of before metrics 5. */
  best?: { creators: Best; posts: Best };
  engagement?: EngagementOfWeek;
  goals?: GoalPace[];
  weeks: WeekOfClicks[];
  promotion?: Promotion;
  stillEarning: EarningPost[];
  darkSocial: DarkSocialOfWeek;
  /** Absent where the shop tells no totals of its own. */
  lift?: LiftOfWeek;
  programme?: ProgrammeOfWeek;
  messages: MessageMixShown[];
  health: Health;
  earlierWeeks: EarlierChange[];
  provenance: Provenance;
};

/** What of a week leaves as a spreadsheet's table. */
export const REPORT_TABLES = ['stages', 'creators', 'posts'] as const;
export type ReportTable = (typeof REPORT_TABLES)[number];

export type ReportPeriod = {
  week: string;
  firstDay: string;
  lastDay: string;
  /** UTC, RFC 3339; `end` is exclusive. */
  start: string;
  end: string;
  hours: number;
  /** Present while the week still runs: figures are compared with the same elapsed part of the week before. */
  provisional?: { asOf: string; elapsedHours: number };
};

/** What exactly a number counts. The reader finds each basis in use explained under "How these numbers are made". */
export type FigureBasis =
  | 'human-clicks'
  | 'unique-visitors'
  | 'credited-orders'
  | 'net-revenue'
  | 'gross-profit'
  | 'accrued-spend'
  | 'margin-roi'
  | 'roas'
  | 'break-even-roas'
  | 'profit-per-post'
  | 'dark-range'
  | 'message-gap'
  | 'active-share'
  | 'brief-compliance'
  | 'residual'
  | 'shop-totals'
  | 'published-posts';

/** Why a number is missing. A missing number is `null`, never 0. */
export type Note =
  | 'too-few-orders'
  | 'too-few-clicks'
  | 'no-margin'
  | 'zero-margin'
  | 'no-spend'
  | 'too-little-spend'
  | 'no-posts'
  | 'unchecked'
  | 'no-benchmark'
  | 'withheld'
  | 'no-choice'
  | 'not-tied'
  | 'range-only'
  | 'not-estimated'
  | 'unknown';

/** A number with its basis, its interval where it is an estimate, and the count of facts it was made from. */
export type Figure = {
  value: number | null;
  basis: FigureBasis;
  interval?: Interval;
  facts?: number;
  note?: Note;
};

/** `chance`: within what ordinary weeks do by themselves. `new`: nothing to compare with, never "+100 %". */
export type ChangeVerdict = 'real' | 'chance' | 'new' | 'untested';

export type Change = {
  previous: number | null;
  /** Median of the four weeks before, where there are four. */
  median: number | null;
  /** 0.18 = 18 % more than the week before. */
  ratio: number | null;
  verdict: ChangeVerdict;
  pValue?: number;
};

export type ChangingFigure = Figure & { change: Change };

export type Headline = {
  netRevenueMinor: ChangingFigure;
  marginRoi: ChangingFigure;
  clicks: ChangingFigure;
  orders: ChangingFigure;
  spendMinor: ChangingFigure;
  roas: Figure;
  breakEvenRoas: Figure;
};

/** The one thing to do this week, as a code and what it is about. */
export type Action =
  | { kind: 'promote'; names: string[]; from: Stage; to: Stage }
  | { kind: 'check-violation'; name: string; creatorId?: string }
  | { kind: 'review-volunteers'; waiting: number }
  | { kind: 'fix-messages'; campaign: string; message: string; asked: number; delivered: number }
  | { kind: 'stage-loses'; stage: Stage; roi: number }
  | { kind: 'test-more'; names: string[]; clicksMissing: number }
  | { kind: 'set-margin' }
  | { kind: 'first-posts' }
  | { kind: 'record-spend' }
  | { kind: 'keep-going' };

export type Subject =
  | { kind: 'brand' }
  | { kind: 'stage'; stage: Stage }
  | { kind: 'creator'; creatorId: string; name: string }
  | { kind: 'channel'; channel: ChannelGroup };

/** A change that passed its test (after Benjamini–Hochberg over everything tested). */
export type Move = {
  subject: Subject;
  metric: 'clicks' | 'orders';
  was: number;
  is: number;
  change: Change;
};

/** `withoutPost`: what links without a post brought; `notTied`: orders and spend that no post can be named for. */
export const REST_OF_STAGES = ['withoutPost', 'notTied'] as const;
export type RestRow = (typeof REST_OF_STAGES)[number];

export type StageRow = {
  /** Beside the stages, the last rows where there is anything in them. */
  stage: Stage | RestRow | 'total';
  posts: Figure;
  clicks: Figure;
  uniques: Figure;
  orders: Figure;
  netRevenueMinor: Figure;
  grossProfitMinor: Figure;
  spendMinor: Figure;
  roi: Figure;
  roas: Figure;
  /** Posts published in this week, with everything they have brought and cost to date. */
  cohort: { posts: Figure; orders: Figure; netRevenueMinor: Figure; spendMinor: Figure; roi: Figure };
};
/** Money that moved in the week, alone. */
export type StageMoney = Omit<StageRow, 'cohort'>;

/** Channels as a reader of a chart can hold them; the full list is in the API. */
export const CHANNEL_GROUPS = ['platform', 'otherSocial', 'dark', 'search', 'other'] as const;
export type ChannelGroup = (typeof CHANNEL_GROUPS)[number];

export type WeekOfClicks = {
  week: string;
  clicks: number;
  orders: number;
  netRevenueMinor: number;
  byGroup: Record<ChannelGroup, number>;
};

/** How the programme went beside its figures; each part only where there is something to say. */
export type ProgrammeOfWeek = {
  /** Of the week; `next`: who is due next. */
  timetable?: Keeping & { next?: { dueOn: string; creator: string } };
  /** Posts of each drop by how they lay to it; medians of their first week's clicks beside the squad's ordinary posts. */
  drops?: {
    name: string;
    posts: Record<DropTiming, number>;
    median: number | null;
    ordinary: number | null;
    p: number | null;
  }[];
  /** Of half a year; `beyondChance`: in what volunteers differ from all others. */
  sources?: {
    rows: {
      source: CreatorSource;
      creators: number;
      roi: Figure;
      cacMinor: number | null;
      fit: Trials;
      broken: Trials;
    }[];
    beyondChance: (keyof SourceDifference)[];
  };
  /** What was bought per click in the week; never part of the posts' spend. */
  ads?: { clicks: number; spendMinor: number | null };
  ages?: AgesOfReport;
  lasting?: LastingOfReport;
};

/** Of half a year, adding up to its total; no rows: ages are told, but no band may be named. */
export type AgesOfReport = { rows: AgeRow[] };
export type AgeGroup =
  | { kind: 'band'; band: string }
  | { kind: 'small' | 'untold' | 'withoutPost' | 'notTied' | 'total' };
export type AgeRow = {
  of: AgeGroup;
  posts: number;
  clicks: number;
  orders: number;
  netRevenueMinor: number;
  roi: Figure;
};

/** Clicks after the money, of posts beside ads. */
export type LastingOfReport = { posts: Lasting; ads: Lasting };
/** `left`: share of the clicks of the days followed that was still to come after each day; day 0 is that of the money. */
export type Lasting = { units: number; left: number[] | null; why?: CurveRefusal };

export type Promotion = {
  from: Stage;
  to: Stage;
  pick: number;
  /** How many of the picked are expected to be truly among the best. */
  expectedRightPicks: number | null;
  noChoice?: NoChoice;
  /** Creators whose engagement had a say where orders are few; absent: it had none. */
  engagementOf?: number;
  /** What `score` is: profit per post in minor units, or conversion rate where no margin is known. */
  scale: 'profit-per-post' | 'conversion-rate';
  candidates: Candidate[];
};

export type Candidate = {
  creatorId: string;
  name: string;
  platform: string;
  clicks: number;
  orders: number;
  score: Figure;
  probabilityInTop: number | null;
  verdict: PromotionVerdict;
  /** Already posts in the higher stage. */
  there?: boolean;
  reasons: Reason[];
};

export type BestFigures = {
  clicks: number;
  orders: number;
  netRevenueMinor: number;
  spendMinor: number | null;
};
export type BestRow = BestFigures & {
  id: string;
  /** The creator's, of a post too. */
  name: string;
  /** Absent in snapshots of before it was kept, as the stage is. */
  handle?: string;
  publishedOn?: string;
  platform?: string;
  /** Of a post. */
  stage?: Stage;
};
/** Best first; with `others` beyond the list and what no post stands behind they add up to the week. */
export type Best = { rows: BestRow[]; others?: BestFigures & { count: number } } & {
  [Row in RestRow]?: BestFigures;
};

/** Per follower at the time, of the posts of so many days and of the days before. */
export type EngagementOfWeek = {
  days: number;
  rate: number;
  before: number | null;
  tiers: { tier: string; rate: number; posts: number }[];
};

/** `reached` is null where the goal's metric is none that is measured here. */
export type GoalPace = {
  campaignId: string;
  campaign: string;
  metric: string;
  target: number;
  reached: number | null;
  /** Of the campaign's days, 0–1. */
  timeGone: number;
};

/**
 * The shop's own totals beside what they would have been without the posts, from the first of those that ran on into
 * this week. Never a point: a range, and the smallest effect that would have shown.
 */
export type LiftOfWeek = {
  /** Money in minor units. */
  metric: Exclude<LiftMetric, 'directVisits' | 'brandSearchVisits'>;
  since: string;
  until?: string;
  verdict: ToldLift['verdict'];
  reason?: NonNullable<ToldLift['reason']>;
  perDay?: LiftRange & { level: number };
  share?: LiftRange;
  expectedPerDay?: number;
  smallestVisible?: number;
  /** What clicks and codes account for on these days; it is part of the lift. */
  tracked?: number;
  /** Margin ROI of these posts by tracked orders, and with all that the shop had more: only where it was detected. */
  roi?: { tracked: number; withLift: LiftRange };
  days: ToldLift['days'];
};

export type EarningPost = {
  postId: string;
  creator: string;
  platform: string;
  stage: Stage;
  publishedOn: string;
  ageDays: number;
  /** `prior`: too little data, the platform's usual curve is shown. */
  model: string;
  /** The day on which its newest further wave began; left out of a post that only fades. */
  wokeUpOn?: string;
  clicksToDate: number;
  halfLifeDays: Figure;
  residualClicks: Figure;
  residualRevenueMinor: Figure;
  /** What the residual clicks would cost at the brand's own search CPC. */
  ppcEquivalentMinor: Figure;
  /** Per day since publication: seen, and what the fitted curve expects (also ahead, but not before its wave). */
  curve: { day: number; clicks: number | null; fitted: number | null }[];
};

/** One function makes these figures for every reader; how: `darkSocialOf`. */
export type DarkSocialOfWeek = Omit<
  DarkSocialOfClicks,
  'byChannel' | 'expected' | 'share' | 'evidence' | 'byCodeAlone'
> & {
  share?: { low: number; high: number };
  /** Absent in snapshots of metrics before 5, which told dark social by another rule (`visits` held orders by code). */
  expected?: number;
  evidence?: DarkSocialOfClicks['evidence'];
  byCodeAlone?: DarkSocialOfClicks['byCodeAlone'];
  /** Link previews fetched by messengers: somebody put the link into a chat. */
  sharesSeen: { app: string; count: number }[];
  /** What analytics that looks at referrers only would have called all clicks of the week. */
  referrerOnly: { bucket: string; clicks: number }[];
};

export type MessageMixShown = {
  campaignId: string;
  campaign: string;
  posts: number;
  /** ½ Σ |asked − delivered|, 0–1. */
  gap: Figure;
  /**
   * `roi`: of the campaign's posts that say it and came out in the brief's days (of the last half year), to date;
   * absent in snapshots of before it was told.
   */
  /** `sold`: share of the orders of these posts; absent with fewer than five, and in snapshots of before. */
  rows: { message: string; asked: number; delivered: number; sold?: number; roi?: Figure }[];
};

export type Health = {
  violations: { creatorId: string; name: string }[];
  volunteersWaiting: number;
  /** Of all time; absent in snapshots of before it was told, as brief compliance is. */
  volunteersAccepted?: number;
  oldestVolunteerDays?: number;
  stages: {
    stage: Stage;
    members: number;
    activeShare: Figure;
    postsPerMember: Figure;
    /** Posts that kept the negative instructions, of those checked. */
    briefCompliance?: Figure;
  }[];
  /** Rights to posts that end within thirty days, or ended while a link still leads from the post elsewhere. */
  rightsEnding?: { postId: string; name: string; until: string; ended: boolean }[];
  webhooksDisabled: { host: string; since: string }[];
  suppressedRecipients: number;
};

/** Where a figure sits in a snapshot, in words a catalogue can translate: who it is about, and which figure. */
export type DifferencePath = {
  about: Stage | RestRow | 'brand' | 'dark';
  figure:
    | 'clicks'
    | 'uniques'
    | 'orders'
    | 'netRevenueMinor'
    | 'grossProfitMinor'
    | 'spendMinor'
    | 'marginRoi'
    | 'darkLow'
    | 'darkHigh'
    | 'posts';
};
export type Difference = { path: DifferencePath; was: number | null; is: number | null };

/** The late facts that explain a revision, each by name. */
export type Cause =
  | {
      kind: 'refund' | 'late-order' | 'amendment' | 'reversal' | 'void' | 'restored';
      conversionId: string;
      /** As the shop numbers it; absent in snapshots of before it was told. */
      order?: string;
      day: string;
      netMinor: number;
      receivedAt: string;
    }
  | { kind: 'rejudged-clicks'; from: string; to: string }
  | { kind: 'late-clicks'; count: number }
  | { kind: 'spend-changed' };

export type EarlierChange = { week: string; revision: number; differences: Difference[]; causes: Cause[] };

export type Provenance = {
  /** Everything known up to this moment went in (UTC). */
  asOf: string;
  metricVersion: string;
  rulesVersions: string[];
  model: Model;
  windowDays: number;
  grossMargin: number | null;
  excluded: Partial<Record<ExcludedReason, number>>;
  hits: number;
  roiInterval: { method: 'poisson-bootstrap'; draws: number; level: number; seed: string };
  spendByKind: Partial<Record<SpendKind, number>>;
  /** Amounts left out because no exchange rate is known: never converted 1:1. */
  unconverted: Unconverted[];
  /** Content address of the facts that went in. */
  factsAddress: string;
};

const GROUP_OF: Record<Channel, ChannelGroup> = {
  own_inapp: 'platform',
  own_web: 'platform',
  cross_social: 'otherSocial',
  dark_messenger: 'dark',
  dark_app: 'dark',
  dark_email: 'dark',
  dark_paste: 'dark',
  dark_unknown: 'dark',
  untold: 'other',
  search: 'search',
  ai_assistant: 'search',
  paid: 'other',
  link_in_bio: 'other',
  referral: 'other',
  direct_brand: 'other',
};

/** Which stack of the chart a click is in: dark social is what `darkSignOf` calls so, here too. */
export const groupOf = (channel: Channel, placement: string | undefined): ChannelGroup => {
  if (darkSignOf(channel, placement)) return 'dark';
  return GROUP_OF[channel] === 'dark' ? 'other' : GROUP_OF[channel];
};

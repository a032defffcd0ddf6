import type { Colour } from './colour.ts';
import type { Timetable } from './timetable/timetable.ts';
import type {
  AttributedBy,
  Channel,
  ConversionKind,
  CreatorSource,
  Model,
  PostFormat,
  SpendBasis,
  SpendKind,
  SpendState,
  Stage,
} from './vocabulary.ts';

/**
 * What ROI, promotions and the report are computed from: plain values, already read from the stores, in the
 * brand's own currency and days. Nothing below these types touches a table.
 *
 * Money is whole minor units of the brand's currency as `number` (safe to 9e15) and always named `…Minor`.
 * Days are `YYYY-MM-DD` in the brand's time zone.
 */
export type BrandFacts = {
  brandId: string;
  name: string;
  timeZone: string;
  /** ISO 4217. */
  currency: string;
  /** 0–1; absent: no gross profit and no margin ROI can be computed. */
  grossMargin?: number;
  windowDays: number;
  /** By which orders are credited where a question names none; absent: last touch. */
  model?: Model;
  /** The brand's own cost per click in paid search, minor units. */
  ppcCpcMinor?: number;
  colour?: Colour;
};

export type CreatorFacts = {
  creatorId: string;
  handle: string;
  displayName?: string;
  platform: string;
  followers?: number;
  city?: string;
  ageBand?: string;
  source: CreatorSource;
  /** True when a negative instruction was broken: bars promotion. */
  violated: boolean;
  tags?: string[];
};

export type PostFacts = {
  postId: string;
  creatorId: string;
  /** Frozen when the post was made. */
  stage: Stage;
  platform: string;
  format: PostFormat;
  publishedOn: string;
  /** Epoch ms. */
  publishedAt: number;
  /** Follower tier frozen at publish: "1-5k", "5-10k", "10-50k", "50-100k", "100-500k", "out-of-range". */
  tier?: string;
  messages: string[];
  campaignId?: string;
  squadId?: string;
  dropId?: string;
  /** Of its campaign: `01`, `02` …; `before` its first day. */
  campaignWeek?: string;
  /** City of the squad, else of the creator. */
  city?: string;
  tags?: string[];
};

/** Without a post: a bio, a newsletter, a parcel; it belongs to the brand and to no creator. */
export type LinkFacts = { linkId: string; postId?: string; placement?: string; tags?: string[] };

export type CampaignFacts = {
  campaignId: string;
  name: string;
  startsOn: string;
  endsOn: string;
  goal?: { metric: string; target: number };
  /** Dated briefs; the weights of one brief sum to 1. */
  briefs: { validFrom: string; validTo: string; messages: { name: string; weight: number }[] }[];
  /** Whom the timetable asks; absent: whoever posted for it. */
  creatorIds?: string[];
  timetable?: Timetable;
};

export type SquadFacts = {
  squadId: string;
  name: string;
  city: string;
  country: string;
  targetSize?: number;
  /** Dated membership; `until` absent: still a member. */
  members: { creatorId: string; since: string; until?: string }[];
  timetable?: Timetable;
};

/** Who is who: the dimensions that every grouping reads. */
export type Catalog = {
  creators: CreatorFacts[];
  posts: PostFacts[];
  links: LinkFacts[];
  campaigns: CampaignFacts[];
  squads: SquadFacts[];
};

/** One link on one day, counted (recount of raw clicks). */
export type LinkDay = {
  day: string;
  linkId: string;
  hits: number;
  clicks: number;
  uniques: number;
  darkClicks: number;
  excluded: Partial<Record<string, number>>;
};

/** What one link was clicked on one day, or on all days of a question together: then `day` is the last of them. */
export type ClickedLink = Pick<LinkDay, 'day' | 'linkId' | 'clicks' | 'uniques'>;

/** Clicks of one link on one day by channel and app, for channel tables and dark social. */
export type LinkDayChannel = { day: string; linkId: string; channel: Channel; app?: string; clicks: number };

/** Clicks of a post by hour of its first whole days, from publication on; those before it count in the first. */
export type FirstHours = { postId: string; clicks: number[] };

/**
 * A line of money credited to posts. A refund is a line of its own with negative amounts, the order's credits and
 * `refundOf`; it is never an edit.
 */
export type CreditedOrder = {
  conversionId: string;
  /** Its name at the shop, and the number that people know it by where that is another. */
  externalId?: string;
  number?: string;
  /** The codes it was placed with; like its name absent in lines of before they were kept. */
  codes?: string[];
  kind: ConversionKind;
  /** Set on a negative line. */
  refundOf?: string;
  /** Set beside it: the day of the order, which a period of refunds alone doesn't hold. */
  orderDay?: string;
  day: string;
  /** Epoch ms: when it happened, and when we heard of it. */
  occurredAt: number;
  receivedAt: number;
  /** Voided for a while, in which it counted nowhere (epoch ms). */
  restored?: { voidedAt: number; at: number };
  /** Net of discounts, tax and shipping, at the order's exchange rate. */
  netMinor: number;
  /** Set beside it where the order's own figures were told anew: no refund, and of either sign. */
  amends?: true;
  /** Set beside it where a refund was taken back. */
  reverses?: true;
  /** Nobody said what of the order's amount is net: tax and shipping may be in it. */
  netUnknown?: true;
  /** What the order had come to before this line; absent on the order itself: 0. */
  beforeMinor?: number;
  /** netMinor − cost of goods where lines say so, else grossMargin × net; absent when neither is known. */
  grossProfitMinor?: number;
  customerId?: string;
  newCustomer?: boolean;
  attributedBy: AttributedBy;
  /** The window that it was credited under, whatever the brand's is now; absent: the brand's. */
  windowDays?: number;
  /** How old a post a code could point to when the order was placed; absent: from before places were kept. */
  couponDays?: number;
  /** Shares sum to 1 unless empty. */
  credits: {
    linkId?: string;
    postId?: string;
    /** Absent where the link has no post. */
    creatorId?: string;
    share: number;
    channel?: Channel;
    app?: string;
  }[];
};

/** A line of an order that was voided: out of every sum, with what it had counted. */
export type VoidedLine = Pick<
  CreditedOrder,
  'conversionId' | 'externalId' | 'number' | 'day' | 'netMinor' | 'receivedAt'
> & {
  /** Epoch ms. */
  voidedAt: number;
};

export type SpendFact = {
  spendId: string;
  kind: SpendKind;
  amountMinor: number;
  /** Retail value of a gift is for disclosure: only cogs and cash enter ROI. */
  basis: SpendBasis;
  incurredOn: string;
  state: SpendState;
  /** Exactly one: where the brand booked it. */
  on:
    | { postId: string }
    | { creatorId: string }
    | { campaignId: string }
    | { squadId: string }
    | { stage: Stage };
};

/** Snapshot of a post's public counters; the newest wins, all are kept. */
export type EngagementFact = {
  postId: string;
  takenAt: number;
  /** Absent where the platform hides them: then it has no engagement rate. */
  likes?: number;
  comments?: number;
  shares?: number;
  saves?: number;
  views?: number;
  impressions?: number;
  reach?: number;
  followers?: number;
};

/** What the creator of a post allowed the brand to do with it elsewhere; both days included, without `until` for good. */
export type RightsFact = { postId: string; from: string; until?: string };
/** What one person of the brand thinks of a post, 1 to 5. */
export type RatingFact = { postId: string; creativity: number };

/** Amounts whose exchange rate is not known: listed apart, never converted 1:1; what came in and what was paid, each. */
export type Unconverted = { of: 'orders' | 'spend'; currency: string; amountMinor: number; count: number };

/** An order line or spend that waits for a rate, on its day. */
export type WaitingAmount = { of: Unconverted['of']; day: string; currency: string; amountMinor: number };

export type Facts = {
  brand: BrandFacts;
  catalog: Catalog;
  days: LinkDay[];
  channels: LinkDayChannel[];
  rights?: RightsFact[];
  ratings?: RatingFact[];
  /** Ids of posts whose engagement doesn't look as people make it; only where somebody asked. */
  oddPosts?: string[];
  /** Only of the posts whose decay is asked for. */
  firstHours?: FirstHours[];
  orders: CreditedOrder[];
  /** For reports that are made again; left out: none. */
  voided?: VoidedLine[];
  spend: SpendFact[];
  engagement: EngagementFact[];
  /** One by one, each on its day; summed by `unconverted` where they are listed. */
  unconverted: WaitingAmount[];
};

/** What ROI is computed from: of clicks no more than how many. */
export type RoiFacts = Omit<Facts, 'days'> & { days: readonly ClickedLink[] };

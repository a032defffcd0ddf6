/**
 * The closed lists that the whole product agrees on, each once. Meanings: docs/glossary.md.
 * No zod here: the redirect function carries this file.
 */
export const STAGES = ['microcontent', 'campaign', 'community'] as const;
export type Stage = (typeof STAGES)[number];

export const CHANNELS = [
  'own_inapp',
  'own_web',
  'cross_social',
  'dark_messenger',
  'dark_app',
  'dark_email',
  'dark_paste',
  'dark_unknown',
  'search',
  'ai_assistant',
  'paid',
  'link_in_bio',
  'referral',
  'direct_brand',
  'untold',
] as const;
export type Channel = (typeof CHANNELS)[number];

/** Where creators mostly post: what a form offers. A brand may name any other platform. */
export const USUAL_PLATFORMS = [
  'instagram',
  'tiktok',
  'youtube',
  'pinterest',
  'facebook',
  'x',
  'other',
] as const;

export const EXCLUDED_REASONS = [
  'bot',
  'preview',
  'prefetch',
  'head',
  'subresource',
  'repeat',
  'internal',
  'early',
] as const;
export type ExcludedReason = (typeof EXCLUDED_REASONS)[number];

export const STRENGTHS = ['deterministic', 'strong', 'inferred', 'none'] as const;
export type Strength = (typeof STRENGTHS)[number];

export const TRIGGERS = ['link', 'qr'] as const;
export type Trigger = (typeof TRIGGERS)[number];

export const DEVICES = ['mobile', 'tablet', 'desktop', 'other'] as const;
export type Device = (typeof DEVICES)[number];

export const OPERATING_SYSTEMS = [
  'ios',
  'android',
  'windows',
  'macos',
  'linux',
  'chromeos',
  'other',
] as const;
export type OperatingSystem = (typeof OPERATING_SYSTEMS)[number];

export const BROWSERS = [
  'chrome',
  'safari',
  'firefox',
  'edge',
  'samsung',
  'opera',
  'brave',
  'webview',
  'other',
] as const;
export type Browser = (typeof BROWSERS)[number];

/** Mail, pages and reports speak these. */
export const LANGUAGES = ['en', 'de', 'fr', 'es'] as const;
export type Language = (typeof LANGUAGES)[number];

export const MODELS = [
  'lastTouch',
  'firstTouch',
  'linear',
  'timeDecay',
  'positionBased',
  'markov',
  'shapley',
] as const;
export type Model = (typeof MODELS)[number];

export const CREATOR_SOURCES = ['volunteered', 'invited', 'searched', 'imported'] as const;
export type CreatorSource = (typeof CREATOR_SOURCES)[number];

/** Ages of creators, as brands' research has them. */
export const AGE_BANDS = ['13-15', '16-19', '20-24', '25-34', '35-44', '45-54', '55-64', '65+'] as const;
/** Bands of before, which overlap ours: kept and taken as they are, offered to nobody. */
export const FORMER_AGE_BANDS = ['13-17', '18-24'] as const;

export const APPLICATION_STATES = ['open', 'accepted', 'declined'] as const;
export type ApplicationState = (typeof APPLICATION_STATES)[number];

export const FORMATS = ['short', 'long'] as const;
export type PostFormat = (typeof FORMATS)[number];

/** Follower tiers, frozen when the post is made. */
export const TIERS = ['1-5k', '5-10k', '10-50k', '50-100k', '100-500k', 'out-of-range'] as const;
export type Tier = (typeof TIERS)[number];

/** Of a post against a brief's negative instructions. */
export const CHECK_RESULTS = ['ok', 'violation', 'unchecked'] as const;
export type CheckResult = (typeof CHECK_RESULTS)[number];

/** Of a post or click against the opening of its drop. */
export const DROP_TIMINGS = ['early', 'onTime', 'late'] as const;
export type DropTiming = (typeof DROP_TIMINGS)[number];

/** What is worth a look at a post. */
export const POST_FLAGS = ['early-for-drop', 'late-for-drop', 'outside-membership'] as const;
export type PostFlag = (typeof POST_FLAGS)[number];

/** Of a post that is asked for by a day: kept, kept too late, missed, or still to come. */
export const SLOT_STATES = ['onTime', 'late', 'missing', 'open'] as const;
export type SlotState = (typeof SLOT_STATES)[number];

export const LINK_STATUSES = ['active', 'paused', 'archived'] as const;
export type LinkStatus = (typeof LINK_STATUSES)[number];

/** `failing`: was proved once, and is not now. */
export const DOMAIN_STATES = ['waiting', 'verified', 'failing'] as const;
export type DomainState = (typeof DOMAIN_STATES)[number];

export const CONVERSION_KINDS = ['lead', 'sale'] as const;
export type ConversionKind = (typeof CONVERSION_KINDS)[number];

/** What earns credit, and what an order as a whole was credited by. */
export const CREDIT_REASONS = ['click', 'coupon', 'survey'] as const;
export type CreditReason = (typeof CREDIT_REASONS)[number];
export const ATTRIBUTIONS = [...CREDIT_REASONS, 'none'] as const;
export type AttributedBy = (typeof ATTRIBUTIONS)[number];

/** Why a click id that came with an order earns nothing. */
export const CLICK_REFUSALS = [
  'forged',
  'foreign',
  'unknown',
  'repeated',
  'after-conversion',
  'outside-window',
] as const;
export type ClickRefusal = (typeof CLICK_REFUSALS)[number];

/** What is worth a look at an order. */
export const ORDER_FLAGS = [
  'coupon-beat-click',
  'coupon-without-click',
  'two-creators-codes',
  'site-wide-coupon',
  'unknown-coupon',
  'forged-click',
  'model-needs-all-journeys',
  'not-tied-to-a-post',
  'net-amount-unknown',
  'survey-names-no-creator',
] as const;
export type OrderFlag = (typeof ORDER_FLAGS)[number];

/** A platform's refund: no money moved yet, booked, failed or won back. In this order. */
export const SHOP_REFUND_STATES = ['open', 'booked', 'undone'] as const;

export const SPEND_KINDS = [
  'fee',
  'commission',
  'product',
  'shipping',
  'production',
  'boost',
  'tools',
  'labour',
] as const;
export type SpendKind = (typeof SPEND_KINDS)[number];

export const SPEND_BASES = ['cogs', 'retail', 'cash'] as const;
export type SpendBasis = (typeof SPEND_BASES)[number];

export const SPEND_STATES = ['committed', 'accrued', 'paid'] as const;
export type SpendState = (typeof SPEND_STATES)[number];

/** What the days of an answer choose: money that moved, or posts that were published. */
export const BASES = ['period', 'cohort'] as const;
export type Basis = (typeof BASES)[number];

export const DELIVERY_STATES = ['pending', 'sending', 'uncertain', 'sent', 'failed', 'suppressed'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** Dark social: the clicks that referrer-only analytics calls "direct". */
export const isDark = (channel: Channel): boolean => channel.startsWith('dark_');

/** Who told a figure of the shop: the brand, its shop's orders, or nobody. */
export const TOLD_BY = ['brand', 'shop', 'nobody'] as const;
export type ToldBy = (typeof TOLD_BY)[number];

/** What of a shop's own totals lift is looked for in. */
export const LIFT_METRICS = ['orders', 'revenue', 'visits', 'directVisits', 'brandSearchVisits'] as const;
export type LiftMetric = (typeof LIFT_METRICS)[number];
/** What of them orders can tell. How many people came, and by which way, they can't. */
export const SHOP_METRICS = ['orders', 'revenue'] as const satisfies LiftMetric[];

/** What the posts told apart by may be lifted by. */
export const LIFT_GROUPS = ['campaign', 'squad', 'post'] as const;
export type LiftGroup = (typeof LIFT_GROUPS)[number];

export const LIFT_VERDICTS = ['detected', 'notDetectable', 'notEstimated'] as const;

/**
 * What stands against the treated series. `wholeShop`: its own past. `ratioToRest`: its usual share of all other
 * regions. `syntheticControl`: the mix of regions that ran most like it, each on its own level (Abadie, Diamond &
 * Hainmueller 2010; Doudchenko & Imbens, arXiv:1610.07748).
 */
export const LIFT_METHODS = ['wholeShop', 'ratioToRest', 'syntheticControl'] as const;
export type LiftMethod = (typeof LIFT_METHODS)[number];

/** Why no lift was estimated. */
export const LIFT_REFUSALS = [
  'tooFewDays',
  'noQuietDays',
  'windowLeftOut',
  'tooFewOrders',
  'tooNoisy',
] as const;
export type LiftRefusal = (typeof LIFT_REFUSALS)[number];

/** What became of one item of a bulk: made, changed, as it was before, or not taken. */
export const BULK_OUTCOMES = ['stored', 'changed', 'repeated', 'refused'] as const;
export type BulkOutcome = (typeof BULK_OUTCOMES)[number];

/** Whose making and changing webhooks are told of, by the beginning of its id. */
export const ANNOUNCED = {
  crt: 'creator',
  cmp: 'campaign',
  sqd: 'squad',
  pst: 'post',
  lnk: 'link',
  spd: 'spend',
} as const;

/** What webhooks tell of. */
export const EVENT_TYPES = [
  'creator.created',
  'creator.updated',
  'campaign.created',
  'campaign.updated',
  'squad.created',
  'squad.updated',
  'post.created',
  'post.updated',
  'link.created',
  'link.updated',
  'spend.created',
  'spend.updated',
  'conversion.created',
  'conversion.refunded',
  'conversion.amended',
  'conversion.voided',
  'report.sent',
  'report.delivery_failed',
  'link.first_click',
  'link.surge',
  'creator.violation',
  'application.received',
  'webhook.test',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

import type { DarkSign } from '../../../domain/attribution/dark-social.ts';
import type { Unconverted } from '../../../domain/facts.ts';
import type {
  ChangeVerdict,
  ChannelGroup,
  LiftOfWeek,
  Note,
  StageRow,
} from '../../../domain/report/snapshot.ts';
import type {
  Reason as PromotionReason,
  PromotionVerdict,
} from '../../../domain/roi/promotions/promotion-verdict.ts';
import type { NoChoice } from '../../../domain/roi/promotions/promotions.ts';
import type { Language } from '../../../domain/vocabulary.ts';
import { pluralIn } from './plural.ts';

const plural = pluralIn('en');

/** Every sentence of mail and page in English. `Messages` is its shape: a language that lacks a key does not compile. */
export const en = {
  language: 'en' as Language,
  stage: {
    microcontent: 'Micro-content',
    campaign: 'Campaign',
    community: 'Community',
    withoutPost: 'Links without a post',
    notTied: 'Not tied to a post',
    total: 'Total',
  } satisfies Record<StageRow['stage'], string>,
  group: {
    platform: 'The post’s own platform',
    otherSocial: 'Other social',
    dark: 'Dark social',
    search: 'Search and AI',
    other: 'Other',
  } satisfies Record<ChannelGroup, string>,
  verdict: {
    real: 'real',
    chance: '',
    new: 'new',
    untested: '',
  } satisfies Record<ChangeVerdict, string>,
  note: {
    'too-few-orders': 'too few orders',
    'too-few-clicks': 'too few clicks',
    'no-margin': 'margin not set',
    'zero-margin': 'no margin, so nothing breaks even',
    'no-spend': 'no spend',
    'too-little-spend': 'too little spend',
    'no-posts': 'no posts',
    unchecked: 'not checked',
    'no-benchmark': 'no search CPC set',
    withheld: 'not shared',
    'no-choice': 'nothing to choose',
    'range-only': 'a range, no number',
    'not-estimated': 'not estimated',
    'not-tied': 'no post to compare with',
    unknown: 'not known',
  } satisfies Record<Note, string>,
  promotionVerdict: {
    moveUp: 'move up',
    testMore: 'one more test post',
    stay: 'stay',
    stopPaying: 'stop paying',
    barred: 'barred',
  } satisfies Record<PromotionVerdict, string>,
  reason: {
    'rule-broken': 'broke a brand rule',
    'loses-money': 'costs more than it earns',
    'no-orders': 'no orders yet',
    'too-few-clicks': 'few clicks so far',
  } as Partial<Record<PromotionReason, string>>,
  app: {
    unknown: 'App not known',
  } as Record<string, string>,

  week: (number: string, year: string) => `Week ${number}, ${year}`,
  programme: 'Creator programme',
  provisionalTitle: (span: string) => `So far this week: ${span}`,
  provisional: (span: string) =>
    `This week still runs. Everything here covers its first ${span} and is compared with the same part of last week.`,
  revised: (number: string) =>
    `Revision ${number}: this report was made again because later facts changed it.`,
  subject: (brand: string, week: string) => `${brand}: creator ROI, week ${week}`,
  subjectRoi: (roi: string) => `ROI ${roi}`,
  subjectEmpty: 'a quiet week',
  preheader: (parts: string) => parts,
  openReport: 'Read the whole report',

  tile: {
    netRevenue: 'Net revenue',
    marginRoi: 'Margin ROI',
    clicks: 'Clicks',
    orders: 'Orders',
  },
  interval: (range: string, cases: string, of: string) => `in ${cases} of ${of} cases ${range}`,
  range: (low: string, high: string) => `${low} to ${high}`,
  onLastWeek: (ratio: string) => `${ratio} on last week`,
  sameAsLastWeek: 'as last week',
  allMayBeChance: 'Each of these changes could be chance.',
  othersMayBeChance: 'A change that is not called “real” could be chance.',
  waitForRate: (amounts: string) => `Left out until there is an exchange rate: ${amounts}.`,
  waiting: {
    orders: (amount: string) => `orders of ${amount}`,
    spend: (amount: string) => `spend of ${amount}`,
  },
  roiMeans:
    'Margin ROI is what is left of the gross profit after all spend, as a share of that spend: at 0% a programme pays for itself.',
  lastWeekWas: (value: string) => `was ${value} last week`,
  nothingBefore: 'new this week',
  firstWeek: 'first week',
  spent: (amount: string) => `${amount} spent`,
  breakEven: (roas: string, breakEven: string) => `${roas} × the spend; pays off from ${breakEven} ×`,

  actionTitle: 'Do this',
  readOn: (names: string) => (names ? `Read on: ${names}` : 'Read on'),
  action: {
    promoteSure: (names: string, to: string) => `Move ${names} up to ${to}: the evidence is strong.`,
    promoteLikely: (names: string, to: string, chance: string) =>
      `Move ${names} up to ${to}: the best choice so far, at least ${chance} likely to be among the best.`,
    promoteEarns: (names: string, to: string) =>
      `Move ${names} up to ${to}: a next post will probably earn more than it costs.`,
    violation: (name: string) => `Look at ${name}’s post first: it breaks one of your brand rules.`,
    volunteers: (waiting: number, count: string) =>
      `${count} ${plural(waiting, 'volunteer waits', 'volunteers wait')} for your answer: decide on them this week.`,
    messages: (campaign: string, message: string, asked: string, delivered: string) =>
      `Brief “${campaign}” again: you asked for ${asked} ${message}, posts deliver ${delivered}.`,
    stageLoses: (stage: string, roi: string) =>
      `${stage} costs more than it earns (margin ROI ${roi}): renegotiate or pause before the next booking.`,
    testMore: (names: string, _creators: number, clicks: number, count: string) =>
      `Give ${names} another post: about ${count} more ${plural(clicks, 'click', 'clicks')} would tell whether they belong among the best.`,
    setMargin: 'Tell us your gross margin: without it no profit and no ROI can be worked out.',
    firstPosts: 'Create links for your first posts: numbers start with the first tap.',
    recordSpend: 'Record what these posts cost: revenue without spend has no ROI.',
    keepGoing: 'Nothing needs changing this week. Keep going.',
  },

  moved: {
    title: 'What moved',
    none: 'No change this week is bigger than normal ups and downs.',
    first: 'This is the first week; from next week on, real changes show up here.',
    line: (subject: string, metric: string, was: string, is: string, change: string) =>
      `${subject}: ${metric} ${was} → ${is} (${change}, real)`,
    lineNew: (subject: string, metric: string, is: string) => `${subject}: ${metric} ${is}, new this week`,
    brand: 'All together',
    metric: { clicks: 'clicks', orders: 'orders' },
  },

  best: {
    title: 'Best creators and posts',
    none: 'Nobody brought a click or an order this week.',
    creators: 'Best creators of the week',
    posts: 'Best posts of the week',
    creator: 'Creator',
    post: 'Post',
    others: (more: number, count: string) => `${count} ${plural(more, 'other', 'others')}`,
  },
  pace: {
    title: 'Goals and engagement',
    none: 'No campaign with a goal is running, and no engagement was measured.',
    goal: (campaign: string, reached: string, target: string, done: string, gone: string, word: string) =>
      `${campaign}: ${reached} of ${target} (${done}) with ${gone} of its days gone: ${word}.`,
    notMeasured: (campaign: string, target: string) =>
      `${campaign}: the goal of ${target} is not something that is measured here.`,
    ahead: 'ahead of pace',
    onPace: 'on pace',
    behind: 'behind pace',
    metric: {
      orders: 'orders',
      sales: 'orders',
      conversions: 'orders and leads',
      clicks: 'clicks',
      visitors: 'visitors',
      posts: 'posts',
    } as Record<string, string>,
    engagement: (rate: string, days: string) =>
      `Engagement rate by followers: ${rate} (likes, comments, shares and saves of posts of the last ${days} days, per follower).`,
    engagementWas: (rate: string) => `It was ${rate} in the four weeks before.`,
    byTier: 'Engagement rate by creators’ followers',
    tier: 'Followers',
    otherTier: 'Under 1k or from 500k',
    rate: 'Rate',
  },
  button: {
    losers: 'Decide whom to keep paying',
    promotions: 'Decide who moves up',
    volunteers: 'Answer the volunteers',
    creator: 'Look at the creator',
    campaign: 'Open the campaigns',
    stage: 'Look at the stage',
    margin: 'Set your margin',
    post: 'Create a post',
    spend: 'Record spend',
    week: 'See this week',
  },
  decisions: {
    title: 'Waiting for a decision',
    moveUp: (names: string) => `May move up: ${names}.`,
    stopPaying: (names: string) => `Costs more than it brings in: ${names}.`,
  },

  stages: {
    title: 'What each stage returned',
    intro: 'Money that moved this week: orders by their day, spend when it fell due.',
    before: 'The weeks before',
    cohortTitle: 'Posts published this week, to date',
    stage: 'Stage',
    posts: 'Posts',
    clicks: 'Clicks',
    orders: 'Orders',
    revenue: 'Net revenue',
    spend: 'Spend',
    roi: 'Margin ROI',
  },
  charts: {
    weeks: 'Clicks per week, by how they came',
    weeksText: (weeks: string, first: string, last: string, dark: string) =>
      `${weeks} weeks. First ${first}, latest ${last} clicks; ${dark} of the latest came through dark social.`,
    week: 'Week',
    roi: 'Margin ROI by stage, with its interval',
    roiText: (parts: string) => `Right of the line a stage earns more than it costs. ${parts}.`,
    breakEven: 'break-even',
    posteriors: 'What a next post of each creator would bring',
    posteriorsText: 'Dot: best estimate. Line: 90% of what is plausible. Sorted by the estimate.',
    decay: 'Clicks per day since publication',
    decayText: (name: string, halfLife: string) => `${name}: half of all clicks within ${halfLife}.`,
    daySince: 'Day',
    seen: 'seen',
    fitted: 'expected',
    asTable: 'Show these figures as a table',
    none: 'none',
  },

  promotion: {
    title: (from: string, to: string) => `Who to move up: ${from} to ${to}`,
    expected: (right: string, pick: string) =>
      `Of the top ${pick}, about ${right} are expected to be truly among the best. Follower counts play no part.`,
    engagement: (creators: string) =>
      `Where orders are few, engagement beside the tier has a say, as far as it went with clicks and orders of ${creators} creators.`,
    noChoice: {
      'nothing-to-choose':
        'There is a place for everybody, so there is no ranking: each is judged by what a next post would earn.',
      'no-orders': 'No order has come yet, so nothing tells the creators apart.',
    } satisfies Record<NoChoice, string>,
    none: 'Nobody has enough clicks to compare yet.',
    creator: 'Creator',
    evidence: 'Clicks / orders',
    profit: 'Profit per post',
    rate: 'Orders per click',
    chance: 'Chance of top',
    verdict: 'What to do',
    there: (stage: string) => `already in ${stage}`,
    keepThere: 'keep there',
  },

  earning: {
    title: 'Still earning',
    none: 'Of earlier posts no more clicks are expected.',
    intro: 'What earlier posts still bring, without another payment.',
    post: 'Post',
    age: 'Age',
    days: (days: number, count: string) => `${count} ${plural(days, 'day', 'days')}`,
    hours: (hours: number, count: string) => `${count} ${plural(hours, 'hour', 'hours')}`,
    wokeUp: (day: string) => `woke up again on ${day}`,
    halfLife: 'Half-life',
    residual: 'Clicks to come',
    revenue: 'Profit to come',
    ppc: 'Same clicks by search ads',
    ppcNote:
      'Search ads stop earning the day the spend stops. Searchers also want to buy more often: compare cost per order too.',
  },

  dark: {
    title: 'Dark social',
    range: (share: string, clicks: string) =>
      `Estimated ${share} of ${clicks} clicks were shared in private.`,
    few: (dark: string, clicks: number, count: string) =>
      `Shared in private: ${dark} of ${count} ${plural(clicks, 'click', 'clicks')}, too few for a percentage.`,
    noSign: (clicks: number, count: string) =>
      plural(
        clicks,
        'The one click shows no sign of being shared in private.',
        `None of ${count} clicks shows a sign of being shared in private.`,
      ),
    meaning:
      'Dark social: people pass a link on in a chat, a mail or an app that names no source, where other analytics sees only “direct”.',
    money: (amount: string) => `The orders that these clicks earned: ${amount} of net revenue.`,
    codes: (orders: string, amount: string) =>
      `Orders by a creator’s code without any click: ${orders} (${amount}). Posters and coupon sites hand codes on too, so they are not counted here.`,
    referrerOnly: (direct: string, clicks: number, count: string) =>
      `Analytics that looks at referrers alone would have called ${direct} of ${count} ${plural(clicks, 'click', 'clicks')} “direct”.`,
    shares: (parts: string) => `Link previews show sharing in ${parts}.`,
    sharesOne: (app: string, count: string) => `${app} (${count})`,
    none: 'No clicks, so nothing was shared in the dark.',
    signs: 'What says so',
    sign: 'Sign',
    signOf: {
      messenger: 'A messenger named itself',
      mail: 'A mail program named itself',
      declared: 'The link was placed in private',
      dark_app: 'Opened from an app without a name',
      dark_paste: 'Pasted or typed',
      dark_unknown: 'No trace of where from',
    } satisfies Record<DarkSign, string>,
    atMost: 'At most',
    sure: (clicks: string) => `at least ${clicks}`,
    apps: 'The same clicks by app',
    app: 'App',
    otherApps: 'Other apps',
    clicks: 'Clicks',
  },

  lift: {
    title: 'The shop without these posts',
    more: (day: string, low: string, high: string, what: string) =>
      `Since ${day} the shop has had between ${low} and ${high} ${what} a day more than it would have had without these posts, clicked or not.`,
    fewer: (day: string, low: string, high: string, what: string) =>
      `Since ${day} the shop has had between ${low} and ${high} ${what} a day fewer than expected without these posts.`,
    cannot: (day: string, low: string, high: string, visible: string) =>
      `What the posts since ${day} did beyond their clicks can’t be told from ordinary days: between ${low} less and ${high} more than expected. Only ${visible} or more would have shown. This doesn’t mean that they did nothing.`,
    tracked: (count: string, what: string) =>
      `Their links and codes brought ${count} ${what} in all these days; that is part of this range, not on top of it.`,
    roi: (low: string, high: string, tracked: string) =>
      `Margin ROI with lift: ${low} to ${high}. By tracked orders alone, over the same days: ${tracked}. The first is a range beside ROI, never part of it.`,
    mail: (low: string, high: string, what: string, day: string) =>
      `Clicked or not: without the posts since ${day} the shop would have missed between ${low} and ${high} ${what} a day.`,
    of: { orders: 'orders', revenue: 'of revenue', visits: 'visits' } as Record<LiftOfWeek['metric'], string>,
    why: {
      tooFewDays:
        'Not estimated: the shop’s own totals of at least four weeks before these posts are missing.',
      noQuietDays:
        'Not estimated: posts have run without a pause for too long, so there are no quiet days to compare with. A plan of cities and weeks can tell.',
      windowLeftOut:
        'Not estimated: on most of these days there was a sale or the like, or the shop’s totals are missing.',
      tooFewOrders: 'Not estimated: on most days there is nothing to count.',
      tooNoisy:
        'Can’t be measured: only a doubling would have shown. This doesn’t mean that the posts did nothing.',
      noDayOver: 'Not estimated: no day after these posts is over yet.',
    } as Record<NonNullable<LiftOfWeek['reason']>, string>,
    caption: 'Line: the shop as it was. Band: where nine of ten such days lie without these posts.',
    day: 'Day',
    actual: 'As it was',
    expected: 'Without these posts',
  },

  messages: {
    title: 'Messages: asked and delivered',
    none: 'No brief with message weights is running.',
    intro: (campaign: string, posts: number, count: string, gap: string) =>
      `${campaign}: ${count} ${plural(posts, 'post', 'posts')}, gap ${gap} (0% = as briefed).`,
    message: 'Message',
    asked: 'Asked',
    delivered: 'Delivered',
    sold: 'Sold',
    roi: 'ROI to date',
  },

  safety: {
    title: 'Brand safety and volunteers',
    clean: 'No post breaks a brand rule.',
    violation: (name: string) => `${name} broke a brand rule and cannot be moved up.`,
    rightsEnding: (name: string, day: string) =>
      `The rights to reuse ${name}’s post end on ${day}: ask for more, or take it down by then.`,
    rightsEnded: (name: string, day: string) =>
      `The rights to reuse ${name}’s post ended on ${day}, and a link still leads from it elsewhere.`,
    volunteers: (waiting: number, count: string) =>
      `${count} ${plural(waiting, 'volunteer waits', 'volunteers wait')} for an answer`,
    oldest: (days: string) => `the longest for ${days}`,
    noVolunteers: 'No volunteer is waiting.',
    accepted: (accepted: number, count: string) =>
      `${count} ${plural(accepted, 'volunteer was', 'volunteers were')} accepted so far.`,
    webhook: (host: string, since: string) =>
      `The webhook to ${host} is off since ${since}: it failed too often. Turn it on again once it answers.`,
    suppressed: (count: string) =>
      `Recipients who no longer get this mail (bounced or unsubscribed): ${count}.`,
    members: 'Creators',
    active: 'Posted in 28 days',
    perMember: 'Posts each',
    compliance: 'Kept the rules',
  },

  earlier: {
    title: 'Changes to earlier weeks',
    thisReport: 'Changes since this report was first made',
    none: 'No earlier week has changed.',
    week: (week: string, revision: string) => `${week} (now revision ${revision})`,
    difference: (about: string, changes: string) => `${about}: ${changes}`,
    brand: 'All together',
    dark: 'Dark social',
    figure: {
      clicks: 'clicks',
      uniques: 'unique visitors',
      orders: 'orders',
      netRevenueMinor: 'net revenue',
      grossProfitMinor: 'gross profit',
      spendMinor: 'spend',
      marginRoi: 'margin ROI',
      darkLow: 'clicks, at least',
      darkHigh: 'clicks, at most',
      posts: 'posts',
    },
    refund: (order: string, day: string, amount: string) => `Refund of ${order} on ${day}: ${amount}`,
    amendment: (order: string, day: string, amount: string) =>
      `Order ${order} told anew on ${day}: ${amount}`,
    reversal: (order: string, day: string, amount: string) =>
      `Refund of order ${order} taken back on ${day}: ${amount}`,
    lateOrder: (order: string, day: string, amount: string) => `Late order ${order} of ${day}: ${amount}`,
    voided: (order: string, day: string, amount: string) =>
      `Order ${order} of ${day} voided since: ${amount}`,
    restored: (order: string, day: string, amount: string) =>
      `Order ${order} of ${day} counts again: ${amount}`,
    rejudged: (from: string, to: string) => `Clicks were judged again (rules ${from} to ${to})`,
    lateClicks: (count: string) => `Clicks that arrived late: ${count}`,
    spendChanged: 'Spend was added or changed',
  },

  how: {
    title: 'How these numbers are made',
    period: (days: string, hours: string, zone: string) =>
      `Period: ${days}, ${hours} hours, time zone ${zone}.`,
    asOf: (moment: string) => `Everything known up to ${moment} is in.`,
    clicks: (hits: string, excluded: string) =>
      `Clicks are taps by people: of ${hits} requests ${excluded} were left out (bots, link previews, prefetches, repeats).`,
    orders: (model: string, days: string) =>
      `Orders are credited by ${model}, within ${days} days; a creator’s own code outranks a click.`,
    revenue: 'Net revenue is after discounts and refunds, without tax and shipping.',
    roi: (margin: string) =>
      `Margin ROI = (gross profit − spend) / spend, with a gross margin of ${margin} where an order names no cost of goods.`,
    roiNoMargin: 'Margin ROI needs your gross margin, which is not set.',
    interval: (level: string, draws: string) =>
      `Intervals: ${level}, from ${draws} seeded redraws of the orders; under five orders, or a spend below one average order, no ROI is printed.`,
    spend: 'Spend counts when it falls due; gifts count at what they cost you, not at retail.',
    test: '“Real” means a change that chance would rarely make, tested together with everything else in this report; any other means wait.',
    notIncremental: 'Attribution is not proof of cause: some of these buyers would have come anyway.',
    unconverted: (of: Unconverted['of'], amount: string, count: string) =>
      `Left out, as no exchange rate is known: ${of === 'spend' ? 'spend' : 'orders'} of ${amount} (${count}).`,
    version: (metric: string, rules: string) => `Metrics ${metric}, judgement rules ${rules}.`,
    snapshot: (address: string) => `Snapshot ${address}`,
    model: {
      lastTouch: 'last touch',
      firstTouch: 'first touch',
      linear: 'the linear model',
      timeDecay: 'time decay',
      positionBased: 'the position-based model',
      markov: 'the Markov model',
      shapley: 'the Shapley model',
    },
  },

  empty: {
    first:
      'Your links are ready, and nobody has tapped one yet. The first numbers come with the first tap; this mail then compares week by week.',
    soFar: 'No clicks, no orders and no spend this week so far.',
    quiet: 'No clicks, no orders and no spend this week.',
  },
  files: {
    uniques: 'Unique visitors',
    profit: 'Gross profit',
    atLeast: 'Margin ROI, low',
    atMost: 'Margin ROI, high',
    note: 'Note',
    handle: 'Handle',
    platform: 'Platform',
    published: 'Published on',
  },
  footer: {
    why: (brand: string) => `You get this because you are a recipient of ${brand}’s weekly report.`,
    unsubscribe: 'Unsubscribe',
    settings: 'Settings',
    attachment:
      'Attached: tables of stages, creators and posts for your spreadsheet, and every figure as one line for machines.',
    skip: 'Skip to the report',
    madeBy: 'Vouch',
  },
};
export type Messages = typeof en;

import type { AGE_BANDS, CreatorSource } from '../../../shared/domain/vocabulary.ts';

/**
 * The story that the demo tells, as plain facts: a sock maker tests ten creators with micro-content, moves the four
 * who sell into a winter campaign, and has two squads of friends who pass links on in private. Clicks and orders of
 * the ten are fixture D of the promotion statistics. Weeks count from 1 to 8, days from Monday = 0, in Berlin.
 */
export const TIME_ZONE = 'Europe/Berlin';
export const CURRENCY = 'EUR';
export const WEEKS = 8;
export const SHOP = 'https://shop.woolly.example';

export type StoryPlatform = 'instagram' | 'tiktok' | 'youtube' | 'pinterest';

export type CreatorStory = {
  key: string;
  handle: string;
  displayName: string;
  platform: StoryPlatform;
  followers: number;
  city: string;
  source: CreatorSource;
  couponCodes: string[];
  /** Lower-case ISO 639 of the followers' browsers is German for all; country where most of them live. */
  country: string;
  ageBand: (typeof AGE_BANDS)[number];
};

/** `clicks`, `orders`: what their micro-content of the first three weeks brings; `campaign`: per campaign post. */
export const TESTED: readonly (CreatorStory & {
  clicks: number;
  orders: number;
  campaign?: { clicks: number; orders: number; fee: number };
})[] = [
  {
    ...creator('mila', '@mila.macht.maschen', 'Mila Brandt', 'instagram', 8_400, 'Leipzig', 'volunteered'),
    clicks: 420,
    orders: 14,
    campaign: { clicks: 66, orders: 6, fee: 24_000 },
  },
  {
    ...creator('jonas', '@jonas.laeuft.warm', 'Jonas Vogt', 'tiktok', 21_300, 'München', 'invited'),
    clicks: 385,
    orders: 9,
    campaign: { clicks: 60, orders: 4, fee: 26_000 },
  },
  {
    ...creator('aylin', '@aylin.bleibt.drin', 'Aylin Demir', 'instagram', 5_600, 'Köln', 'volunteered'),
    clicks: 350,
    orders: 9,
    campaign: { clicks: 56, orders: 4, fee: 20_000 },
  },
  {
    ...creator('ben', '@ben.baut.huetten', 'Ben Krüger', 'youtube', 47_000, 'Freiburg', 'invited'),
    clicks: 315,
    orders: 7,
    campaign: { clicks: 50, orders: 3, fee: 30_000 },
  },
  {
    ...creator('carla', '@carla.auf.tour', 'Carla Neumann', 'tiktok', 66_500, 'Hamburg', 'invited'),
    clicks: 280,
    orders: 4,
  },
  {
    ...creator('deniz', '@deniz.strickt', 'Deniz Aksoy', 'instagram', 3_900, 'Berlin', 'volunteered'),
    clicks: 245,
    orders: 3,
  },
  {
    ...creator('emil', '@emil.richtet.ein', 'Emil Sommer', 'pinterest', 12_800, 'Wien', 'imported', 'AT'),
    clicks: 210,
    orders: 2,
  },
  {
    ...creator('frieda', '@frieda.im.garten', 'Frieda Lorenz', 'instagram', 1_700, 'Rostock', 'volunteered'),
    clicks: 175,
    orders: 1,
  },
  {
    ...creator('gustav', '@gustav.geht.weiter', 'Gustav Meili', 'youtube', 9_200, 'Zürich', 'invited', 'CH'),
    clicks: 140,
    orders: 1,
  },
  {
    ...creator('hanna', '@hanna.tanzt', 'Hanna Otto', 'tiktok', 214_000, 'Düsseldorf', 'invited'),
    clicks: 105,
    orders: 0,
  },
];

export type SquadStory = { key: string; name: string; city: string; managerName: string; targetSize: number };

/** Each member is asked for a short post every ten days. */
export const SQUAD_RHYTHM = [{ format: 'short', everyDays: 10 }];

export const SQUADS: readonly SquadStory[] = [
  { key: 'berlin', name: 'Berlin Winterfüße', city: 'Berlin', managerName: 'Noor Haddad', targetSize: 100 },
  {
    key: 'hamburg',
    name: 'Hamburg Deckskinder',
    city: 'Hamburg',
    managerName: 'Piet Janssen',
    targetSize: 100,
  },
];

/** Who is in which squad, from which week (its Monday) and until which (its Sunday). */
export const MEMBERS: readonly (CreatorStory & { squad: string; since: number; until?: number })[] = [
  { ...friend('ida', '@ida.radelt', 'Ida Franke', 2_100, 'Berlin'), squad: 'berlin', since: 2 },
  { ...friend('karim', '@karim.kocht', 'Karim Saleh', 1_450, 'Berlin'), squad: 'berlin', since: 2 },
  { ...friend('lotte', '@lotte.liest', 'Lotte Weiß', 1_200, 'Berlin'), squad: 'berlin', since: 3 },
  { ...friend('milo', '@milo.skatet', 'Milo Petrov', 3_300, 'Berlin'), squad: 'berlin', since: 2, until: 6 },
  { ...friend('nele', '@nele.segelt', 'Nele Hansen', 2_600, 'Hamburg'), squad: 'hamburg', since: 2 },
  { ...friend('oke', '@oke.am.deich', 'Oke Petersen', 1_150, 'Hamburg'), squad: 'hamburg', since: 2 },
  { ...friend('paula', '@paula.backt', 'Paula Engel', 1_900, 'Hamburg'), squad: 'hamburg', since: 3 },
  { ...friend('rieke', '@rieke.tauscht', 'Rieke Thomsen', 1_300, 'Hamburg'), squad: 'hamburg', since: 4 },
];

/** Members pass it on from the Monday of the seventh week; the shop shows it to everybody nine days later. */
export const DROPS = [
  {
    key: 'rust',
    squad: 'berlin',
    name: 'Winter wool in rust red, before the shop shows it',
    product: 'Winter wool, rust red',
    membersFrom: { week: 7, day: 0, hour: 9 },
    opens: { week: 8, day: 2, hour: 18 },
    ends: { week: 10, day: 6, hour: 20 },
    weeks: [7, 8],
  },
] as const;

const WINTER = { warmth: 0.6, elasticity: 0.2, looks: 0.1, eco: 0.1 };
const ALL_YEAR = { warmth: 0.25, elasticity: 0.25, looks: 0.25, eco: 0.25 };

/** From Thursday of the fourth week until two weeks after the last; the winter brief from its first Monday on. */
export const CAMPAIGN = {
  key: 'winter',
  name: 'Warm feet, cold days',
  goal: { metric: 'orders', target: 160 },
  starts: { week: 4, day: 3 },
  ends: { week: 10, day: 6 },
  briefs: [
    { weights: ALL_YEAR, from: { week: 4, day: 3 }, to: { week: 4, day: 6 } },
    { weights: WINTER, from: { week: 5, day: 0 }, to: { week: 10, day: 6 } },
  ],
  negativeInstructions: [
    'No medical claims: socks warm, they do not heal.',
    'No comparison with another brand by name.',
    'Nothing filmed on frozen lakes.',
  ],
};

/** What campaign posts talk about, post by post; community and micro-content choose among them freely. */
export const CAMPAIGN_MESSAGES = [
  ['warmth', 'looks'],
  ['warmth', 'elasticity'],
  ['warmth'],
  ['warmth', 'eco'],
  ['warmth', 'elasticity'],
];
export const MESSAGES = Object.keys(ALL_YEAR);

const answers = (said: Record<string, number>) =>
  Object.entries(said).map(([name, share]) => ({ name, answers: 100 * share }));

/** Why people buy: each reason as much as the others over the year, warmth most in winter. */
export const SURVEY = {
  name: 'Why socks',
  seasons: [
    { months: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], messages: answers(ALL_YEAR), respondents: 620 },
    { months: [12, 1, 2], messages: answers(WINTER), respondents: 410 },
  ],
};

/** The brand's own ads: two stretches of search ads, and what was still clicked in the weeks after. */
export const ADS = [
  { week: 2, days: 4, spendMinor: 11_200, clicks: [22, 19, 23, 20], after: [3, 1, ...quiet(15)] },
  { week: 5, days: 4, spendMinor: 12_600, clicks: [25, 22, 24, 23], after: [2, 1, 1, ...quiet(14)] },
];

/** Whom the brand looks for now; those who wait answered it. */
export const CALL = {
  key: 'outdoors',
  title: 'Out in the cold, and filming',
  looksFor: 'People who work or walk outside all winter and show it in short videos.',
  opens: { week: 7, day: 0, hour: 10 },
  closes: { week: 10, day: 6 },
};

/** One campaign post breaks a rule of the brief. */
export const VIOLATION = {
  post: 'ben-winter-3',
  instruction: CAMPAIGN.negativeInstructions[0] ?? '',
  note: 'Says at 2:14 that the socks cure cold feet for good.',
};

/** A first video goes round once more, weeks later: somebody with a larger audience shows it, and friends pass it on. */
export const VIRAL = {
  post: 'ben-1',
  wave: { week: 8, day: 1, hour: 18, clicks: 160 },
  /** Hours after the wave began at which somebody opened the address that one of its first followers had passed on. */
  reshares: [0.6, 1.1, 1.4, 3.2, 5.5, 14.2, 26, 51],
};

/**
 * What a test post costs beside its parcel. Small accounts post for the parcel alone; the one with the great name asks
 * for more than she sells.
 */
export const TEST_FEES = [
  { followersFrom: 100_000, amountMinor: 6_000 },
  { followersFrom: 40_000, amountMinor: 800 },
  { followersFrom: 10_000, amountMinor: 500 },
] as const;

/** Volunteers: two wait, one was accepted, one declined. */
export const APPLICATIONS = [
  {
    handle: '@sina.wandert',
    followers: 4_800,
    city: 'Dresden',
    week: 7,
    day: 1,
    message: 'I walk 30 km every week.',
  },
  {
    handle: '@tarek.macht.licht',
    followers: 7_900,
    city: 'Bremen',
    week: 8,
    day: 3,
    message: 'Film sets are cold.',
  },
  {
    handle: '@uli.huetet',
    followers: 2_300,
    city: 'Husum',
    week: 5,
    day: 2,
    message: 'My sheep wear wool too.',
    decision: 'accept',
    reason: 'Knows wool better than we do',
  },
  {
    handle: '@vio.rabatte',
    followers: 88_000,
    city: 'Berlin',
    week: 6,
    day: 4,
    message: 'Best codes in town!',
    decision: 'decline',
    reason: 'Posts codes only, no content of their own',
  },
] as const;

/** Net price and cost of goods of a pair or a set, minor units. */
export const PRODUCTS = [
  { name: 'Everyday, one pair', netAmount: 1_490, cogs: 560 },
  { name: 'Winter wool, one pair', netAmount: 2_490, cogs: 980 },
  { name: 'Winter wool, three pairs', netAmount: 5_980, cogs: 2_520 },
  { name: 'Knee socks', netAmount: 2_990, cogs: 1_150 },
  { name: 'Gift box', netAmount: 4_490, cogs: 1_900 },
];

function quiet(days: number): number[] {
  return Array.from({ length: days }, () => 0);
}

function creator(
  key: string,
  handle: string,
  displayName: string,
  platform: StoryPlatform,
  followers: number,
  city: string,
  source: CreatorStory['source'],
  country = 'DE',
): CreatorStory {
  const couponCodes = [`${key.toUpperCase()}10`];
  return {
    key,
    handle,
    displayName,
    platform,
    followers,
    city,
    source,
    couponCodes,
    country,
    ageBand: '25-34',
  };
}

function friend(
  key: string,
  handle: string,
  displayName: string,
  followers: number,
  city: string,
): CreatorStory {
  return {
    ...creator(key, handle, displayName, 'instagram', followers, city, 'volunteered'),
    ageBand: '20-24',
  };
}

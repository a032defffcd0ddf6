/** What an import says of a table that people paste: English, and by which words it is looked up in other languages. */
export const TABLE_SENTENCES = {
  missing: '{field}: is missing',
  noDate: '{field}: "{cell}" is no date that this column could hold',
  noCount: '{field}: "{cell}" is no whole number',
  noAmount: '{field}: "{cell}" is no amount',
  noAmountSo: '{field}: "{cell}" is no amount with "{sign}" before the decimals',
  noZone: '{field}: "{cell}" is no zone, or that of several places',
  formulaFailed: '{field}: "{cell}" is what a spreadsheet shows where a formula failed',
  shortened: '{field}: "{cell}" is a number that a spreadsheet shortened: its last digits are lost',
  currencyOpen:
    '{field}: the sign in "{cell}" is that of several currencies; write its code, such as {example}',
  currencyOther: '{field}: "{cell}" is not in {currency}, which its line or its heading says',
  noHandle: '{field}: "{cell}" is neither a handle nor the address of a profile',
  costOfDays: '{field}: a cost of {day} to {until} is no day’s; export it day by day',
  adsOfDays: '{field}: ads of {day} to {until} are no day’s; export them day by day',
  totalsOfDays: '{field}: totals of {day} to {until} are no day’s; export them day by day',
  nothingTold: 'no total stands in this line',
  toldAbove: '{day} stands in line {line} already',
  noEvent: '{field}: "{cell}" is no sale, holiday, closed day or outage',
  ofWholeShop: '{field}: is told of the whole shop, not of a region',
  yetToCome: '{field}: {day} is yet to come',
  tooExact: '{field}: "{cell}" has more decimals than {currency} has, or is more than can be kept',
  lessThanNothing: '{field}: is less than nothing',
  otherCurrency: 'the amount is in {currency}, not in {ours}',
  namesNothing: 'names no post, creator, campaign, squad or stage',
  noCounter: 'no counter stands in this line',
  tooManyCells:
    'has {count} cells where the heading has {columns}: is a text with "{sign}" in it not in quotes?',
  tooManyTabs: 'has {count} cells where the heading has {columns}: is a text with a tab in it not in quotes?',
  openQuote: 'a quote is opened and never closed',
  isSum: 'a sum of other rows',
  isPart: 'a part of another row',
  ofPart: '{field}: the totals of {cell} alone are not the whole shop’s',
  isHeading: 'the headings once more',
  creator: '{handle} on {platform}',
  cost: '{kind} of {amount} {currency} on {day}',
  counters: 'counters of {post}',
  shopDay: '{day}: {figures}',
  ads: '{amount} {currency} and {clicks} clicks on {day}',
  noTime: '{field}: "{cell}" is no time of a day',
  furtherLine: 'a further line of {order}',
  cancelled: '{order}: cancelled',
  notPaid: '{order}: not paid ({status})',
  noSale: '{order}: no sale ({what})',
  refund: 'refund {refund} of order {order}',
  order: 'order {order}',
} as const;

/** And of files that only the command takes. */
const FILE_SENTENCES = {
  missingPost: '{field}: is missing, and the address of the post names nobody',
  noAddress: '{field}: "{cell}" is no address',
  noFormat: '{field}: "{cell}" is neither short nor long; read no such column, and say it for all lines',
  domainItself: '{field}: is the domain itself; set the brand’s fallback instead',
  noLinkThere: '{field}: Vouch answers /{path} itself, or no link can stand there',
  leadsToItself: '{field}: is the short link itself; which column says where it leads?',
  standsAbove: '{address} stands above',
  leadsElsewhere: '{address} stands above, and leads to {before}',
  post: 'post of {whose}',
  postAt: 'post of {whose}, {url}',
  link: '{address}',
} as const;

const SENTENCES = { ...TABLE_SENTENCES, ...FILE_SENTENCES };
export type SentenceCode = keyof typeof SENTENCES;

/**
 * One sentence as data, so that each asker says it in his reader's words. `field`, where it has one, is the field of
 * FIELDS that it is about: the command calls it so, a page by the heading that stands over its column.
 */
export type Sentence = { code: SentenceCode; values: Readonly<Record<string, string | number>> };

type PlacesIn<Text> = Text extends `${string}{${infer Place}}${infer Rest}` ? Place | PlacesIn<Rest> : never;

export const sentence = <Code extends SentenceCode>(
  code: Code,
  values: Readonly<Record<PlacesIn<(typeof SENTENCES)[Code]>, string | number>>,
): Sentence => ({ code, values });

/** Its English, places and all. */
export const wordsOf = ({ code }: Sentence): string => SENTENCES[code];

export const inEnglish = (said: Sentence): string =>
  wordsOf(said).replace(/\{(\w+)\}/g, (whole, name: string) => String(said.values[name] ?? whole));

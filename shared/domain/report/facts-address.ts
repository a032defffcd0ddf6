import { createHash, type Hash } from 'node:crypto';
import type { CreditedOrder, Facts, LinkDay, LinkDayChannel, LinkFacts, PostFacts } from '../facts.ts';
import { canonicalJson } from './content-address.ts';

/** Characters handed to the hash at once: each call costs as much as a few hundred of them. */
const CHUNK = 65_536;

/** SHA-256 over all facts, whatever the order in which the stores gave them. Line by line: a big brand has many. */
export function factsAddress({ brand, catalog, ...facts }: Facts): string {
  const hash = createHash('sha256').update(canonicalJson(brand));
  enter(hash, catalog.creators, ({ tags: _, ...creator }) => canonicalJson(creator));
  enter(hash, catalog.posts, rowOf(POST));
  enter(hash, catalog.links, rowOf(LINK));
  for (const list of [catalog.campaigns, catalog.squads]) enter(hash, list, canonicalJson);
  enter(hash, facts.days, rowOf(DAY));
  enter(hash, facts.channels, rowOf(CHANNEL));
  enter(hash, facts.firstHours ?? [], canonicalJson);
  enter(hash, facts.orders, rowOf(ORDER));
  for (const list of [facts.spend, facts.engagement, facts.unconverted]) enter(hash, list, canonicalJson);
  // None of them leaves the address of facts from before they were kept as it was.
  for (const list of [facts.rights ?? [], facts.ratings ?? [], facts.oddPosts ?? []])
    if (list.length > 0) enter(hash, list, canonicalJson);
  return hash.digest('hex');
}

function enter<T>(hash: Hash, list: readonly T[], lineOf: (fact: T) => string): void {
  let text = '\n#\n';
  for (const line of list.map(lineOf).sort()) {
    text += `${line}\n`;
    if (text.length < CHUNK) continue;
    hash.update(text);
    text = '';
  }
  hash.update(text);
}

/** Every field of a fact, by type: one that is forgotten here doesn't compile. */
type Fields<T> = { [K in keyof T]-?: true };

/** The long lists are rows of the same few fields: their values alone, told apart by where they stand. */
const POST: Fields<Omit<PostFacts, 'tags'>> = {
  postId: true,
  creatorId: true,
  stage: true,
  platform: true,
  format: true,
  publishedOn: true,
  publishedAt: true,
  tier: true,
  messages: true,
  campaignId: true,
  squadId: true,
  city: true,
  dropId: true,
  campaignWeek: true,
};
/** What a brand calls its links, posts and creators (tags) is read by no figure of a report. */
const LINK: Fields<Omit<LinkFacts, 'tags'>> = { linkId: true, postId: true, placement: true };
const DAY: Fields<LinkDay> = {
  day: true,
  linkId: true,
  hits: true,
  clicks: true,
  uniques: true,
  darkClicks: true,
  excluded: true,
};
const CHANNEL: Fields<LinkDayChannel> = { day: true, linkId: true, channel: true, app: true, clicks: true };
/** When it was out for a while is read by no figure. */
const ORDER: Fields<Omit<CreditedOrder, 'restored'>> = {
  conversionId: true,
  externalId: true,
  number: true,
  codes: true,
  kind: true,
  refundOf: true,
  orderDay: true,
  day: true,
  occurredAt: true,
  receivedAt: true,
  netMinor: true,
  beforeMinor: true,
  amends: true,
  reverses: true,
  netUnknown: true,
  grossProfitMinor: true,
  customerId: true,
  newCustomer: true,
  attributedBy: true,
  windowDays: true,
  couponDays: true,
  credits: true,
};

/** What is itself a list or an object stands as text, so that one call writes the row. */
function rowOf<T>(fields: Fields<T>): (fact: T) => string {
  const names = Object.keys(fields) as (keyof T)[];
  return (fact) => {
    const row: unknown[] = [];
    for (const name of names) {
      const value = fact[name];
      row.push(typeof value === 'object' ? canonicalJson(value) : value);
    }
    return JSON.stringify(row);
  };
}

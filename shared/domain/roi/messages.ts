import type { CampaignFacts, Facts } from '../facts.ts';
import { computeRoi } from './compute-roi.ts';
import type { RoiQuery } from './ledger.ts';
import type { RoiRow } from './roi-row.ts';
import { LEAST } from './suppression.ts';

export type MessageShare = { message: string; asked: number; delivered: number };

/** What one brief asked for and what the campaign's posts of its days said. */
export type MessageMix = {
  campaignId: string;
  name: string;
  validFrom: string;
  validTo: string;
  posts: number;
  shares: MessageShare[];
  /** ½Σ|w − o|: 0 when delivered as asked, 1 when nothing of it was. Null before the first post with a message. */
  gap: number | null;
};

/** The mix of every brief; a post with several messages speaks for each in equal parts. */
export function messageMixes(facts: Facts, from: string, to: string): MessageMix[] {
  return facts.catalog.campaigns.flatMap((campaign) =>
    campaign.briefs
      .filter((brief) => brief.validFrom <= to && brief.validTo >= from)
      .map((brief) => mixOf(facts, campaign, brief)),
  );
}

function mixOf(facts: Facts, campaign: CampaignFacts, brief: CampaignFacts['briefs'][number]): MessageMix {
  const posts = facts.catalog.posts.filter(
    (post) =>
      post.campaignId === campaign.campaignId &&
      post.publishedOn >= brief.validFrom &&
      post.publishedOn <= brief.validTo &&
      post.messages.length > 0,
  );
  const asked = Object.fromEntries(brief.messages.map(({ name, weight }) => [name, weight]));
  const delivered = mixDelivered(posts.map((post) => post.messages));
  const messages = [...new Set([...Object.keys(asked), ...Object.keys(delivered)])];
  return {
    campaignId: campaign.campaignId,
    name: campaign.name,
    validFrom: brief.validFrom,
    validTo: brief.validTo,
    posts: posts.length,
    shares: messages.map((message) => ({
      message,
      asked: asked[message] ?? 0,
      delivered: delivered[message] ?? 0,
    })),
    gap: posts.length > 0 ? mixGap(asked, delivered) : null,
  };
}

/** The share of each message when every post counts once. */
export function mixDelivered(posts: readonly (readonly string[])[]): Record<string, number> {
  const mix: Record<string, number> = {};
  for (const messages of posts) {
    const distinct = [...new Set(messages)];
    for (const message of distinct) mix[message] = (mix[message] ?? 0) + 1 / (distinct.length * posts.length);
  }
  return mix;
}

/** Total variation distance between two mixes. A year of quarters against 60/20/10/10 is 0.35. */
export function mixGap(asked: Record<string, number>, observed: Record<string, number>): number {
  const messages = new Set([...Object.keys(asked), ...Object.keys(observed)]);
  return (
    [...messages].reduce((sum, name) => sum + Math.abs((asked[name] ?? 0) - (observed[name] ?? 0)), 0) / 2
  );
}

/**
 * What a campaign's posts returned by the message that they say: those published between the days (the season that a
 * brief is written for), with all they have brought and cost since. Other posts keep what is theirs and have no message
 * here.
 */
export function messageRoi(
  facts: Facts,
  campaignId: string,
  query: Pick<RoiQuery, 'from' | 'to' | 'draws' | 'level'>,
): RoiRow[] {
  const posts = facts.catalog.posts.map((post) =>
    post.campaignId === campaignId ? post : { ...post, messages: [] },
  );
  const known = { ...facts, days: [], catalog: { ...facts.catalog, posts } };
  const { rows } = computeRoi(known, { ...query, groupBy: 'message', basis: 'cohort' });
  return rows.filter(({ group }) => group !== null);
}

/** What `messageRoi` says was sold: each message's share of the orders. Undefined where they are too few to say. */
export function mixSold(rows: readonly RoiRow[]): Record<string, number> | undefined {
  const orders = ordersIn(rows);
  if (orders < LEAST.events) return undefined;
  return Object.fromEntries(rows.map((row) => [row.group ?? '', row.orders / orders]));
}

export const ordersIn = (rows: readonly RoiRow[]): number => rows.reduce((sum, row) => sum + row.orders, 0);

import type { CampaignFacts, Facts } from '../facts.ts';
import { addDays } from '../week.ts';
import { computeRoi } from './compute-roi.ts';
import type { RoiRow } from './roi-row.ts';

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

export type Season = 'spring' | 'summer' | 'autumn' | 'winter';
export type SeasonOfMessages = { season: Season; from: string; to: string; rows: RoiRow[] };

/**
 * ROI per message for each meteorological season (northern; December belongs to the winter that it begins) that the
 * days touch, cohort basis: posts are judged by when they were published.
 */
export function messageRoiBySeason(facts: Facts, from: string, to: string): SeasonOfMessages[] {
  const seasons: SeasonOfMessages[] = [];
  for (let start = from; start <= to; ) {
    const { season, last } = seasonOf(start);
    const end = last < to ? last : to;
    const { rows } = computeRoi(facts, { groupBy: 'message', basis: 'cohort', from: start, to: end });
    if (rows.length > 0) seasons.push({ season, from: start, to: end, rows });
    start = addDays(end, 1);
  }
  return seasons;
}

function seasonOf(day: string): { season: Season; last: string } {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  if (month >= 3 && month <= 5) return { season: 'spring', last: `${year}-05-31` };
  if (month >= 6 && month <= 8) return { season: 'summer', last: `${year}-08-31` };
  if (month >= 9 && month <= 11) return { season: 'autumn', last: `${year}-11-30` };
  return { season: 'winter', last: addDays(`${month === 12 ? year + 1 : year}-03-01`, -1) };
}

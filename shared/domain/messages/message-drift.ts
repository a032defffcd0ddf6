import type { CampaignFacts, Facts } from '../facts.ts';
import { type MessageMix, messageMixes, messageRoi, mixGap, mixSold, ordersIn } from '../roi/messages.ts';
import { daysBetween } from '../time/week.ts';
import { type Draft, draftBriefs, type SurveyFigures } from './draft-briefs.ts';

type Mix = Record<string, number>;

export type DriftRow = {
  message: string;
  asked: number;
  delivered: number | null;
  sold: number | null;
  surveyed: number | null;
};
export type BriefDrift = {
  validFrom: string;
  validTo: string;
  posts: number;
  /** Sales of these posts so far; parts where posts share them. */
  orders: number;
  rows: DriftRow[];
  /** Each against what the brief asks for, as `mixGap`; null where there is nothing to compare. */
  gaps: { delivered: number | null; sold: number | null; surveyed: number | null };
};

/** Of each brief of a campaign: what it asks for beside what its posts said, what they sold and what surveys say. */
export function messageDrift(
  facts: Facts,
  campaign: CampaignFacts,
  surveys: readonly SurveyFigures[],
): BriefDrift[] {
  const own = { ...facts, catalog: { ...facts.catalog, campaigns: [campaign] } };
  return messageMixes(own, '0001-01-01', '9999-12-31').map((mix) => driftOf(facts, mix, surveys));
}

function driftOf(facts: Facts, mix: MessageMix, surveys: readonly SurveyFigures[]): BriefDrift {
  const { campaignId, validFrom, validTo, posts, shares } = mix;
  const rows = messageRoi(facts, campaignId, { from: validFrom, to: validTo, draws: 1, level: 0.9 });
  const asked = Object.fromEntries(shares.map(({ message, asked: share }) => [message, share]));
  const delivered = posts > 0 ? Object.fromEntries(shares.map((row) => [row.message, row.delivered])) : null;
  const sold = mixSold(rows) ?? null;
  const surveyed = mixOverDays(draftBriefs(surveys, { startsOn: validFrom, endsOn: validTo }));
  const names = new Set([asked, delivered, sold, surveyed].flatMap((one) => Object.keys(one ?? {})));
  const of = (one: Mix | null, name: string) => one && (one[name] ?? 0);
  const gap = (one: Mix | null) => one && mixGap(asked, one);
  return {
    validFrom,
    validTo,
    posts,
    orders: ordersIn(rows),
    rows: [...names].map((message) => ({
      message,
      asked: asked[message] ?? 0,
      delivered: of(delivered, message),
      sold: of(sold, message),
      surveyed: of(surveyed, message),
    })),
    gaps: { delivered: gap(delivered), sold: gap(sold), surveyed: gap(surveyed) },
  };
}

/** Every day counts once; days for which no survey speaks count for nothing. */
function mixOverDays({ briefs }: Draft): Mix | null {
  const days = briefs.map(({ validFrom, validTo }) => daysBetween(validFrom, validTo) + 1);
  const all = days.reduce((sum, count) => sum + count, 0);
  if (all === 0) return null;
  const mix: Mix = {};
  for (const [index, { messages }] of briefs.entries())
    for (const { name, weight } of messages)
      mix[name] = (mix[name] ?? 0) + (weight * (days[index] ?? 0)) / all;
  return mix;
}

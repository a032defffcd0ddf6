import { darkSocialOf } from '../../attribution/dark-social.ts';
import type { Facts } from '../../facts.ts';
import { type MessageMix as Mix, messageMixes, messageRoi, mixSold } from '../../roi/messages.ts';
import type { RoiRow } from '../../roi/roi-row.ts';
import { addDays } from '../../time/week.ts';
import type { DarkSocialOfWeek, MessageMixShown, ReportPeriod } from '../snapshot.ts';
import { LOOK_BACK_DAYS, ROI_DRAWS, ROI_LEVEL, type SnapshotInput, shareOf } from '../snapshot-input.ts';
import { roiFigure } from './build-stages.ts';

type Extra = Pick<SnapshotInput, 'sharesSeen' | 'referrerOnly'>;

/** Dark social of the week, and what previews and referrers alone tell beside it. */
export function buildDark(facts: Facts, period: ReportPeriod, extra: Extra): DarkSocialOfWeek {
  const { share, byChannel: _, ...dark } = darkSocialOf(facts, { from: period.firstDay, to: period.lastDay });
  return {
    ...dark,
    ...(share && { share: { low: shareOf(share.low), high: shareOf(share.high) } }),
    sharesSeen: [...(extra.sharesSeen ?? [])],
    referrerOnly: [...(extra.referrerOnly ?? [])],
  };
}

const MIXES_SHOWN = 4;

/** Briefs valid in this week, asked beside delivered. */
export const buildMessages = (facts: Facts, period: ReportPeriod): MessageMixShown[] =>
  messageMixes(facts, period.firstDay, period.lastDay)
    .slice(0, MIXES_SHOWN)
    .map((mix) => {
      const { campaignId, name, posts, gap, shares } = mix;
      const returned = returnsOf(facts, period, mix);
      const roiOf = new Map(returned.map((row) => [row.group, roiFigure(row)]));
      const sold = mixSold(returned);
      return {
        campaignId,
        campaign: name,
        posts,
        gap:
          gap === null
            ? { value: null, basis: 'message-gap', note: 'no-posts' }
            : { value: shareOf(gap), basis: 'message-gap', facts: posts },
        rows: shares.map(({ message, asked, delivered }) => ({
          message,
          asked: shareOf(asked),
          delivered: shareOf(delivered),
          ...(sold && { sold: shareOf(sold[message] ?? 0) }),
          roi: roiOf.get(message) ?? { value: null, basis: 'margin-roi', note: 'no-posts' },
        })),
      };
    });

/** Of a brief's days those that the facts reach back to. */
function returnsOf(facts: Facts, period: ReportPeriod, mix: Mix): RoiRow[] {
  const earliest = addDays(period.firstDay, -LOOK_BACK_DAYS);
  const [, from = earliest] = [mix.validFrom, earliest].sort();
  const [to = period.lastDay] = [mix.validTo, period.lastDay].sort();
  return messageRoi(facts, mix.campaignId, {
    from,
    to,
    draws: ROI_DRAWS,
    level: ROI_LEVEL,
  });
}

import type { NoChoice, PromotionProposal } from './promotions.ts';

/** What to do with a creator next. */
export const PROMOTION_VERDICTS = ['moveUp', 'testMore', 'stay', 'stopPaying', 'barred'] as const;
export type PromotionVerdict = (typeof PROMOTION_VERDICTS)[number];

/** Why, as a code; sentences are made where the reader's language is known. */
export const PROMOTION_REASONS = [
  'rule-broken',
  'loses-money',
  'no-orders',
  'nothing-to-choose',
  'surely-best',
  'perhaps-best',
  'others-better',
  'too-few-clicks',
] as const;
export type Reason = (typeof PROMOTION_REASONS)[number];

const ENOUGH_CLICKS = 100;
/** So sure of a loss that the next fee is better kept. */
const SURE_OF_LOSS = 0.8;
/** After so many posts the balance of evidence is enough. */
const TESTED_POSTS = 3;

type Judged = Pick<
  PromotionProposal,
  | 'violated'
  | 'posts'
  | 'clicks'
  | 'spendMinor'
  | 'profitPerPostMinor'
  | 'probabilityOfLoss'
  | 'probabilityInTop'
  | 'probabilityAboveBaseline'
>;

/** First match wins. Moving up asks for evidence; stopping to pay asks for a cost and a loss that is likely to stay. */
export function verdictOn(
  one: Judged,
  { picked, noChoice }: { picked: boolean; noChoice: NoChoice | undefined },
): { verdict: PromotionVerdict; reasons: Reason[] } {
  const few: Reason[] = one.clicks < ENOUGH_CLICKS ? ['too-few-clicks'] : [];
  const top = one.probabilityInTop ?? 0;
  if (one.violated) return { verdict: 'barred', reasons: ['rule-broken'] };
  if (noChoice === 'no-orders') return { verdict: 'testMore', reasons: ['no-orders', ...few] };
  if (few.length === 0 && losesForSure(one)) return { verdict: 'stopPaying', reasons: ['loses-money'] };
  if (noChoice) {
    const earns = few.length === 0 && 1 - one.probabilityOfLoss >= SURE_OF_LOSS;
    return { verdict: earns ? 'moveUp' : 'testMore', reasons: [noChoice, ...few] };
  }
  const sure = top >= 0.5 && (one.probabilityAboveBaseline ?? 0) >= 0.8;
  if (sure && few.length === 0) return { verdict: 'moveUp', reasons: ['surely-best'] };
  if (picked || top >= 0.2) return { verdict: 'testMore', reasons: ['perhaps-best', ...few] };
  return few.length > 0
    ? { verdict: 'testMore', reasons: few }
    : { verdict: 'stay', reasons: ['others-better'] };
}

const losesForSure = (one: Judged): boolean =>
  one.spendMinor > 0 &&
  one.profitPerPostMinor < 0 &&
  (one.probabilityOfLoss >= SURE_OF_LOSS || one.posts >= TESTED_POSTS);

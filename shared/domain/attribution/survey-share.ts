import { type Beta, betaInterval, betaMean, type Interval } from '../statistics/beta.ts';

/** How many answers what we track weighs as much as; a judgement, so that forty answers outweigh it. */
const PRIOR_ANSWERS = 20;
const LEVEL = 0.95;

export type SurveyInput = {
  /** All orders of the period, and those credited to creators by click and by coupon. */
  orders: number;
  byClick: number;
  byCoupon: number;
  /** Answers of those who did answer; `named` chose a creator. Non-response is not modelled: see `surveyShare`. */
  countries: readonly { country: string; answered: number; named: number }[];
};

export type FusedShare = { mean: number } & Interval;

export type SurveyShare = {
  /** Each source by itself; absent where it has seen nothing. */
  clickShare?: number;
  couponShare?: number;
  answerShare?: number;
  fused: FusedShare;
  /** Each country pulled towards the whole, the more the fewer its answers. */
  countries: { country: string; answerShare?: number; fused: FusedShare }[];
};

/**
 * Share of orders that creators brought, from what was tracked and what customers answer (beta-binomial): tracked
 * share as the prior, worth 20 answers, answers as the likelihood. Assumes that those who answer are like those who
 * don't; where they are not, the interval is too narrow. Print the three sources beside the fused one.
 */
export const surveyShare = ({ orders, byClick, byCoupon, countries }: SurveyInput): SurveyShare => {
  const answered = countries.reduce((sum, country) => sum + country.answered, 0);
  const named = countries.reduce((sum, country) => sum + country.named, 0);
  const whole = updated(beliefAround(shareOf(byClick + byCoupon, orders)), named, answered);
  return {
    ...optional('clickShare', shareOf(byClick, orders)),
    ...optional('couponShare', shareOf(byCoupon, orders)),
    ...optional('answerShare', shareOf(named, answered)),
    fused: told(whole),
    countries: countries.map((country) => ({
      country: country.country,
      ...optional('answerShare', shareOf(country.named, country.answered)),
      fused: told(updated(beliefAround(betaMean(whole)), country.named, country.answered)),
    })),
  };
};

const shareOf = (part: number, all: number): number | undefined => (all > 0 ? part / all : undefined);

const optional = <K extends string>(name: K, value: number | undefined): { [key in K]?: number } =>
  value === undefined ? {} : ({ [name]: value } as { [key in K]: number });

/** Jeffreys' half answer each way keeps a share of 0 or 1 from being certain; nothing tracked: only that. */
const beliefAround = (share: number | undefined): Beta =>
  share === undefined
    ? { a: 0.5, b: 0.5 }
    : { a: share * PRIOR_ANSWERS + 0.5, b: (1 - share) * PRIOR_ANSWERS + 0.5 };

const updated = ({ a, b }: Beta, named: number, answered: number): Beta => ({
  a: a + named,
  b: b + answered - named,
});

const told = (belief: Beta): FusedShare => ({ mean: betaMean(belief), ...betaInterval(belief, LEVEL) });

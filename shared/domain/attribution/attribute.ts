import { MODELS, type Model } from '../vocabulary.ts';
import { creditShares, type PerOrderModel } from './credit-shares.ts';
import { creditedMinorOf } from './credited-money.ts';
import {
  creditsByWeight,
  inCanonicalOrder,
  type Journey,
  type JourneyCredits,
  type KeyCredit,
  keysOf,
} from './journey.ts';
import { type MarkovOptions, readMarkovChain } from './markov-chain.ts';

export type AttributionOptions = MarkovOptions;

/**
 * Splits the conversions and their value among the keys of the journeys. Every model conserves both totals, the
 * value to the minor unit, and the order of the journeys changes nothing. These are shares of what was observed,
 * not incremental effects. Throws RangeError on a journey without a touch: nobody could be credited.
 */
export const attribute = (
  model: Model,
  journeys: readonly Journey[],
  options: AttributionOptions = {},
): JourneyCredits => answer(model, prepare(journeys), options);

/** Several models side by side over the same journeys: all of them, in the order of the vocabulary, unless told. */
export const attributeAll = (
  journeys: readonly Journey[],
  options: AttributionOptions = {},
  models: readonly Model[] = MODELS,
): JourneyCredits[] => {
  const ordered = prepare(journeys);
  return models.map((model) => answer(model, ordered, options));
};

const prepare = (journeys: readonly Journey[]): Journey[] => {
  if (journeys.some((journey) => journey.touches.length === 0))
    throw new RangeError('A journey without a touch');
  return inCanonicalOrder(journeys);
};

const answer = (model: Model, ordered: readonly Journey[], options: AttributionOptions): JourneyCredits => ({
  model,
  credits: model === 'markov' ? creditByChain(ordered, options) : creditByRule(model, ordered),
});

/** Each journey splits its own money, so that the sum over orders is the table's figure, to the cent. */
const creditByRule = (model: PerOrderModel, journeys: readonly Journey[]): KeyCredit[] => {
  const credits = new Map(keysOf(journeys).map((key) => [key, { key, conversions: 0, valueMinor: 0 }]));
  for (const journey of journeys) {
    const ways = waysOf(journey, creditShares(model, journey.touches, journey.convertedAt));
    const money = creditedMinorOf(
      journey.lines ?? [{ netMinor: journey.valueMinor ?? 0 }],
      ways.map(({ share }) => share),
    );
    ways.forEach(({ key, share }, i) => {
      const credit = credits.get(key);
      if (credit === undefined) return;
      credit.conversions += journey.conversions * share;
      credit.valueMinor += money[i] ?? 0;
    });
  }
  return [...credits.values()];
};

const waysOf = (journey: Journey, shares: readonly number[]): { key: string; share: number }[] => {
  const ways = new Map<string, { key: string; share: number }>();
  journey.touches.forEach(({ key, way = key }, i) => {
    const known = ways.get(way) ?? { key, share: 0 };
    ways.set(way, { key, share: known.share + (shares[i] ?? 0) });
  });
  return [...ways.values()];
};

/**
 * Removal effects, scaled to the totals. Value follows the value lost without a key; where refunds make one of
 * those negative, or there is no value to lose, it follows the conversions lost.
 */
const creditByChain = (journeys: readonly Journey[], options: MarkovOptions): KeyCredit[] => {
  const keys = keysOf(journeys);
  const { removalEffects } = readMarkovChain(journeys, keys, options);
  const effects = keys.map((key) => removalEffects.get(key) ?? { conversions: 0, value: 0 });
  const byConversions = effects.map((effect) => Math.max(0, effect.conversions));
  const byValue = effects.map((effect) => effect.value);
  const usable = byValue.every((weight) => weight >= 0) && byValue.some((weight) => weight > 0);
  return creditsByWeight(
    keys,
    { total: total(journeys, (journey) => journey.conversions), weights: byConversions },
    {
      totalMinor: total(journeys, (journey) => journey.valueMinor ?? 0),
      weights: usable ? byValue : byConversions,
    },
  );
};

const total = (journeys: readonly Journey[], of: (journey: Journey) => number): number =>
  journeys.reduce((sum, journey) => sum + of(journey), 0);

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { attribute } from '../../../shared/domain/attribution/attribute.ts';
import { type Journey, keysOf } from '../../../shared/domain/attribution/journey.ts';
import { readMarkovChain } from '../../../shared/domain/attribution/markov-chain.ts';
import { DAY_MS } from '../../../shared/domain/time/units.ts';
import type { Model } from '../../../shared/domain/vocabulary.ts';
import worked from '../../fixtures/models/worked-examples.json' with { type: 'json' };

type Example = {
  id: string;
  paths: {
    path?: string[];
    touches?: { c: string; days_before: number }[];
    conversions: number;
    nulls?: number;
  }[];
  expected: Record<string, unknown>;
};

const NOW = Date.UTC(2026, 9, 1);
const examples = worked.examples as unknown as Example[];

const journeysOf = (example: Example): Journey[] =>
  example.paths.map(({ path = [], touches = [], conversions, nulls = 0 }) => ({
    touches: path.length
      ? path.map((key) => ({ key }))
      : touches.map((touch) => ({ key: touch.c, at: NOW - touch.days_before * DAY_MS })),
    conversions,
    nulls,
    convertedAt: NOW,
  }));

/** How the published examples call our models. */
const RULES: Record<string, Model> = {
  first_touch: 'firstTouch',
  last_touch: 'lastTouch',
  linear: 'linear',
  linear_proportional: 'linear',
  position_based_40_20_40: 'positionBased',
  time_decay_7d: 'timeDecay',
  shapley: 'shapley',
};

const expectCredits = (
  model: Model,
  journeys: Journey[],
  expected: Record<string, number>,
  digits = 9,
): void => {
  const got = attribute(model, journeys, { nulls: true }).credits;
  for (const { key, conversions } of got) expect(conversions, key).toBeCloseTo(expected[key] ?? 0, digits);
  for (const key of Object.keys(expected)) expect(got.map((credit) => credit.key)).toContain(key);
};

describe('published worked examples', () => {
  const ruled = examples.flatMap((example) =>
    Object.entries(example.expected)
      .filter(([name]) => name in RULES)
      .map(([name, expected]) => ({
        example,
        id: example.id,
        name,
        expected: expected as Record<string, number>,
      })),
  );

  it('are all here', () => {
    expect(examples.map((example) => example.id)).toHaveLength(8);
    expect(ruled).toHaveLength(11);
  });

  it.each(ruled)('$id gives $name to 1e-9', ({ example, name, expected }) => {
    expectCredits(RULES[name] as Model, journeysOf(example), expected);
  });

  it.each(examples.filter((example) => 'markov_order1' in example.expected))(
    '$id gives its removal effects, shares and conversion probability to 1e-9',
    (example) => {
      const journeys = journeysOf(example);
      const expected = example.expected.markov_order1 as {
        conversion_probability: number;
        removal_effect: Record<string, number>;
        share?: Record<string, number>;
        conversions?: Record<string, number>;
      };
      const reading = readMarkovChain(journeys, keysOf(journeys), { nulls: true });
      expect(reading.conversionProbability).toBeCloseTo(expected.conversion_probability, 9);
      for (const [key, effect] of Object.entries(expected.removal_effect)) {
        expect(reading.removalEffects.get(key)?.conversions, key).toBeCloseTo(effect, 9);
      }
      expectCredits('markov', journeys, (expected.conversions ?? expected.share) as Record<string, number>);
    },
  );

  it('slides windows of two touches over the journey as it was: B>A>A bought, A>A>C did not', () => {
    // Windows BA, AA | AA, AC: half of all walks begin in each of BA and AA; of AA one of two leaves for a sale. Without B
    // only those that begin in AA are left: P falls from 1/2 to 1/4. Repeats made one first, it would fall to 0.
    const journeys = [
      { touches: ['B', 'A', 'A'].map((key) => ({ key })), conversions: 1 },
      { touches: ['A', 'A', 'C'].map((key) => ({ key })), conversions: 0, nulls: 1 },
    ];
    const { conversionProbability, removalEffects } = readMarkovChain(journeys, ['A', 'B', 'C'], {
      order: 2,
      nulls: true,
    });
    expect(conversionProbability).toBeCloseTo(1 / 2, 12);
    expect(['A', 'B', 'C'].map((key) => removalEffects.get(key)?.conversions)).toEqual([1, 0.5, 0]);
  });

  it('loses a window with any of its touches: without A, B>A>C sells nothing at order 2 and 3', () => {
    const journeys = [
      { touches: ['B', 'A', 'C'].map((key) => ({ key })), conversions: 1 },
      { touches: [{ key: 'C' }], conversions: 3 },
    ];
    for (const order of [2, 3] as const)
      expect(readMarkovChain(journeys, ['A'], { order }).removalEffects.get('A')?.conversions).toBeCloseTo(
        1 / 4,
        12,
      );
  });

  /**
   * The package's own 10,000 paths are under GPL and cannot lie here. To check against them: `data(PathData)` in R, each
   * row as {path, total_conversions, total_null} in a JSON array, its file's name in VOUCH_PATH_DATA.
   */
  const pathData = process.env['VOUCH_PATH_DATA'];
  it.skipIf(!pathData).each([
    [1, { alpha: 5260.07, iota: 3899.25, eta: 3347.77, beta: 2585.41 }],
    [2, { alpha: 5563.52, theta: 1898.18, beta: 2461.83 }],
    [3, { alpha: 5716.47, theta: 1856.03 }],
  ] as const)('gives the credits of ChannelAttribution’s PathData at order %i', (order, expected) => {
    const rows = JSON.parse(readFileSync(pathData ?? '', 'utf8')) as {
      path: string;
      total_conversions: number;
      total_null: number;
    }[];
    const journeys = rows.map((row) => ({
      touches: row.path.split('>').map((key) => ({ key: key.trim() })),
      conversions: row.total_conversions,
      nulls: row.total_null,
    }));
    const credits = new Map(
      attribute('markov', journeys, { order }).credits.map(({ key, conversions }) => [key, conversions]),
    );
    for (const [key, value] of Object.entries(expected)) expect(credits.get(key), key).toBeCloseTo(value, 2);
  });

  it('pychattr: the exact chain gives 2 and 1, within 1 % of its published simulation', () => {
    const example = examples.find(({ id }) => id === 'pychattr-readme') as Example;
    const { removal_effect, ...credits } = example.expected.markov_order1_exact as Record<string, number> & {
      removal_effect: Record<string, number>;
    };
    const journeys = journeysOf(example);
    expectCredits('markov', journeys, credits);
    const effects = readMarkovChain(journeys, ['A', 'B']).removalEffects;
    for (const [key, effect] of Object.entries(removal_effect)) {
      expect(effects.get(key)?.conversions, key).toBeCloseTo(effect, 9);
    }
    const published = example.expected.markov_order1_published_simulation as Record<string, number>;
    for (const [key, value] of Object.entries(published)) {
      expect(Math.abs((credits[key] ?? 0) / value - 1)).toBeLessThan(0.011);
    }
  });
});

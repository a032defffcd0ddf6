import { describe, expect, it } from 'vitest';
import { attribute } from '../../../shared/domain/attribution/attribute.ts';
import { type Journey, keysOf } from '../../../shared/domain/attribution/journey.ts';
import { readMarkovChain } from '../../../shared/domain/attribution/markov-chain.ts';
import { type Random, seededRandom } from '../../../shared/domain/statistics/seeded-random.ts';

/**
 * The chain read a second time, by other means: each path is written out as the steps of a walk from (start) to (sold)
 * or (lost), and what each state is worth comes from one linear system solved by elimination, where the product follows
 * visits forward by sweeps. Paths are drawn here, so nobody's data has to lie beside them.
 */
const KEYS = ['alpha', 'beta', 'eta', 'iota', 'lambda', 'theta'];
const PATHS = 3_000;

/** Paths of 1 to 9 touches whose touches repeat and go in circles; some sell, most don't, some never. */
function drawnJourneys(random: Random): Journey[] {
  const pick = (): string => KEYS[Math.floor(KEYS.length * random() ** 2)] ?? 'alpha';
  return Array.from({ length: PATHS }, () => {
    const touches = [pick()];
    while (touches.length < 9 && random() < 0.75)
      touches.push(random() < 0.35 ? (touches.at(-1) ?? '') : pick());
    const conversions = random() < 0.6 ? Math.ceil(3 * random() ** 2) : 0;
    return {
      touches: touches.map((key) => ({ key })),
      conversions,
      valueMinor: conversions * Math.round(1_000 + 9_000 * random()),
      nulls: Math.floor(5 * random() ** 2),
    };
  });
}

type Step = { from: string; to: string; walkers: number };

/** A walk's states: `order` touches each, joined; a state like the one before it is the same state. */
function statesOf(path: readonly string[], order: number): string[] {
  if (path.length <= order) return [path.join('>')];
  return path
    .slice(order - 1)
    .map((_, at) => path.slice(at, at + order).join('>'))
    .filter((state, at, all) => state !== all[at - 1]);
}

function stepsOf(journeys: readonly Journey[], order: number, nulls: boolean): Step[] {
  return journeys.flatMap(({ touches, conversions, nulls: lost = 0 }) => {
    const states = statesOf(
      touches.map(({ key }) => key),
      order,
    );
    const ends = [
      { end: '(sold)', walkers: conversions },
      { end: '(lost)', walkers: nulls ? lost : 0 },
    ];
    return ends.flatMap(({ end, walkers }) => {
      const walk = ['(start)', ...states, end];
      return walkers === 0 ? [] : walk.slice(1).map((to, at) => ({ from: walk[at] ?? '', to, walkers }));
    });
  });
}

/** What a sale out of each state brings on average. */
function meanValues(journeys: readonly Journey[], order: number): Map<string, number> {
  const sums = new Map<string, { sold: number; value: number }>();
  for (const { touches, conversions, valueMinor = 0 } of journeys) {
    const state = statesOf(
      touches.map(({ key }) => key),
      order,
    ).at(-1);
    const { sold, value } = sums.get(state ?? '') ?? { sold: 0, value: 0 };
    sums.set(state ?? '', { sold: sold + conversions, value: value + valueMinor });
  }
  return new Map([...sums].map(([state, { sold, value }]) => [state, sold === 0 ? 0 : value / sold]));
}

/** Worth of (start): w = Pw, where whoever steps into a state that holds `without` is lost. */
function worthOfStart(
  steps: readonly Step[],
  worthOfSale: (state: string) => number,
  without?: string,
): number {
  const open = [...new Set(steps.map(({ from }) => from))].filter(
    (state) => without === undefined || !state.split('>').includes(without),
  );
  const place = new Map(open.map((state, i) => [state, i]));
  const leaving = new Map<string, number>();
  for (const { from, walkers } of steps) leaving.set(from, (leaving.get(from) ?? 0) + walkers);
  const rows = open.map((_, i) => Array.from({ length: open.length + 1 }, (__, j) => Number(i === j)));
  for (const { from, to, walkers } of steps) {
    const row = rows[place.get(from) ?? -1];
    if (!row) continue;
    const chance = walkers / (leaving.get(from) ?? 1);
    const at = place.get(to);
    if (at !== undefined) row[at] = (row[at] ?? 0) - chance;
    if (to === '(sold)') row[open.length] = (row[open.length] ?? 0) + chance * worthOfSale(from);
  }
  return eliminate(rows)[place.get('(start)') ?? -1] ?? 0;
}

/** Gauss and Jordan, the largest pivot first; each row is an equation with its right side last. */
function eliminate(rows: number[][]): number[] {
  const size = rows.length;
  for (let column = 0; column < size; column++) {
    const best = rows.reduce(
      (top, row, i) =>
        i >= column && Math.abs(row[column] ?? 0) > Math.abs(rows[top]?.[column] ?? 0) ? i : top,
      column,
    );
    [rows[column], rows[best]] = [rows[best] ?? [], rows[column] ?? []];
    const pivot = rows[column] ?? [];
    for (const row of rows) {
      const factor = row === pivot ? 0 : (row[column] ?? 0) / (pivot[column] ?? 1);
      if (factor !== 0)
        for (let j = column; j <= size; j++) row[j] = (row[j] ?? 0) - factor * (pivot[j] ?? 0);
    }
  }
  return rows.map((row, i) => (row[size] ?? 0) / (row[i] ?? 1));
}

describe('the Markov chain against a second reading of 3,000 drawn paths', () => {
  const journeys = drawnJourneys(seededRandom('paths of six'));

  it.each(([1, 2, 3] as const).flatMap((order) => [false, true].map((nulls) => ({ order, nulls }))))(
    'order $order, those who did not buy counted: $nulls',
    ({ order, nulls }) => {
      const steps = stepsOf(journeys, order, nulls);
      const meanValue = meanValues(journeys, order);
      const worths = {
        conversions: () => 1,
        value: (state: string) => meanValue.get(state) ?? 0,
      };
      const whole = worthOfStart(steps, worths.conversions);
      const reading = readMarkovChain(journeys, KEYS, { order, nulls });
      expect(reading.conversionProbability).toBeCloseTo(whole, 11);
      const effects = KEYS.map((key) => {
        const of = (kind: keyof typeof worths) =>
          1 - worthOfStart(steps, worths[kind], key) / worthOfStart(steps, worths[kind]);
        const effect = { conversions: of('conversions'), value: of('value') };
        expect(reading.removalEffects.get(key)?.conversions, key).toBeCloseTo(effect.conversions, 10);
        expect(reading.removalEffects.get(key)?.value, key).toBeCloseTo(effect.value, 10);
        return effect.conversions;
      });
      const sold = journeys.reduce((sum, { conversions }) => sum + conversions, 0);
      const all = effects.reduce((sum, effect) => sum + effect, 0);
      const credits = attribute('markov', journeys, { order, nulls }).credits;
      expect(keysOf(journeys)).toEqual(KEYS);
      for (const [i, { key, conversions }] of credits.entries())
        expect(conversions, key).toBeCloseTo((sold * (effects[i] ?? 0)) / all, 7);
    },
  );

  it('the three orders differ, as memory matters on these paths', () => {
    const alphas = ([1, 2, 3] as const).map(
      (order) => readMarkovChain(journeys, KEYS, { order }).removalEffects.get('alpha')?.conversions ?? 0,
    );
    expect(new Set(alphas.map((effect) => effect.toFixed(3))).size).toBe(3);
  });
});

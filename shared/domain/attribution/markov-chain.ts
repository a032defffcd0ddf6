import type { Journey } from './journey.ts';

export type MarkovOptions = {
  /** How many touches back the chain remembers; 1 unless told. */
  order?: 1 | 2 | 3;
  /** Count the journeys that bought nothing too; off unless told. */
  nulls?: boolean;
};

/** What would be lost without a key, as a share of everything: 0 nothing, 1 all. */
export type RemovalEffect = { conversions: number; value: number };

export type MarkovReading = { conversionProbability: number; removalEffects: Map<string, RemovalEffect> };

/**
 * Removal effects of an absorbing Markov chain, solved exactly instead of simulated: 1 − P(conversion | whoever
 * reaches the key is lost) / P(conversion), and the same for the value a walk is expected to bring (Anderl et al.
 * 2016, "Mapping the customer journey"). A state is a window of `order` touches that slides over the journey as it was; a
 * window equal to the one before adds nothing, and whoever loses a touch loses every window that holds it. This is how
 * the R package ChannelAttribution (2.2.4) reads orders 1 to 3.
 */
export const readMarkovChain = (
  journeys: readonly Journey[],
  keys: readonly string[],
  options: MarkovOptions = {},
): MarkovReading => {
  const chain = buildChain(journeys, options);
  const arrows = flatten(chain);
  const whole = walk(chain, arrows);
  const effect = (without: number, all: number): number => (all === 0 ? 0 : 1 - without / all);
  const removalEffects = keys.map((key): [string, RemovalEffect] => {
    const without = walk(chain, arrows, key);
    return [
      key,
      {
        conversions: effect(without.conversion, whole.conversion),
        value: effect(without.value, whole.value),
      },
    ];
  });
  return { conversionProbability: whole.conversion, removalEffects: new Map(removalEffects) };
};

/** A state and what leaves it, as counts; `from` holds what comes in, which is what the solver reads. */
type State = {
  keys: readonly string[];
  started: number;
  left: number;
  conversions: number;
  value: number;
  from: Map<number, number>;
};

const buildChain = (journeys: readonly Journey[], { order = 1, nulls = false }: MarkovOptions): State[] => {
  const numbers = new Map<string, number>();
  const states: State[] = [];
  const stateOf = (lastTouches: readonly string[]): number => {
    const name = JSON.stringify(lastTouches);
    const known = numbers.get(name);
    if (known !== undefined) return known;
    numbers.set(name, states.length);
    return (
      states.push({ keys: lastTouches, started: 0, left: 0, conversions: 0, value: 0, from: new Map() }) - 1
    );
  };

  for (const journey of journeys) {
    const walkers = journey.conversions + (nulls ? (journey.nulls ?? 0) : 0);
    let previous: number | undefined;
    for (const window of windowsOf(journey, order)) {
      const number = stateOf(window);
      if (number === previous) continue;
      const state = states[number] as State;
      state.left += walkers;
      if (previous === undefined) state.started += walkers;
      else state.from.set(previous, (state.from.get(previous) ?? 0) + walkers);
      previous = number;
    }
    const last = previous === undefined ? undefined : states[previous];
    if (last === undefined) continue;
    last.conversions += journey.conversions;
    last.value += journey.valueMinor ?? 0;
  }
  return states;
};

/** Each run of `order` touches as they came; a shorter journey is one window. */
function windowsOf({ touches }: Journey, order: number): string[][] {
  const keys = touches.map(({ key }) => key);
  if (keys.length === 0) return [];
  const count = Math.max(1, keys.length + 1 - order);
  return Array.from({ length: count }, (_, i) => keys.slice(i, i + order));
}

/** The chance that a walk converts, and the value it brings, when nobody gets past `removed`. */
const walk = (
  chain: readonly State[],
  arrows: Arrows,
  removed?: string,
): { conversion: number; value: number } => {
  const visits = expectedVisits(chain, arrows, removed);
  let [conversion, value] = [0, 0];
  chain.forEach((state, i) => {
    if (state.left === 0) return;
    conversion += ((visits[i] ?? 0) * state.conversions) / state.left;
    value += ((visits[i] ?? 0) * state.value) / state.left;
  });
  return { conversion, value };
};

/**
 * How often a walk is expected in each state: Gauss–Seidel from zero. Every number only grows and rounding keeps
 * order, so the sweeps reach a point where no bit moves any more, and that is where we stop: no tolerance.
 */
const expectedVisits = (chain: readonly State[], arrows: Arrows, removed?: string): Float64Array => {
  const { starts, offsets, sources, shares } = arrows;
  const visits = new Float64Array(chain.length);
  const open = chain.flatMap((state, i) =>
    removed !== undefined && state.keys.includes(removed) ? [] : [i],
  );
  for (let moving = true; moving; ) {
    moving = false;
    for (const i of open) {
      let sum = starts[i] as number;
      const end = offsets[i + 1] as number;
      for (let arrow = offsets[i] as number; arrow < end; arrow++) {
        sum += (visits[sources[arrow] as number] as number) * (shares[arrow] as number);
      }
      if (sum > (visits[i] as number)) {
        visits[i] = sum;
        moving = true;
      }
    }
  }
  return visits;
};

/** The chain as flat arrays for the sweeps: arrows into state i are those from offsets[i] up to offsets[i + 1]. */
type Arrows = { starts: Float64Array; offsets: Int32Array; sources: Int32Array; shares: Float64Array };

const flatten = (chain: readonly State[]): Arrows => {
  const started = chain.reduce((sum, state) => sum + state.started, 0) || 1;
  const arrows = chain.map((state) => [...state.from]);
  let end = 0;
  return {
    starts: Float64Array.from(chain, (state) => state.started / started),
    offsets: Int32Array.from([0, ...arrows.map((into) => (end += into.length))]),
    sources: Int32Array.from(arrows.flat(), ([source]) => source),
    shares: Float64Array.from(arrows.flat(), ([source, count]) => count / (chain[source]?.left || 1)),
  };
};

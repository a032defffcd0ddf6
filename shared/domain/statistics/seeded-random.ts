/**
 * Dice that fall the same way twice: the only randomness the domain may hold, and always handed in as a seed.
 * The generator is sfc32 (Chris Doty-Humphrey's PractRand), seeded through cyrb128 (bryc, public domain). Fit
 * for sampling and demo data; never for secrets.
 */
export type Random = () => number;

/** A generator of numbers in [0, 1) with 32 random bits each; equal seeds give equal sequences on every machine. */
export const seededRandom = (seed: string): Random => {
  const dice = diceOf(seed);
  return () => throwDice(dice);
};

/**
 * The same generator as its four words of state, for loops that throw some hundred thousand times: a function of its own for
 * each seed would have V8 compile the loop again for each.
 */
export type Dice = Int32Array;

export function diceOf(seed: string): Dice {
  const dice = Int32Array.from(hash128(seed));
  for (let warmup = 0; warmup < 15; warmup++) throwDice(dice);
  return dice;
}

export function throwDice(dice: Dice): number {
  const b = dice[1] as number;
  const c = dice[2] as number;
  const counter = dice[3] as number;
  const sum = ((((dice[0] as number) + b) | 0) + counter) | 0;
  dice[0] = b ^ (b >>> 9);
  dice[1] = (c + (c << 3)) | 0;
  dice[2] = (((c << 21) | (c >>> 11)) + sum) | 0;
  dice[3] = (counter + 1) | 0;
  return (sum >>> 0) / 2 ** 32;
}

/** A whole number from `low` to `high`, both included; the span must be at most 2^32. */
export const randomInt = (random: Random, low: number, high: number): number =>
  low + Math.floor(random() * (high - low + 1));

/** A new array in random order (Fisher–Yates); the given one stays as it is. */
export const shuffle = <T>(random: Random, items: readonly T[]): T[] => {
  const shuffled = [...items];
  for (let last = shuffled.length - 1; last > 0; last--) {
    const pick = randomInt(random, 0, last);
    [shuffled[last], shuffled[pick]] = [shuffled[pick] as T, shuffled[last] as T];
  }
  return shuffled;
};

const hash128 = (text: string): [number, number, number, number] => {
  let [h1, h2, h3, h4] = [1779033703, 3144134277, 1013904242, 2773480762];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    h1 = h2 ^ Math.imul(h1 ^ code, 597399067);
    h2 = h3 ^ Math.imul(h2 ^ code, 2869860233);
    h3 = h4 ^ Math.imul(h3 ^ code, 951274213);
    h4 = h1 ^ Math.imul(h4 ^ code, 2716044179);
  }
  h1 = Math.imul(h3 ^ (h1 >>> 18), 597399067);
  h2 = Math.imul(h4 ^ (h2 >>> 22), 2869860233);
  h3 = Math.imul(h1 ^ (h3 >>> 17), 951274213);
  h4 = Math.imul(h2 ^ (h4 >>> 19), 2716044179);
  h1 ^= h2 ^ h3 ^ h4;
  return [h1 | 0, (h2 ^ h1) | 0, (h3 ^ h1) | 0, (h4 ^ h1) | 0];
};

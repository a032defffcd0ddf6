import { smallestBut } from '../statistics/order-statistic.ts';
import type { Random } from '../statistics/seeded-random.ts';
import { drawnBy, everyDraw, type PlanBlock, waysToDraw } from './draw-plan.ts';

/** A plan as its reading sees it: what it was drawn from, in the blocks of which every city's total is known. */
export type DrawnPlan = {
  posting: readonly PlanBlock[];
  known: readonly number[];
  /** What each city's count can tell: one over the variance of its logarithm. */
  weights: readonly number[];
};

/** A value of each city in each known block, city by city. */
type Cells = Float64Array;

/**
 * The real draw and the ways to draw the plan, as what each would find in any totals is summed: who posts in a block is one
 * crowd, of which few differ, and a way is one crowd of each block.
 */
type PlanTest = {
  weights: readonly number[];
  blocks: number;
  /** The cells in which each crowd posts, crowd after crowd, and where the next one's begin. */
  cells: Uint32Array;
  ends: Uint32Array;
  /** The crowds of each way, way after way; the real draw first. */
  byWay: Uint32Array;
  /** One over what each way's sum is measured in; 0: of a way in which nobody differs from anybody. */
  perSize: Float64Array;
  /** What each finds of an effect of one where the real draw posted. */
  ofOwn: Float64Array;
  /** Written anew by every reading: a promise makes five hundred. */
  rooms: Record<'left' | 'ofBlock' | 'ofCrowd' | 'found' | 'lows' | 'highs', Float64Array>;
};

/**
 * The plan against the ways to draw it: all of them where they are no more than would be drawn, else that many and the real
 * one. Undefined where in the known blocks nobody differs from anybody.
 */
export function planTestOf(plan: DrawnPlan, random: Random, draws: number): PlanTest | undefined {
  const { posting, known, weights } = plan;
  const real = known.map((t) => posting[t] as PlanBlock);
  const ways = [real, ...waysOf(plan, random, draws)];
  const [blocks, cities] = [known.length, weights.length];
  const crowds = crowdsOf(ways, blocks);
  const room = (length: number) => new Float64Array(length);
  const rooms = {
    left: room(cities * blocks),
    ofBlock: room(blocks),
    ofCrowd: room(crowds.ends.length),
    found: room(ways.length),
    lows: room(ways.length - 1),
    highs: room(ways.length - 1),
  };
  const test = {
    weights,
    blocks,
    ...crowds,
    perSize: room(ways.length),
    ofOwn: room(ways.length),
    rooms,
  };
  for (const [way, drawn] of ways.entries()) test.perSize[way] = perSizeOf(drawn, weights, rooms);
  if (test.perSize[0] === 0) return undefined;
  const found = foundBy(test, flags(real, cities));
  for (let way = 0; way < ways.length; way++)
    test.ofOwn[way] = test.perSize[way] === 0 ? 1 : (found[way] as number);
  return test;
}

function crowdsOf(ways: readonly PlanBlock[][], blocks: number): Pick<PlanTest, 'cells' | 'ends' | 'byWay'> {
  const cells: number[] = [];
  const ends: number[] = [];
  const places = new Map<string, number>();
  const byWay = ways.flatMap((way) =>
    way.map((cities, t) => {
      const name = `${t} ${cities}`;
      const known = places.get(name);
      if (known !== undefined) return known;
      cells.push(...cities.map((i) => i * blocks + t));
      const place = ends.push(cells.length) - 1;
      places.set(name, place);
      return place;
    }),
  );
  return {
    cells: Uint32Array.from(cells),
    ends: Uint32Array.from(ends),
    byWay: Uint32Array.from(byWay),
  };
}

/** Each way: who posts in each known block. */
function waysOf({ posting, known, weights }: DrawnPlan, random: Random, draws: number): PlanBlock[][] {
  const cities = weights.length;
  const pairs = [...new Set(known.map((t) => t >> 1))];
  if (waysToDraw(cities, pairs.length) <= draws + 1)
    return everyDraw(cities, pairs.length).map((way) =>
      known.map((t) => way[2 * pairs.indexOf(t >> 1) + (t % 2)] as PlanBlock),
    );
  const drawn = Array.from({ length: draws }, () => drawnBy(cities, posting.length, random));
  return [posting, ...drawn].map((way) => known.map((t) => way[t] as PlanBlock));
}

export type PlanRange = { estimate: number; low: number; high: number; p: number };

/**
 * Every effect that a tenth of the ways to draw or more find as far out as the real one does; on the totals' own scale. It ends
 * where a way stops being as far out: found exactly, as the estimate is linear in both. Endless where there are so few ways
 * that no effect could be left out.
 */
export function planRangeOf(test: PlanTest, values: Cells): PlanRange {
  const { ofOwn } = test;
  const found = foundBy(test, values);
  const estimate = found[0] as number;
  const ways = found.length - 1;
  const { lows, highs } = test.rooms;
  let asFar = 0;
  for (let way = 0; way < ways; way++) {
    const share = ofOwn[way + 1] as number;
    const drawn = found[way + 1] as number;
    // Of the same draw, or of its mirror, every effect is found as far out.
    const isOwn = Math.abs(share) > 1 - 1e-9;
    const [one, other] = [(drawn + estimate) / (1 + share), (estimate - drawn) / (1 - share)];
    const low = isOwn ? Number.NEGATIVE_INFINITY : Math.min(one, other);
    const high = isOwn ? Number.POSITIVE_INFINITY : Math.max(one, other);
    if (low <= 0 && 0 <= high) asFar++;
    lows[way] = low;
    highs[way] = high;
  }
  const tenth = Math.ceil(0.1 * ways - 1e-9) - 1;
  return {
    estimate,
    low: smallestBut(tenth, lows),
    high: smallestBut(ways - 1 - tenth, highs),
    p: asFar / ways,
  };
}

/** What the real draw and each way find in these totals: what is left of them where it posts, in its own measure. */
function foundBy(
  { weights, blocks, cells, ends, byWay, perSize, rooms }: PlanTest,
  values: Cells,
): Float64Array {
  const { left, ofBlock, ofCrowd, found } = rooms;
  leaveOver(left, values, weights, ofBlock);
  for (let crowd = 0, at = 0; crowd < ends.length; crowd++) {
    let sum = 0;
    while (at < (ends[crowd] as number)) sum += left[cells[at++] as number] as number;
    ofCrowd[crowd] = sum;
  }
  for (let way = 0, at = 0; way < found.length; way++) {
    let sum = 0;
    for (let t = 0; t < blocks; t++) sum += ofCrowd[byWay[at++] as number] as number;
    found[way] = sum * (perSize[way] as number);
  }
  return found;
}

/** Leaves what is beyond each city's and each block's own level, by the weight of its city; all of it sums to nothing. */
function leaveOver(
  left: Float64Array,
  values: Cells,
  weights: readonly number[],
  ofBlock: Float64Array,
): void {
  const blocks = ofBlock.length;
  ofBlock.fill(0);
  let [whole, cell] = [0, 0];
  for (const weight of weights) {
    whole += weight;
    for (let t = 0; t < blocks; t++)
      ofBlock[t] = (ofBlock[t] as number) + weight * (values[cell++] as number);
  }
  cell = 0;
  for (const weight of weights) {
    let more = 0;
    for (let t = 0; t < blocks; t++) more += (values[cell + t] as number) - (ofBlock[t] as number) / whole;
    for (let t = 0; t < blocks; t++, cell++)
      left[cell] = weight * ((values[cell] as number) - (ofBlock[t] as number) / whole - more / blocks);
  }
}

/** What a way finds of its own effect is its measure: 0 where nobody differs from anybody. */
function perSizeOf(
  way: readonly PlanBlock[],
  weights: readonly number[],
  { left, ofBlock }: PlanTest['rooms'],
): number {
  leaveOver(left, flags(way, weights.length), weights, ofBlock);
  let size = 0;
  for (const [t, posts] of way.entries()) for (const i of posts) size += left[i * way.length + t] as number;
  return size < 1e-9 ? 0 : 1 / size;
}

const flags = (way: readonly PlanBlock[], cities: number): Cells => {
  const posts = new Float64Array(cities * way.length);
  for (const [t, posting] of way.entries()) for (const i of posting) posts[i * way.length + t] = 1;
  return posts;
};

import {
  type DecayBin,
  type DecayCurve,
  type DecayModel,
  SHAPE_PRIORS,
  type ShapePrior,
  shareBy,
} from './decay-curve.ts';

export type FittedCurve = DecayCurve & { aic: number };

/**
 * The curve under which these counts are likeliest: Poisson likelihood in each bin, on logarithms of scale and shape; the
 * total follows in closed form (Σ clicks over the share of the bins). Found by Fisher's scoring (1925), which knows the slopes:
 * six or seven looks at the bins where a simplex that feels its way takes fifty to two hundred. Undefined without clicks.
 * @param tolerance how far the last step may have gone, in those logarithms
 */
export function fitCurve(
  model: DecayModel,
  bins: readonly DecayBin[],
  prior: ShapePrior = SHAPE_PRIORS[model],
  start: { scale: number; shape: number } = { scale: 1, shape: model === 'powerLaw' ? 1 : 0.6 },
  tolerance = 1e-8,
): FittedCurve | undefined {
  const seen = seenIn(bins);
  if (seen.all === 0) return undefined;
  const [logScale, logShape] = likeliest(seen, model, prior, start, tolerance);
  const [scale, shape] = [Math.exp(logScale), Math.exp(logShape)];
  const share = bins.reduce(
    (sum, { fromDays, toDays }) =>
      sum + shareBy(toDays, { model, scale, shape }) - shareBy(fromDays, { model, scale, shape }),
    0,
  );
  const { value } = lossAt(seen, model, logScale, logShape);
  return { model, scale, shape, total: seen.all / share, aic: 2 * 3 + 2 * value };
}

/**
 * Both families fitted. The power law must beat the stretched exponential by more than 6 in AIC ("considerably less
 * support", Burnham & Anderson): by a smaller margin the choice is noise, and its heavy tail would move the half-life.
 */
export function bestCurve(bins: readonly DecayBin[]): FittedCurve | undefined {
  const stretched = fitCurve('stretchedExponential', bins);
  const power = fitCurve('powerLaw', bins);
  return stretched && power && power.aic < stretched.aic - 6 ? power : stretched;
}

/** Where scale and shape are looked for, in logarithms. */
const REACH = { scale: 9, shape: 3 };
const MOST_STEPS = 100;

/** Scoring, damped (Marquardt 1963) as far as a step would not lead downhill. */
function likeliest(
  seen: Seen,
  model: DecayModel,
  { logShape, sd }: ShapePrior,
  start: { scale: number; shape: number },
  tolerance: number,
): [number, number] {
  const believed = (at: readonly [number, number]): Loss => {
    const loss = lossAt(seen, model, ...at);
    const off = at[1] - logShape;
    loss.value += off ** 2 / (2 * sd ** 2);
    loss.ofShape += off / sd ** 2;
    loss.shapeTwice += 1 / sd ** 2;
    return loss;
  };
  let at: [number, number] = [Math.log(start.scale), Math.log(start.shape)];
  let loss = believed(at);
  let damping = 1e-3 * seen.all;
  for (let step = 0; step < MOST_STEPS; step++) {
    const next = stepFrom(at, loss, damping);
    if (Math.abs(next[0] - at[0]) + Math.abs(next[1] - at[1]) < tolerance) break;
    const nextLoss = believed(next);
    damping *= nextLoss.value < loss.value ? 0.3 : 4;
    if (nextLoss.value < loss.value) [at, loss] = [next, nextLoss];
  }
  return at;
}

/** What these counts would cost at some scale and shape: Σ(μ − y ln μ), its slopes, and how they may be expected to change. */
type Loss = {
  value: number;
  ofScale: number;
  ofShape: number;
  scaleTwice: number;
  both: number;
  shapeTwice: number;
};

/**
 * To where the slopes would end, if they changed as expected: no further than a factor of e at once, and never beyond the
 * reach; what stands there and would go on is left where it is.
 */
function stepFrom(at: readonly [number, number], loss: Loss, damping: number): [number, number] {
  const [a, b] = [loss.scaleTwice + damping, loss.shapeTwice + damping];
  const ends = isAtEnd(at[0], REACH.scale, loss.ofScale) || isAtEnd(at[1], REACH.shape, loss.ofShape);
  const both = ends ? 0 : loss.both;
  const area = a * b - both ** 2;
  const scaleBy = (both * loss.ofShape - b * loss.ofScale) / area;
  const shapeBy = (both * loss.ofScale - a * loss.ofShape) / area;
  return [within(at[0] + within(scaleBy, 1), REACH.scale), within(at[1] + within(shapeBy, 1), REACH.shape)];
}

const isAtEnd = (value: number, reach: number, slope: number): boolean =>
  Math.abs(value) >= reach && value * slope < 0;

const within = (value: number, reach: number): number => Math.min(reach, Math.max(-reach, value));

/** Neighbours without clicks are one bin: they count through their sum alone. */
type Seen = { from: number; edges: number[]; clicks: number[]; all: number };

function seenIn(bins: readonly DecayBin[]): Seen {
  const seen: Seen = { from: bins[0]?.fromDays ?? 0, edges: [], clicks: [], all: 0 };
  for (const { toDays, clicks } of bins) {
    if (clicks === 0 && seen.clicks.at(-1) === 0) seen.edges.pop();
    else seen.clicks.push(clicks);
    seen.edges.push(Math.log(toDays));
    seen.all += clicks;
  }
  return seen;
}

/** With the total at its best, whatever scale and shape. */
function lossAt(
  { from, edges, clicks, all }: Seen,
  model: DecayModel,
  logScale: number,
  logShape: number,
): Loss {
  const shape = Math.exp(logShape);
  const at = { share: 0, byScale: 0, byShape: 0 };
  if (from > 0) lookAt(at, model, Math.log(from) - logScale, shape);
  const first = { ...at };
  const sum: Loss = { value: 0, ofScale: 0, ofShape: 0, scaleTwice: 0, both: 0, shapeTwice: 0 };
  for (let i = 0; i < clicks.length; i++) {
    const seen = clicks[i] as number;
    const { share, byScale, byShape } = at;
    lookAt(at, model, (edges[i] as number) - logScale, shape);
    const expected = Math.max(at.share - share, LEAST);
    const [scaleBy, shapeBy] = [at.byScale - byScale, at.byShape - byShape];
    if (seen > 0) sum.value -= seen * Math.log(expected);
    sum.ofScale -= (seen * scaleBy) / expected;
    sum.ofShape -= (seen * shapeBy) / expected;
    sum.scaleTwice += scaleBy ** 2 / expected;
    sum.both += (scaleBy * shapeBy) / expected;
    sum.shapeTwice += shapeBy ** 2 / expected;
  }
  const whole = Math.max(at.share - first.share, LEAST);
  const [scaleBy, shapeBy] = [(at.byScale - first.byScale) / whole, (at.byShape - first.byShape) / whole];
  return {
    value: all - all * Math.log(all / whole) + sum.value,
    ofScale: sum.ofScale + all * scaleBy,
    ofShape: sum.ofShape + all * shapeBy,
    scaleTwice: all * (sum.scaleTwice / whole - scaleBy ** 2),
    both: all * (sum.both / whole - scaleBy * shapeBy),
    shapeTwice: all * (sum.shapeTwice / whole - shapeBy ** 2),
  };
}

/** A share so small that it is none still has a logarithm. */
const LEAST = 1e-300;

/** The share that has come by an age, and its slopes along the logarithms of scale and shape. */
type Look = { share: number; byScale: number; byShape: number };

/** `shareBy` at an age whose logarithm, in scales, is given. Written into what is there: it is asked a million times for a page. */
function lookAt(into: Look, model: DecayModel, logAge: number, shape: number): void {
  if (model === 'stretchedExponential') {
    const power = Math.exp(shape * logAge);
    const left = Math.exp(-power);
    into.share = -Math.expm1(-power);
    into.byScale = -left * power * shape;
    into.byShape = left * power * shape * logAge;
  } else {
    const age = Math.exp(logAge);
    const log = Math.log1p(age);
    const left = Math.exp(-shape * log);
    into.share = -Math.expm1(-shape * log);
    into.byScale = (-left * shape * age) / (1 + age);
    into.byShape = left * shape * log;
  }
}

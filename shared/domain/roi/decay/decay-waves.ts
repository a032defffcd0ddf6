import { clicksBetween, type DecayBin } from './decay-curve.ts';
import { bestCurve } from './fit-curve.ts';

const DAYS_TO_WAKE = 3;
const BEFORE = { bins: 4, clicks: 20 };
/** How wrong the tail of a good fit may be, as a share of what it expects. */
const MODEL_ERROR = 0.5;
/** A wave brings at least this share of all clicks before it in its first days, or it is not worth the name. */
const LEAST_SHARE = 0.05;

/**
 * A second wave: three bins in a row above the 95 % bound of what the fit to the bins before them expects, the bound
 * widened because a curve may be wrong in its tail. Each wave begins a curve of its own; `waves` are the ages in days
 * at which they began.
 */
export function lastWave(bins: readonly DecayBin[]): { wave: DecayBin[]; waves: number[] } {
  const waves: number[] = [];
  let from = 0;
  for (let next = nextWave(bins, from); next !== undefined; next = nextWave(bins, from)) {
    from = next;
    waves.push(bins[next]?.fromDays ?? 0);
  }
  const start = bins[from]?.fromDays ?? 0;
  return { wave: bins.slice(from).map((bin) => since(start, bin)), waves };
}

function nextWave(bins: readonly DecayBin[], from: number): number | undefined {
  const start = bins[from]?.fromDays ?? 0;
  for (let i = from + BEFORE.bins; i + DAYS_TO_WAKE <= bins.length; i++) {
    const before = bins.slice(from, i).map((bin) => since(start, bin));
    const three = bins.slice(i, i + DAYS_TO_WAKE);
    const sofar = total(before);
    if (sofar < BEFORE.clicks || total(three) < LEAST_SHARE * sofar) continue;
    // No curve expects fewer than none: most of a thin post's days need no fit.
    if (three.some(({ clicks }) => clicks <= upperBound(0))) continue;
    const curve = bestCurve(before);
    if (!curve) continue;
    const awake = three.every(
      (bin) => bin.clicks > upperBound(clicksBetween(curve, bin.fromDays - start, bin.toDays - start)),
    );
    if (awake) return i;
  }
  return undefined;
}

const since = (start: number, bin: DecayBin): DecayBin => ({
  ...bin,
  fromDays: bin.fromDays - start,
  toDays: bin.toDays - start,
});

const total = (bins: readonly DecayBin[]): number => bins.reduce((sum, bin) => sum + bin.clicks, 0);

const upperBound = (mean: number): number => 3 + mean + 1.645 * Math.sqrt(mean + (MODEL_ERROR * mean) ** 2);

import { addDays } from '../time/week.ts';
import type { LIFT_VERDICTS, LiftMethod, LiftRefusal } from '../vocabulary.ts';
import type { LiftOf, LiftWindow } from './lift-of.ts';

/** Of every range of lift. */
export const LIFT_LEVEL = 0.9;

export type LiftRange = { low: number; high: number };

/** What a reading says of its window, in the unit of its series; null is what it doesn't say. */
export type ToldLift = {
  window: LiftWindow | null;
  region: string | null;
  verdict: (typeof LIFT_VERDICTS)[number];
  reason: LiftRefusal | 'noDayOver' | null;
  method: LiftMethod | null;
  /** The estimate only where it was detected: what is shown only then is exaggerated otherwise. */
  perDay: (LiftRange & { estimate: number | null; level: number }) | null;
  total: LiftRange | null;
  /** Of what was expected. */
  share: LiftRange | null;
  expectedPerDay: number | null;
  smallestVisible: number | null;
  quiet: { windows: number; alarms: number } | null;
  days: { day: string; actual: number; expected: number; low: number; high: number }[];
};

/** `undefined`: no day after its posts is over yet. */
export function toldLift(lift: LiftOf | undefined): ToldLift {
  if (!lift) return { ...NOTHING, reason: 'noDayOver' };
  const { window, firstDay, region = null, reading } = lift;
  if (reading.kind === 'notEstimated') return { ...NOTHING, window, region, reason: reading.reason };
  const { effect, expected, detected, used, smallestVisible, quiet, method } = reading;
  const { low, high, level } = effect.interval;
  return {
    window,
    region,
    verdict: detected ? 'detected' : 'notDetectable',
    reason: null,
    method,
    perDay: { low, high, estimate: detected ? effect.estimate : null, level },
    total: { low: low * used.window, high: high * used.window },
    share: { low: low / expected, high: high / expected },
    expectedPerDay: expected,
    smallestVisible,
    quiet,
    days: reading.days.map(({ index, actual, ...rest }) => ({
      day: addDays(firstDay, index),
      actual: actual as number,
      ...rest,
    })),
  };
}

const NOTHING = {
  window: null,
  region: null,
  verdict: 'notEstimated',
  reason: null,
  method: null,
  perDay: null,
  total: null,
  share: null,
  expectedPerDay: null,
  smallestVisible: null,
  quiet: null,
  days: [],
} satisfies ToldLift;

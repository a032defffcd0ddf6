import { wrong } from '../reasons.ts';
import { invalid } from '../refusal.ts';
import { DAY_MS } from './units.ts';

/** Clocks of shops run ahead of ours by a little. */
const MOST_AHEAD_MS = DAY_MS;

/** Refuses a moment that is yet to come, in the field `path`: a mistyped year, which no report would ever come to. */
export function refuseFuture(path: string, instant: string, now: number): void {
  if (Date.parse(instant) > now + MOST_AHEAD_MS) throw invalid(wrong(path, 'too-far-ahead'));
}

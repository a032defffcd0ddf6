import type { Random } from '../../../shared/domain/statistics/seeded-random.ts';
import { DAY_MS, MINUTE_MS } from '../../../shared/domain/time/units.ts';
import type { Calendar } from './calendar.ts';

const MOST_TRIES = 400;

/**
 * How a post's clicks die away: N(t) = K·(1 − exp(−(t/τ)^β)), the stretched exponential of roi/decay.ts. Half-lives:
 * some hours on the feeds, weeks on YouTube and Pinterest, two hours in a chat.
 */
const DECAY = {
  instagram: { tauDays: 0.9, beta: 0.62 },
  tiktok: { tauDays: 1.4, beta: 0.55 },
  youtube: { tauDays: 5, beta: 0.65 },
  pinterest: { tauDays: 9, beta: 0.75 },
  private: { tauDays: 0.3, beta: 0.7 },
  stall: { tauDays: 0.25, beta: 1 },
} as const;
export type DecayName = keyof typeof DECAY;

/** How likely a follower is awake and on the phone, by the hour on the wall. */
const RHYTHM = [
  0.15, 0, 0, 0, 0, 0.05, 0.25, 0.5, 0.55, 0.5, 0.5, 0.55, 0.7, 0.65, 0.55, 0.55, 0.6, 0.7, 0.85, 0.95, 1,
  0.95, 0.75, 0.4,
];

/** A moment of one click after `publishedAt` and before the story's end. */
export function clickTime(publishedAt: number, decay: DecayName, calendar: Calendar, random: Random): number {
  const { tauDays, beta } = DECAY[decay];
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const after = tauDays * (-Math.log(1 - random())) ** (1 / beta);
    const at = Math.floor(publishedAt + MINUTE_MS + after * DAY_MS);
    const awake = RHYTHM[Math.floor(calendar.localHour(at)) % 24] ?? 1;
    if (at < calendar.endMs && random() < awake) return at;
  }
  return Math.min(publishedAt + MINUTE_MS, calendar.endMs - 1);
}

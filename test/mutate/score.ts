import { wilson } from '../../shared/domain/statistics/proportions.ts';

/** A mutant that was tried, in Stryker's words. */
export type Tried = { file: string; status: string };

type Score = { room: string; tried: number; noticed: number; endless: number };

/** The folder of shared/domain that a file lies in; what lies in none is `loose`. */
export const roomOf = (file: string): string => /shared\/domain\/([^/]+)\//.exec(file)?.[1] ?? 'loose';

/** A mutant is noticed when a test fails or never ends; one that no test runs is tried and missed. */
const NOTICED = ['Killed', 'Timeout'];
const MISSED = ['Survived', 'NoCoverage'];

export function scoresOf(tried: readonly Tried[]): Score[] {
  const rooms = new Map<string, Score>();
  for (const { file, status } of tried) {
    const score = rooms.get(roomOf(file)) ?? {
      room: roomOf(file),
      tried: 0,
      noticed: 0,
      endless: 0,
    };
    if ([...NOTICED, ...MISSED].includes(status)) score.tried++;
    if (NOTICED.includes(status)) score.noticed++;
    if (status === 'Timeout') score.endless++;
    rooms.set(score.room, score);
  }
  return [...rooms.values()].filter((score) => score.tried > 0);
}

/**
 * A line for each room and one for all. A sample has of each room its share, so that it weighs itself; its interval is
 * Wilson's at 95 %, a little wide, as a draw within rooms swings less than one from a single heap.
 */
export function sayScores(tried: readonly Tried[], isSample: boolean): string {
  const rooms = scoresOf(tried).sort((one, other) => other.tried - one.tried);
  const sum = (key: 'tried' | 'noticed' | 'endless') => rooms.reduce((all, one) => all + one[key], 0);
  return [...rooms, { room: 'all', tried: sum('tried'), noticed: sum('noticed'), endless: sum('endless') }]
    .map((score) => sayScore(score, isSample))
    .join('\n');
}

function sayScore({ room, tried, noticed, endless }: Score, isSample: boolean): string {
  const percent = (share: number) => (100 * share).toFixed(1);
  const interval = isSample ? wilson({ successes: noticed, trials: tried }) : undefined;
  const range = interval ? ` (95 %: ${percent(interval.low)} to ${percent(interval.high)})` : '';
  return `${room.padEnd(12)} ${String(noticed).padStart(5)} of ${String(tried).padStart(5)} noticed, ${percent(noticed / tried)} %${range}${endless > 0 ? `, ${endless} of them by tests that never ended` : ''}`;
}

import { clopperPearson } from '../../shared/domain/statistics/proportions.ts';
import { type PlanKept, type PlanShape, planKept } from './plans.ts';
import type { World } from './worlds.ts';

/** Plans of eight cities; plans with 36, 35, 100, 216 and 400 ways to draw them only; plans that lost blocks' totals. */
export const PLANS: Record<string, PlanShape[]> = {
  plans: [20, 100].flatMap((perDay) =>
    [2, 4].map((blockWeeks) => ({ cities: 8, weeks: 16, blockWeeks, perDay })),
  ),
  small: [
    { cities: 4, weeks: 8, blockWeeks: 2, perDay: 20 },
    { cities: 7, weeks: 4, blockWeeks: 2, perDay: 35 },
    { cities: 5, weeks: 8, blockWeeks: 2, perDay: 25 },
    { cities: 4, weeks: 12, blockWeeks: 2, perDay: 20 },
    { cities: 6, weeks: 8, blockWeeks: 2, perDay: 30 },
  ],
  lost: [
    { cities: 8, weeks: 16, blockWeeks: 2, perDay: 40, lost: 2 },
    { cities: 5, weeks: 16, blockWeeks: 2, perDay: 25, lost: 2 },
  ],
};

type Say = (line: string) => void;
type Asked = { shapes: readonly PlanShape[]; worlds: readonly World[]; runs: number; seed: string };

/** Every cell of those plans at one seed, a line each as it is done, and all cells together at the end. */
export function printPlans({ shapes, worlds, runs, seed }: Asked, say: Say): void {
  say(
    'plan (cities, weeks, block weeks, orders/day, blocks lost) | world | false alarms | held at 0 | held at +15 | power at +15 | promised from | power at the promised',
  );
  const all: Cell[] = [];
  for (const shape of shapes)
    for (const world of worlds) {
      const [none, some, promised] = ([0, 0.15, 'promised'] as const).map((share) =>
        planKept({ ...shape, world, share }, runs, seed),
      ) as [PlanKept, PlanKept, PlanKept];
      all.push({ none, some, promised });
      const { cities, weeks, blockWeeks, perDay, lost = 0 } = shape;
      const plan = [cities, weeks, blockWeeks, perDay, lost].join('/').padEnd(13);
      say(lineOf(plan, world, { none, some, promised }));
    }
  say(
    lineOf('all', 'each', { none: sum(all, 'none'), some: sum(all, 'some'), promised: sum(all, 'promised') }),
  );
}

type Cell = { none: PlanKept; some: PlanKept; promised: PlanKept };

const lineOf = (plan: string, world: string, { none, some, promised }: Cell): string =>
  [
    plan,
    world.padEnd(6),
    counted(none.detected, none.read),
    counted(none.covered, none.read),
    counted(some.covered, some.read),
    counted(some.detected, some.read),
    Number.isNaN(promised.promised) ? '' : percent(promised.promised),
    counted(promised.detected, promised.read),
  ].join(' | ');

const sum = (cells: readonly Cell[], share: keyof Cell): PlanKept => {
  const total = (field: 'read' | 'covered' | 'detected') =>
    cells.reduce((whole, cell) => whole + cell[share][field], 0);
  return {
    read: total('read'),
    covered: total('covered'),
    detected: total('detected'),
    promised: Number.NaN,
  };
};

/** "62 of 600: 10.3 (8.0–13.1)". */
function counted(k: number, n: number): string {
  const { low, high } = clopperPearson({ successes: k, trials: n });
  return `${k} of ${n}: ${percent(k / n)} (${percent(low)}–${percent(high)})`;
}

const percent = (share: number): string => (100 * share).toFixed(1);

import { clopperPearson } from '../../shared/domain/statistics/proportions.ts';
import { type PlanKept, planKept } from './plans.ts';
import { WORLDS } from './worlds.ts';

/** Every cell of drawn plans at one seed, a line each as it is done, and all cells together at the end. */
export function printPlans(runs: number, seed: string, say: (line: string) => void): void {
  say(
    'plan (orders/day, block weeks) | world | false alarms | held at 0 | held at +15 | power at +15 | promised from | power at the promised',
  );
  const all: Cell[] = [];
  for (const perDay of [20, 100])
    for (const blockWeeks of [2, 4])
      for (const world of WORLDS) {
        const [none, some, promised] = ([0, 0.15, 'promised'] as const).map((share) =>
          planKept({ world, perDay, blockWeeks, share }, runs, seed),
        ) as [PlanKept, PlanKept, PlanKept];
        all.push({ none, some, promised });
        say(lineOf(`${perDay}/${blockWeeks}`.padEnd(6), world, { none, some, promised }));
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

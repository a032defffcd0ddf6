import { parseArgs } from 'node:util';
import { keptBy } from './coverage.ts';
import { PLANS, printPlans } from './plan-table.ts';
import type { ShopShape } from './worlds.ts';
import { WORLDS } from './worlds.ts';

/**
 * Does lift keep its promises? Draws shops, with and without an effect, reads each as the product does and prints how
 * often the 90 % range held the truth, how often it called nothing an effect, how often it saw +30 %.
 */
const { values: asked } = parseArgs({
  options: {
    runs: { type: 'string', default: '600' },
    seed: { type: 'string', default: 'vouch' },
    only: { type: 'string', default: 'shop,regions,plans,small,lost' },
    worlds: { type: 'string', default: WORLDS.join(',') },
    help: { type: 'boolean', default: false },
  },
});
if (asked.help) {
  console.log(
    'npm run lift -- [--runs 600] [--seed vouch] [--only shop,regions,plans,small,lost] [--worlds calm,drift,spiky,payday]',
  );
  process.exit(0);
}
const runs = Number(asked.runs);
const worlds = WORLDS.filter((world) => asked.worlds.split(',').includes(world));

const SHAPES: Record<string, ShopShape[]> = {
  shop: [
    { perDay: 10, before: 60, window: 14 },
    { perDay: 30, before: 60, window: 14 },
    { perDay: 30, before: 180, window: 14 },
    { perDay: 30, before: 120, window: 28 },
    { perDay: 100, before: 120, window: 14 },
  ],
  regions: [
    { perDay: 20, regions: 4, before: 90, window: 14 },
    { perDay: 20, regions: 10, before: 90, window: 14 },
    { perDay: 30, regions: 10, before: 120, window: 28 },
    { perDay: 100, regions: 15, before: 120, window: 14 },
  ],
};

const percent = (share: number) => (Number.isNaN(share) ? '  –' : (100 * share).toFixed(0).padStart(3));
/** With one standard error of a share of so many. */
const counted = (share: number, of: number) =>
  `${(100 * share).toFixed(1).padStart(4)} ± ${(100 * Math.sqrt((share * (1 - share)) / of)).toFixed(1)}`;

console.log(
  `seed "${asked.seed}", ${runs} shops or plans a line; all figures in percent, with one standard error`,
);
console.log(
  'shop (orders/day, regions, days before, window) | world  | held at 0 | false alarms | held at +30 | power at +30 | visible from | read',
);
for (const kind of asked.only.split(',')) {
  for (const shape of SHAPES[kind] ?? []) {
    for (const world of worlds) {
      const none = keptBy({ world, shape, share: 0 }, runs, asked.seed);
      const some = keptBy({ world, shape, share: 0.3 }, runs, asked.seed);
      const { perDay, regions, before, window } = shape;
      const figures = [
        counted(none.coverage, none.read),
        counted(none.detected, none.read),
        counted(some.coverage, some.read),
        counted(some.detected, some.read),
        percent(none.smallestVisible),
        percent(none.read / runs),
      ];
      console.log(
        [[perDay, regions ?? '–', before, window].join('/').padEnd(14), world.padEnd(6), ...figures].join(
          ' | ',
        ),
      );
    }
  }
}

for (const kind of asked.only.split(',')) {
  const shapes = PLANS[kind];
  if (shapes) printPlans({ shapes, worlds, runs, seed: asked.seed }, console.log);
}

import { readLift } from '../../shared/domain/lift/read-lift.ts';
import { seededRandom } from '../../shared/domain/statistics/seeded-random.ts';
import { drawShop, type ShopShape, type World } from './worlds.ts';

export type Cell = { world: World; shape: ShopShape; share: number };

export type Kept = {
  runs: number;
  /** Readings that gave a range at all. */
  read: number;
  /** Of those, how many held the truth. */
  coverage: number;
  /** Of those, how many called it an effect. */
  detected: number;
  /** Median half-width, as a share of what the window would have been. */
  halfWidth: number;
  smallestVisible: number;
};

/** Draws that many shops, reads each as the product does, and says how often it was right. */
export function keptBy({ world, shape, share }: Cell, runs: number, seed: string): Kept {
  const random = seededRandom(`${seed} ${world} ${JSON.stringify(shape)} ${share}`);
  const widths: number[] = [];
  const visible: number[] = [];
  let [covered, detected] = [0, 0];
  for (let run = 0; run < runs; run++) {
    const shop = drawShop(world, shape, share, random);
    const reading = readLift({ ...shop, firstWeekday: 0, before: shape.before });
    if (reading.kind !== 'read') continue;
    const { low, high } = reading.effect.interval;
    if (low <= shop.effect && shop.effect <= high) covered++;
    if (reading.detected) detected++;
    widths.push((high - low) / 2 / shop.base);
    visible.push(reading.smallestVisible);
  }
  const read = widths.length;
  const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
  return {
    runs,
    read,
    coverage: covered / read,
    detected: detected / read,
    halfWidth: median(widths),
    smallestVisible: median(visible),
  };
}

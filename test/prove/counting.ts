import { recountBatch } from '../../functions/recount/recount.ts';
import { nothingSealed } from '../../functions/seal/deps.ts';
import { type SealDeps, type SealReport, sealDue } from '../../functions/seal/seal.ts';
import { randomInt, seededRandom } from '../../shared/domain/statistics/seeded-random.ts';
import { sealDepsOn } from '../support/seal-deps.ts';
import { createFailpoint, mortal } from './failpoints.ts';
import { timeZoneOf } from './programme.ts';
import type { Stage } from './stage.ts';

/** Those who count: recount lanes and sealers, each a process of its own that may die at any store call. */
export function openCounting(stage: Stage, newToken: () => string) {
  const { faulty, tables, clock, stream, links } = stage;
  const dice = seededRandom(`${stage.seed}|counting`);
  let kills = 0;
  let resealed = 0;

  function process(mortality: number): { deps: SealDeps; over: () => void } {
    const failpoint = createFailpoint();
    if (dice() < mortality) failpoint.killAt(randomInt(dice, 1, 200), dice() < 0.5 ? 'before' : 'after');
    const client = mortal(faulty, failpoint);
    const deps = sealDepsOn({
      client,
      tables,
      timeZoneOf: timeZoneOf(links),
      now: () => clock.now,
      newToken,
    });
    return { deps, over: () => (kills += failpoint.kills) };
  }

  async function deliver(batches: number, mortality: number): Promise<void> {
    for (let i = 0; i < batches && stream.waiting > 0; i++) {
      const { deps, over } = process(mortality);
      await stream.deliverOne((records) => recountBatch(records, deps.recount));
      over();
    }
  }

  async function seal(mortality: number): Promise<SealReport | undefined> {
    const { deps, over } = process(mortality);
    try {
      const report = await sealDue(deps);
      resealed += report.hours;
      return report;
    } catch {
      return undefined;
    } finally {
      over();
    }
  }

  return {
    kills: () => kills,
    resealed: () => resealed,
    deliver,
    seal,
    /** Seals until nothing is due or marked. */
    async sealAll(): Promise<SealReport> {
      const total = nothingSealed();
      for (let turn = 0; turn < 10; turn++) {
        const report = await sealDue(process(0).deps);
        for (const name of Object.keys(total) as (keyof SealReport)[]) total[name] += report[name];
        if (report.hours + report.days + report.failed === 0) return total;
      }
      throw new Error('sealing does not come to an end');
    },
  };
}

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { seededRandom } from '../../shared/domain/statistics/seeded-random.ts';
import { createFailpoint } from './failpoints.ts';
import type { Interference } from './memory-store.ts';
import { createWorld } from './world.ts';

/** What must be true in the end is short: so many taps were answered. Everything else is the world's own check. */
type Model = { taps: number };

function openReal(seed: number) {
  const world = createWorld(seededRandom(`model|${seed}`));
  const failpoint = createFailpoint();
  const interfere: Interference = (_operation, commit) => failpoint.pass(async () => commit());
  const real = { world, failpoint, interfere, front: world.openFront(interfere), rejudged: false };
  return real;
}
type Real = ReturnType<typeof openReal>;

/** A process that dies is started again with empty memory; what it was doing is simply not done. */
async function survive(real: Real, work: () => Promise<unknown>): Promise<void> {
  const before = real.failpoint.kills;
  await work().catch(() => {});
  if (real.failpoint.kills === before) return;
  real.failpoint.revive();
  real.front = real.world.openFront(real.interfere);
  real.world.stream.takeBack();
}

type Step = fc.AsyncCommand<Model, Real>;
const step = (name: string, run: (real: Real, model: Model) => Promise<unknown>): Step => ({
  check: () => true,
  run: (model, real) => survive(real, () => run(real, model)),
  toString: () => name,
});

const commands = [
  fc.tuple(fc.nat(3), fc.nat(3), fc.integer({ min: 1, max: 12 })).map(([link, visitor, taps]) =>
    step(`click(link ${link}, visitor ${visitor}, ${taps} times)`, async (real, model) => {
      for (let tap = 0; tap < taps; tap++, model.taps++) await real.front.tap(link, visitor);
    }),
  ),
  fc.constant(step('retryClick', (real) => real.front.retry())),
  fc.constant(step('deliverBatch', (real) => real.world.deliver(real.interfere))),
  fc.constant(step('redeliver', async (real) => real.world.stream.rewind())),
  fc.constant(step('seal', (real) => real.world.seal(real.interfere))),
  fc.constant(step('lateSpill', (real) => real.world.drainSpill(real.interfere))),
  fc.constantFrom(1_000, 60_000, 1_800_000, 5_400_000).map((ms) =>
    step(`tick(${ms} ms)`, async (real) => {
      real.world.clock.now += ms;
    }),
  ),
  fc
    .tuple(fc.integer({ min: 1, max: 25 }), fc.constantFrom('before' as const, 'after' as const))
    .map(([call, side]) =>
      step(`crash(${side} call ${call})`, async (real) => real.failpoint.killAt(call, side)),
    ),
  fc.nat(50).map((index) =>
    step(`rejudge(${index})`, async (real) => {
      const settled = real.world.waitingSpill().length === 0 ? real.world.storedClicks() : [];
      const click = settled[index % Math.max(1, settled.length)];
      if (!click) return;
      real.rejudged = true;
      const partition = real.world.partitionOf(click);
      // To be repeated until it returns: a crash in the middle is the caller's to mend.
      await real.world.rejudge(partition, real.interfere).catch(async () => {
        await real.world.rejudge(partition, async (_operation, commit) => commit());
        throw new Error('died and was mended');
      });
    }),
  ),
];

it('whatever happens in whatever order, every answered click is counted once and a second drain changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.commands(commands, { maxCommands: 40 }), fc.nat(1_000), async (cmds, seed) => {
      const real = openReal(seed);
      const model: Model = { taps: 0 };
      await fc.asyncModelRun(() => ({ model, real }), cmds);
      real.failpoint.revive();
      real.world.stream.takeBack();
      expect(await real.world.problems(!real.rejudged)).toEqual([]);
      expect(real.world.storedClicks().length).toBeGreaterThanOrEqual(model.taps);
    }),
    { numRuns: 60 },
  );
});

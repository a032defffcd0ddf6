import { rawPartitionKey } from '../../shared/data/table/keys.ts';
import { type Random, randomInt, seededRandom } from '../../shared/domain/statistics/seeded-random.ts';
import { MINUTE_MS } from '../../shared/domain/time/units.ts';
import { createScheduler, type Fate } from './scheduler.ts';
import { withoutRealTime } from './virtual-timers.ts';
import { createWorld, pick, type World } from './world.ts';

const TICKS_MS = [500, 15_000, MINUTE_MS, 12 * MINUTE_MS, 40 * MINUTE_MS] as const;
/** Of each kind as many at once: two sealers and two recounters may get in each other's way. */
const PROCESSES = { front: 4, recount: 2, seal: 2, drain: 1, rejudge: 1 } as const;
type Kind = keyof typeof PROCESSES;
const MORE_LIKELY: readonly Kind[] = [
  'front',
  'front',
  'front',
  'front',
  'recount',
  'recount',
  'seal',
  'seal',
  'drain',
  'rejudge',
];

/**
 * One small world from one seed: who does what when, which store call comes next and what becomes of it. Returns what
 * did not add up after everything healed; the same seed gives the same history, step for step.
 */
export const simulate = (seed: number): Promise<History> => withoutRealTime(() => live(seed));

type History = { problems: string[]; steps: number; clicks: number };

async function live(seed: number): Promise<History> {
  const random = seededRandom(`simulation|${seed}`);
  const world = createWorld(random);
  const scheduler = createScheduler(random);
  const running = new Map<Kind, number[]>();
  const rejudged = new Set<string>();
  const actions = randomInt(random, 20, 160);
  const trouble = pick(random, [0, 0.02, 0.1, 0.3]) ?? 0;

  for (let action = 0; action < actions; action++) {
    if (random() < 0.15) world.clock.now += pick(random, TICKS_MS) ?? 0;
    const kind = pick(random, MORE_LIKELY) ?? 'front';
    const alive = (running.get(kind) ?? []).filter(scheduler.isBusy);
    if (alive.length < PROCESSES[kind])
      running.set(kind, [...alive, start(kind, world, scheduler, random, rejudged)]);
    for (let steps = randomInt(random, 0, 8); steps > 0; steps--) {
      await scheduler.quiet();
      scheduler.step(() => fateOf(random, trouble));
    }
  }
  await scheduler.quiet();
  while (scheduler.waiting() > 0) {
    scheduler.step(() => 'done');
    await scheduler.quiet();
  }
  const problems = await healed(world, rejudged);
  return { problems, steps: scheduler.steps, clicks: world.storedClicks().length };
}

function start(
  kind: Kind,
  world: World,
  scheduler: ReturnType<typeof createScheduler>,
  random: Random,
  rejudged: Set<string>,
): number {
  const [link, visitor, taps] = [randomInt(random, 0, 3), randomInt(random, 1, 4), randomInt(random, 1, 9)];
  return scheduler.start(async (interfere) => {
    if (kind === 'recount') {
      if (taps === 1) world.stream.takeBack();
      return world.deliver(interfere);
    }
    if (kind === 'seal') return world.seal(interfere);
    if (kind === 'drain') return world.drainSpill(interfere);
    if (kind === 'rejudge') return rejudgeOne(world, interfere, random, rejudged);
    const front = world.openFront(interfere);
    for (let tap = 0; tap < taps; tap++) await front.tap(link, visitor + (tap % 2));
    if (taps % 3 === 0) await front.retry();
  });
}

/** A click that may still be stored again under its old judgement is left alone: `npm run rejudge` takes old hours only. */
async function rejudgeOne(
  world: World,
  interfere: Parameters<World['rejudge']>[1],
  random: Random,
  rejudged: Set<string>,
): Promise<void> {
  const waiting = new Set(world.waitingSpill().map((click) => rawPartitionKey(world.partitionOf(click))));
  const partitions = new Map(
    world
      .storedClicks()
      .filter((click) => click.at < world.clock.now - 30 * MINUTE_MS)
      .map((click) => world.partitionOf(click))
      .map((partition) => [rawPartitionKey(partition), partition]),
  );
  const chosen = pick(
    random,
    [...partitions].filter(([name]) => !waiting.has(name)),
  );
  if (!chosen) return;
  rejudged.add(chosen[0]);
  await world.rejudge(chosen[1], interfere);
}

async function healed(world: World, rejudged: Set<string>): Promise<string[]> {
  world.stream.takeBack();
  for (const click of world.storedClicks()) {
    const partition = world.partitionOf(click);
    if (!rejudged.delete(rawPartitionKey(partition))) continue;
    await world.rejudge(partition, async (_operation, commit) => commit());
    rejudged.add('any');
  }
  return world.problems(rejudged.size === 0);
}

function fateOf(random: Random, trouble: number): Fate {
  if (random() >= trouble) return 'done';
  return (
    pick(random, ['refused', 'refused', 'unheard', 'unheard', 'killed before', 'killed after'] as const) ??
    'done'
  );
}

import { createApi } from '../../../functions/api/app.ts';
import { makeBrand } from '../../../functions/api/brand-maker.ts';
import { tidyAll } from '../../../shared/data/chores/tidy.ts';
import type { Stores } from '../../../shared/data/stores.ts';
import { derivedId } from '../../../shared/domain/id.ts';
import { ALL_ROUTES } from '../../../shared/domain/schema/all-routes.ts';
import { type Random, seededRandom } from '../../../shared/domain/statistics/seeded-random.ts';
import { MINUTE_MS } from '../../../shared/domain/time/units.ts';
import { apiDeps, type Caller, caller, postBody, type TestClock } from '../../support/api-builders.ts';
import { type Engine, startEngine } from '../../support/engine.ts';
import { type FaultProxy, startFaultProxy } from '../fault-proxy.ts';
import { ELSEWHERE, FAMILIES } from './families/all.ts';
import { createHistory, type History } from './keeping-history.ts';
import { type Family, NAMES, type Place, type Shown, type Turn, type Wish, type World } from './move.ts';
import { openProcess } from './process.ts';
import { leftToDo, poison, routeProblems } from './settled.ts';

export type ApiProof = {
  writes: number;
  outcomes: Record<'done' | 'refused' | 'unknown', number>;
  replays: number;
  kills: number;
  jumps: number;
  faults: number;
  /** What the histories, the repeats, the routes say; and what is left to finish. All must be empty. */
  violations: string[];
  left: string[];
  /** Writing routes that nothing was sent to. */
  untried: string[];
  seconds: number;
};
export type Sweep = typeof tidyAll;
export type ApiProofOptions = {
  writes: number;
  faults: number;
  seed: string;
  /** What finishes what was left half done; the product's own unless a worse one is to be found out. */
  sweep?: Sweep;
  /** Stands between writer and API; for a worse way to answer. */
  front?: (send: Send) => Send;
};
export type Send = (
  wish: Wish,
  key: string | undefined,
) => Promise<{ status: number; json: Shown | undefined }>;

/** Few at once, so that a kill costs few answers. */
const LANES = 12;
const KEYS = 20;
const KILL_EVERY = 400;
const JUMP_EVERY = 150;
const SWEEP_EVERY = 500;
/** Requests of others after which who hangs is cut off. */
const PATIENCE = 150;

/**
 * Writers who share few names and few keys send everything at once, while the store fails, processes die and the clock
 * jumps; then all heals and the sweeps run. What was answered is compared with what stands.
 */
export async function proveApi(options: ApiProofOptions): Promise<ApiProof> {
  const engine = await startEngine();
  const dice = seededRandom(`${options.seed}|faults`);
  const proxy = await startFaultProxy({ endpoint: engine.endpoint }, dice, 0, () => {}, PATIENCE);
  try {
    return await run(engine, proxy, options);
  } finally {
    await proxy.stop();
    await engine.stop();
  }
}

async function run(engine: Engine, proxy: FaultProxy, options: ApiProofOptions): Promise<ApiProof> {
  const began = performance.now();
  const random = seededRandom(options.seed);
  const clock: TestClock = { now: Date.parse('2026-10-05T12:00:00Z') };
  const base = apiDeps(engine, clock, {
    random: bytesOf(random),
    // Whoever waits, waits in the run's own time.
    sleep: async (milliseconds) => {
      clock.now += milliseconds;
      await new Promise(setImmediate);
    },
  });
  const { brand, ownerKey } = await makeBrand(
    base.stores,
    { name: 'Prove', timeZone: 'Europe/Berlin', currency: 'EUR' },
    (prefix) => derivedId(prefix, 'prove', options.seed) as never,
  );
  const calm = caller(createApi(base), ownerKey);
  const place = await prepared(calm, brand);
  await poison(engine, brand.id, clock.now);

  const sweep = options.sweep ?? tidyAll;
  const sweepOn = (stores: Stores) => sweep(stores).catch(() => {});
  const open = () => openProcess(proxy, engine.tables, base, ownerKey);
  const fight = { ...options, random, clock, place, open, sweepOn };
  proxy.setRate(options.faults);
  const { history, kills, jumps, tried } = await fightOut(fight);
  proxy.setRate(0);
  for (let round = 0; round < 25; round++) {
    clock.now += 2 * MINUTE_MS;
    await sweepOn(base.stores);
  }
  const world = { engine, calm, place, things: history.things() };
  return {
    writes: options.writes,
    outcomes: history.outcomes,
    replays: history.replays(),
    kills,
    jumps,
    faults: Object.values(proxy.injected).reduce((sum, count) => sum + count, 0),
    violations: await problemsOf(world, history),
    left: await leftToDo(engine),
    untried: untried(tried),
    seconds: Math.round((performance.now() - began) / 1_000),
  };
}

type Fight = ApiProofOptions & {
  random: Random;
  clock: TestClock;
  place: Place;
  open: () => ReturnType<typeof openProcess>;
  sweepOn: (stores: Stores) => Promise<unknown>;
};

/** All writes, in a few lanes; processes die, the clock jumps and the sweep runs in between. */
async function fightOut({ writes, seed, front, random, clock, place, open, sweepOn }: Fight) {
  let process = open();
  const send: Send = async (wish, key) => {
    const headers: Record<string, string> = key ? { 'idempotency-key': key } : {};
    const { status, json } = await process.as.send(wish.method, wish.path, wish.body, headers);
    return { status, json: json as Shown | undefined };
  };
  const fronted = front ? front(send) : send;
  const history = createHistory(() => clock.now);
  const tried = new Set<string>();
  const known: Turn['known'] = new Map();
  let [next, kills, jumps] = [0, 0, 0];

  async function writeOnce(number: number): Promise<void> {
    const family = drawn(random);
    const key = family.create && random() < 0.35 ? `key-${Math.floor(random() * KEYS)}` : undefined;
    const name = key && `${family.name} ${key}`.replaceAll(' ', '-');
    const turn: Turn = name
      ? { number: 10_000_000 + Number(key.slice(4)), random: seededRandom(`${seed}|${name}`), place, known }
      : { number, random, place, known };
    const move = name ? family.create?.(turn) : (family.change?.(turn) ?? family.create?.(turn));
    if (!move) return;
    tried.add(`${move.wish.method} ${move.wish.path}`);
    const done = history.begin(move, name);
    done(await fronted(move.wish, name).catch(() => undefined));
  }

  async function lane(): Promise<void> {
    while (next < writes) {
      const number = next++;
      clock.now += 40;
      if (number % JUMP_EVERY === JUMP_EVERY - 1) {
        clock.now += Math.floor((random() - 0.3) * 30 * MINUTE_MS);
        jumps++;
      }
      if (number % KILL_EVERY === KILL_EVERY - 1) {
        process.kill();
        process = open();
        kills++;
      }
      if (number % SWEEP_EVERY === SWEEP_EVERY - 1) await sweepOn(process.stores);
      await writeOnce(number);
    }
  }

  await Promise.all(Array.from({ length: LANES }, lane));
  return { history, kills, jumps, tried };
}

const LOTS: readonly Family[] = FAMILIES.flatMap((family) => Array<Family>(family.weight).fill(family));
const drawn = (random: Random): Family => LOTS[Math.floor(random() * LOTS.length)] as Family;

async function problemsOf(world: World, history: History): Promise<string[]> {
  const standing = new Map<string, string>();
  const problems = await routeProblems(world);
  for (const family of FAMILIES) {
    for (const [thing, value] of await family.standing(world)) standing.set(thing, value);
    problems.push(...((await family.problems?.(world)) ?? []));
  }
  return [...history.violations(standing), ...problems];
}

/** What the writers start from. */
async function prepared(calm: Caller, brand: { id: string; applyToken: string }): Promise<Place> {
  const made = async (path: string, body: object): Promise<string> =>
    ((await calm.post(path, body)).json as Shown).id;
  const creators = ['first', 'second', 'third'].map((handle) =>
    made('/v1/creators', { handle, platform: 'instagram', source: 'imported' }),
  );
  const creatorIds = await Promise.all(creators);
  await calm.patch('/v1/brand', { standingInstructions: NAMES.map((instruction) => ({ instruction })) });
  return {
    brandId: brand.id,
    creatorIds,
    postId: await made('/v1/posts', postBody(creatorIds[0] ?? '')),
    squadId: await made('/v1/squads', { name: 'Fixed', city: 'Graz', country: 'AT' }),
    reportId: await made('/v1/reports', { week: '2026-W37' }),
    formToken: brand.applyToken,
  };
}

/** Writing routes that no request went to, but for those that are tried elsewhere. */
function untried(tried: ReadonlySet<string>): string[] {
  return ALL_ROUTES.filter(({ method }) => method !== 'get')
    .filter(({ method, path }) => {
      const pattern = new RegExp(`^${method} ${path.replaceAll(/\{\w+\}/g, '[^/]+')}(\\?.*)?$`, 'i');
      return ELSEWHERE[`${method} ${path}`] === undefined && ![...tried].some((one) => pattern.test(one));
    })
    .map(({ method, path }) => `${method} ${path}`);
}

const bytesOf = (random: Random) => (count: number) =>
  Uint8Array.from({ length: count }, () => Math.floor(random() * 256));

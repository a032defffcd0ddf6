import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { createApi } from '../../../functions/api/app.ts';
import { makeBrand } from '../../../functions/api/brand-maker.ts';
import { tidyAll } from '../../../shared/data/chores/tidy.ts';
import { linkRoutes } from '../../../shared/data/links/link-routes-store.ts';
import { createStores } from '../../../shared/data/stores.ts';
import { recordsOf } from '../../../shared/data/table/records-store.ts';
import { tablesOn } from '../../../shared/data/table/sdk.ts';
import { idOfExternal } from '../../../shared/domain/external-id.ts';
import { derivedId, type IdPrefix } from '../../../shared/domain/id.ts';
import type { BrandId } from '../../../shared/domain/schema/common.ts';
import { type Random, seededRandom } from '../../../shared/domain/statistics/seeded-random.ts';
import { MINUTE_MS } from '../../../shared/domain/time/units.ts';
import { apiDeps, caller, SLUG_SECRET, type TestClock } from '../../support/api-builders.ts';
import { dumpOf, type Engine, startEngine } from '../../support/engine.ts';
import { type FaultProxy, startFaultProxy } from '../fault-proxy.ts';
import { violations, type Write } from './history.ts';
import { type Place, pick, type Shown, THINGS, type Thing, type Wish } from './things.ts';

export type ApiProof = {
  writes: number;
  outcomes: Record<Write['outcome'], number>;
  replays: number;
  kills: number;
  jumps: number;
  faults: number;
  /** What the histories, the repeats, the routes say; and what is left to finish. All must be empty. */
  violations: string[];
  left: string[];
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

const LANES = 32;
const NAMES = 6;
const KEYS = 40;
const KILL_EVERY = 400;
const JUMP_EVERY = 150;
const SWEEP_EVERY = 500;

/**
 * Writers who share few names and few keys send everything at once, while the store fails, processes die and the clock
 * jumps; then all heals and the sweeps run. What was answered is compared with what stands.
 */
export async function proveApi(options: ApiProofOptions): Promise<ApiProof> {
  const engine = await startEngine();
  const random = seededRandom(options.seed);
  const proxy = await startFaultProxy(
    { endpoint: engine.endpoint },
    seededRandom(`${options.seed}|faults`),
    0,
  );
  try {
    return await run(engine, proxy, random, options);
  } finally {
    await proxy.stop();
    await engine.stop();
  }
}

async function run(
  engine: Engine,
  proxy: FaultProxy,
  random: Random,
  options: ApiProofOptions,
): Promise<ApiProof> {
  const began = performance.now();
  const clock: TestClock = { now: Date.parse('2026-10-05T12:00:00Z') };
  const base = apiDeps(engine, clock, { random: bytesOf(random) });
  const { brand, ownerKey } = await makeBrand(
    base.stores,
    { name: 'Prove', timeZone: 'Europe/Berlin', currency: 'EUR' },
    (prefix) => derivedId(prefix, 'prove', options.seed) as never,
  );
  const calm = caller(createApi(base), ownerKey);
  const place = await prepared(calm);
  await poison(engine, brand.id, clock.now);

  const writes: Write[] = [];
  const firsts = new Map<string, string>();
  const seen: string[] = [];
  const counts = { replays: 0, kills: 0, jumps: 0 };
  let process = openProcess(proxy, engine.tables, base, ownerKey);
  const send: Send = async (wish, key) => {
    const { status, json } = await process.as.send(
      wish.method,
      wish.path,
      wish.body,
      key ? { 'idempotency-key': key } : {},
    );
    return { status, json: json as Shown | undefined };
  };
  const fronted = options.front ? options.front(send) : send;
  const sweep = options.sweep ?? tidyAll;
  const sweepDeps = (client: DynamoDBClient) =>
    createStores({ ...base, tables: tablesOn(client, engine.tables) });

  proxy.setRate(options.faults);
  let next = 0;
  async function lane(): Promise<void> {
    while (next < options.writes) {
      const number = next++;
      clock.now += 40;
      if (number % JUMP_EVERY === JUMP_EVERY - 1) {
        clock.now += Math.floor((random() - 0.3) * 30 * MINUTE_MS);
        counts.jumps++;
      }
      if (number % KILL_EVERY === KILL_EVERY - 1) {
        process.kill();
        process = openProcess(proxy, engine.tables, base, ownerKey);
        counts.kills++;
      }
      if (number % SWEEP_EVERY === SWEEP_EVERY - 1) await sweep(sweepDeps(process.client)).catch(() => {});
      await writeOnce(number);
    }
  }

  async function writeOnce(number: number): Promise<void> {
    const thing = pick(THINGS, random);
    const keyed = random() < 0.3 ? `key-${Math.floor(random() * KEYS)}` : undefined;
    const { wish, name, mark } = keyed
      ? keyedWish(thing, keyed, place)
      : freshWish(thing, number, place, random, brand.id);
    const start = performance.now();
    const answer = await fronted(wish, keyed && `${thing.kind}-${keyed}`).catch(() => undefined);
    const write: Write = {
      thing: `${thing.kind}/${name}`,
      mark,
      start,
      end: performance.now(),
      outcome: outcomeOf(answer?.status, answer?.json?.code),
      what: `${mark} (${wish.method} ${answer?.status ?? 'no answer'})`,
    };
    if (write.outcome === 'done' && answer?.json && thing.mark(answer.json) !== mark && !keyed)
      seen.push(`${write.thing}: ${write.what} was answered with ${thing.mark(answer.json)}`);
    if (keyed) noteRepeat(`${thing.kind}-${keyed}`, write, answer);
    else writes.push(write);
  }

  /** The same key, the same answer; and all its sendings are one write, from the first on. */
  function noteRepeat(key: string, write: Write, answer: Awaited<ReturnType<Send>> | undefined): void {
    const known = writes.find(({ thing, mark }) => thing === write.thing && mark === write.mark);
    if (!known) writes.push(write);
    else if (known.outcome === 'unknown') Object.assign(known, { ...write, start: known.start });
    if (write.outcome === 'unknown' || !answer) return;
    const text = JSON.stringify([answer.status, answer.json]);
    const first = firsts.get(key);
    if (first !== undefined) counts.replays++;
    if (first !== undefined && first !== text && answer.status !== 409)
      seen.push(`${key}: ${first} and then ${text}`);
    if (first === undefined) firsts.set(key, text);
  }

  await Promise.all(Array.from({ length: LANES }, lane));
  proxy.setRate(0);
  await sleep(300);
  for (let round = 0; round < 25; round++) {
    clock.now += 2 * MINUTE_MS;
    await sweep(sweepDeps(engine.client)).catch(() => {});
  }
  const { standing, problems } = await whatStands(engine, calm, brand.id, writes);
  return {
    writes: options.writes,
    outcomes: tally(writes),
    ...counts,
    faults: Object.values(proxy.injected).reduce((sum, count) => sum + count, 0),
    violations: [...seen, ...violations(writes, standing), ...problems],
    left: await leftToDo(engine),
    seconds: Math.round((performance.now() - began) / 1_000),
  };
}

type Caller = ReturnType<typeof caller>;

async function prepared(calm: Caller): Promise<Place> {
  const creator = await calm.post('/v1/creators', {
    handle: 'first',
    platform: 'instagram',
    source: 'imported',
  });
  const creatorId = (creator.json as Shown).id;
  const thing = THINGS.find(({ kind }) => kind === 'posts') as Thing;
  const post = await calm.post('/v1/posts', thing.base({ creatorId, postId: '' }));
  return { creatorId, postId: (post.json as Shown).id };
}

/** An intent that can never be finished: of a link that isn't there. */
async function poison(engine: Engine, brandId: string, now: number): Promise<void> {
  const { client, tables } = engine;
  const intents = recordsOf(tablesOn(client, tables), brandId as never).collection('INTENT', ANYTHING);
  const id = 'rewrite#lnk_0000000000000000';
  await intents.create({ id, kind: 'rewrite', linkId: 'lnk_0000000000000000', startedAt: now });
}
const ANYTHING = z.looseObject({ id: z.string() });

/** A process of its own: once killed, none of its calls reaches the store or comes back. */
function openProcess(
  proxy: FaultProxy,
  names: Engine['tables'],
  base: ReturnType<typeof apiDeps>,
  key: string,
) {
  let dead = false;
  const client = new DynamoDBClient({
    endpoint: proxy.endpoint,
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    requestHandler: { requestTimeout: 250, throwOnRequestTimeout: true },
  });
  client.middlewareStack.add(
    (next) => async (args) => {
      if (dead) throw new Error('the process is dead');
      const answer = await next(args);
      if (dead) throw new Error('the process is dead');
      return answer;
    },
    { step: 'initialize', name: 'mortality' },
  );
  const stores = createStores({ ...base, tables: tablesOn(client, names), slugSecret: SLUG_SECRET });
  const as = caller(createApi({ ...base, stores, log: () => {} }), key);
  return {
    client,
    as,
    kill: () => {
      dead = true;
    },
  };
}

function freshWish(thing: Thing, mark: number, place: Place, random: Random, brandId: string) {
  const name = `n${Math.floor(random() * NAMES)}`;
  const body = { ...thing.base(place), ...thing.marked(mark) };
  const dice = random();
  if (thing.canPatch && dice < 0.25) {
    const id = idIn(thing.kind, brandId, name);
    return {
      name,
      mark,
      wish: { method: 'PATCH', path: `${thing.collection}/${id}`, body: thing.marked(mark) } as Wish,
    };
  }
  if (dice < 0.6)
    return {
      name,
      mark,
      wish: { method: 'POST', path: thing.collection, body: { ...body, externalId: name } } as Wish,
    };
  return { name, mark, wish: { method: 'PUT', path: `${thing.collection}/external/${name}`, body } as Wish };
}

/** A key always says the same; its mark is its own, above all numbers. */
function keyedWish(thing: Thing, key: string, place: Place) {
  const number = Number(key.slice(4));
  const mark = 10_000_000 + number;
  const name = `n${number % NAMES}`;
  const body = { ...thing.base(place), ...thing.marked(mark), externalId: name };
  return { name, mark, wish: { method: 'POST', path: thing.collection, body } as Wish };
}

function outcomeOf(status: number | undefined, code: unknown): Write['outcome'] {
  // Another attempt is at it: its answer is to be asked for again.
  if (status === undefined || status >= 500 || code === 'idempotency-underway') return 'unknown';
  return status < 300 ? 'done' : 'refused';
}

function tally(writes: Write[]): ApiProof['outcomes'] {
  const outcomes = { done: 0, refused: 0, unknown: 0 };
  for (const { outcome } of writes) outcomes[outcome]++;
  return outcomes;
}

/** Each thing's mark as the API shows it; and for links, whether the redirect reads the same. */
async function whatStands(engine: Engine, calm: Caller, brandId: string, writes: Write[]) {
  const standing = new Map<string, number | undefined>();
  const problems: string[] = [];
  const routes = linkRoutes(tablesOn(engine.client, engine.tables));
  for (const name of new Set(writes.map(({ thing }) => thing))) {
    const [kind = '', external = ''] = name.split('/');
    const thing = THINGS.find((one) => one.kind === kind) as Thing;
    const id = idIn(kind, brandId, external);
    const { status, json } =
      kind === 'spend' ? await findSpend(calm, external) : await calm.get(`${thing.collection}/${id}`);
    const shown = json as Shown | undefined;
    standing.set(name, status === 200 && shown ? thing.mark(shown) : undefined);
    for (const link of shown?.links ?? (kind === 'links' && shown && status === 200 ? [shown] : [])) {
      const route = await routes.find(String(link.slug));
      if (route?.destination !== link.destination || route?.status !== link.status)
        problems.push(
          `${name}: the redirect reads ${route?.destination}, the record says ${link.destination}`,
        );
    }
    if (kind === 'posts' && status === 200 && shown?.links?.length !== 1)
      problems.push(`${name}: has ${shown?.links?.length} links`);
  }
  return { standing, problems };
}

async function findSpend(calm: Caller, external: string) {
  const { json } = await calm.get('/v1/spend?limit=100');
  const { data } = json as { data: Shown[] };
  const found = data.find(({ externalId }) => externalId === external);
  return { status: found ? 200 : 404, json: found };
}

const PREFIXES: Record<string, IdPrefix> = {
  creators: 'crt',
  campaigns: 'cmp',
  squads: 'sqd',
  posts: 'pst',
  links: 'lnk',
};
const idIn = (kind: string, brandId: string, name: string): string =>
  idOfExternal(PREFIXES[kind] ?? 'spd', brandId as BrandId, name);

/** Promises to finish that nobody has finished, and names that nobody gave back. */
async function leftToDo(engine: Engine): Promise<string[]> {
  return (await dumpOf(engine))
    .filter(({ item }) => /#(INTENT|CLAIM|ORDERTODO)$/.test(item.pk?.S ?? '') && !item.archived)
    .map(({ item }) => `${item.pk?.S} ${item.sk?.S}`);
}

const bytesOf = (random: Random) => (count: number) =>
  Uint8Array.from({ length: count }, () => Math.floor(random() * 256));

import { createHash } from 'node:crypto';
import type { Hono } from 'hono';
import { createApi } from '../../functions/api/app.ts';
import { makeBrand, makeKey } from '../../functions/api/brand-maker.ts';
import type { ApiDeps } from '../../functions/api/deps.ts';
import { createStores } from '../../shared/data/stores.ts';
import { tablesOn } from '../../shared/data/table/sdk.ts';
import { type IdPrefix, idFromBytes } from '../../shared/domain/id.ts';
import type { Brand } from '../../shared/domain/schema/access/brand.ts';
import type { Id } from '../../shared/domain/schema/common.ts';
import type { Scope } from '../../shared/domain/schema/scopes.ts';
import { createAddressLimits } from '../../shared/rate-limits.ts';
import { createApplySoon } from '../../shared/shops/apply-soon.ts';
import type { Engine } from './engine.ts';
import { failures } from './failures.ts';

export const NOON = Date.parse('2026-10-05T12:00:00Z');

export const CURSOR_KEYS: ApiDeps['cursorKeys'] = [Buffer.alloc(32, 2)];

/** A clock that stands still until it is moved. */
export type TestClock = { now: number };

/** Bytes that look random and fall the same way in every run. */
export function countedBytes(seed: string): (count: number) => Uint8Array {
  let calls = 0;
  return (count) => {
    const parts: Buffer[] = [];
    calls++;
    for (let i = 0; parts.length * 32 < count; i++)
      parts.push(createHash('sha256').update(`${seed}|${calls}|${i}`).digest());
    return Buffer.concat(parts).subarray(0, count);
  };
}

export const SLUG_SECRET = Buffer.alloc(32, 3);

export function apiDeps(engine: Engine, clock: TestClock, overrides: Partial<ApiDeps> = {}): ApiDeps {
  const given = { now: () => clock.now, random: countedBytes('vouch'), ...overrides };
  const tables = tablesOn(engine.client, engine.tables);
  const own = failures;
  const deps: ApiDeps = {
    stores: createStores({ ...given, tables, slugSecret: SLUG_SECRET }),
    ...given,
    sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, Math.min(milliseconds, 20))),
    publicUrl: 'https://vou.ch',
    clickKeys: [Buffer.alloc(32, 1)],
    cursorKeys: CURSOR_KEYS,
    nameSecret: Buffer.alloc(32, 3),
    addressLimits: createAddressLimits(),
    dns: { texts: async () => ({ kind: 'unclear' }), addresses: async () => ({ kind: 'unclear' }) },
    rateLimit: { capacity: 1_000_000, perSecond: 1_000_000 },
    log: (entry) => void own.push(entry),
    shopEventKept: (event) => soonOf(deps).add(event),
    ...overrides,
  };
  return deps;
}

const applied = new WeakMap<ApiDeps, ReturnType<typeof createApplySoon>>();

/** What applies this API's kept events behind its answers. */
function soonOf(deps: ApiDeps): ReturnType<typeof createApplySoon> {
  const known = applied.get(deps);
  const own = failures;
  const soon = known ?? createApplySoon(deps, (_, reason) => own.push({ failure: String(reason) }));
  applied.set(deps, soon);
  return soon;
}

/** When all that shops sent so far has been read. */
export const shopsSettled = ({ deps }: Pick<TestApi, 'deps'>): Promise<void> => soonOf(deps).settled();

export { failures };

export type Answered = { status: number; headers: Headers; text: string; json: never };

/** A caller with a key: `post('/v1/creators', {...})`. Answers are parsed when they are JSON. */
export function caller(app: Hono, apiKey: string | undefined) {
  async function send(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answered> {
    const response = await app.request(path, {
      method,
      headers: {
        ...(apiKey ? { authorization: `Bearer ${apiKey}` } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: (isJson ? JSON.parse(text) : undefined) as never,
    };
  }
  return {
    send,
    get: (path: string, headers?: Record<string, string>) => send('GET', path, undefined, headers),
    post: (path: string, body?: unknown, headers?: Record<string, string>) =>
      send('POST', path, body, headers),
    put: (path: string, body?: unknown, headers?: Record<string, string>) => send('PUT', path, body, headers),
    patch: (path: string, body?: unknown, headers?: Record<string, string>) =>
      send('PATCH', path, body, headers),
    delete: (path: string, headers?: Record<string, string>) => send('DELETE', path, undefined, headers),
  };
}
export type Caller = ReturnType<typeof caller>;

export type Tenant = { brand: Brand; ownerKey: string; as: Caller };
export type TestApi = {
  app: Hono;
  deps: ApiDeps;
  clock: TestClock;
  operatorKey: string;
  operator: Caller;
  /** The first brand. */
  sock: Tenant;
  anotherBrand: (name?: string, over?: Partial<Parameters<typeof makeBrand>[1]>) => Promise<Tenant>;
  keyWith: (tenant: Tenant, scopes: Scope[]) => Promise<string>;
};

/** The whole API on an engine, with a sock maker in it. */
export async function anApi(engine: Engine, overrides: Partial<ApiDeps> = {}): Promise<TestApi> {
  const clock: TestClock = { now: NOON };
  const deps = apiDeps(engine, clock, overrides);
  const app = createApi(deps);
  const newId = <P extends IdPrefix>(prefix: P): Id<P> => idFromBytes(prefix, deps.random(10)) as Id<P>;
  // A brand of its own each time, as tests share an engine; the first brand's id would come from its name.
  const { brand, ownerKey } = await makeBrand(
    deps.stores,
    { name: 'Sock & Co', timeZone: 'Europe/Berlin', currency: 'EUR' },
    newId,
  );
  const createdAt = new Date(clock.now).toISOString();
  const { text: operatorKey } = await makeKey(deps.stores, {
    id: newId('key'),
    name: 'operator',
    scopes: ['operator'],
    createdAt,
  });
  let keys = 0;
  return {
    app,
    deps,
    clock,
    operatorKey,
    operator: caller(app, operatorKey),
    sock: { brand, ownerKey, as: caller(app, ownerKey) },
    anotherBrand: async (name = 'Other Brand', over = {}) => {
      const told = { name, timeZone: 'America/New_York', currency: 'USD', ...over };
      const made = await makeBrand(deps.stores, told, newId);
      return { ...made, as: caller(app, made.ownerKey) };
    },
    keyWith: async (tenant, scopes) => {
      const at = new Date(clock.now).toISOString();
      const key = {
        id: newId('key'),
        brandId: tenant.brand.id,
        name: `test ${++keys}`,
        scopes,
        createdAt: at,
      };
      return (await makeKey(deps.stores, key)).text;
    },
  };
}

/** A post of that creator, as it is sent; `over` says what it does not leave to us. */
export const postBody = (creatorId: string, over: object = {}) => ({
  creatorId,
  stage: 'microcontent',
  platform: 'instagram',
  format: 'short',
  publishedAt: '2026-10-01T00:00:00Z',
  destination: 'https://shop.example.com/socks',
  ...over,
});

/** A link of the first brand, with a creator and a post of its own; `over`: of what is sent of the post. */
export async function aPostedLink(
  api: TestApi,
  { handle = 'knitwit', ...over }: { handle?: string; destination?: string; publishedAt?: string } = {},
) {
  const { as } = api.sock;
  const creator = await as.post('/v1/creators', { handle, platform: 'instagram', source: 'invited' });
  const publishedAt = new Date(api.clock.now).toISOString();
  const post = await as.post(
    '/v1/posts',
    postBody((creator.json as { id: string }).id, { publishedAt, ...over }),
  );
  const { id, links } = post.json as { id: string; links: { id: string; slug: string }[] };
  return { postId: id, linkId: links[0]?.id ?? '', slug: links[0]?.slug ?? '' };
}

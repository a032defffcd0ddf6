import { randomBytes } from 'node:crypto';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { registerRoutes } from '../../../functions/api/routes/rooms.ts';
import { recordsOf } from '../../../shared/data/table/records-store.ts';
import { tablesOn } from '../../../shared/data/table/sdk.ts';
import { Squad } from '../../../shared/domain/schema/programme/squads.ts';
import type { RouteShape } from '../../../shared/domain/schema/route.ts';
import { allows, SCOPES, type Scope } from '../../../shared/domain/schema/scopes.ts';
import { type IdPool, requestsFor, withKnownIds } from '../../support/api-arbitraries.ts';
import { anApi, caller, type Tenant, type TestApi } from '../../support/api-builders.ts';
import { dumpOf, type Engine, startEngine } from '../../support/engine.ts';
import { exampleOf, planted } from '../../support/planted.ts';

let engine: Engine;
let api: TestApi;
let shapes: RouteShape[];
let other: Tenant;
/** Ids of the sock maker's things. */
let theirs: IdPool;

beforeAll(async () => {
  engine = await startEngine();
  api = await anApi(engine, { random: (count) => randomBytes(count) });
  other = await api.anotherBrand();
  shapes = [];
  registerRoutes({ on: (shape) => void shapes.push(shape) }, api.deps);
  theirs = await planted(api.sock, shapes);
  await planted(other, shapes);
});
afterAll(() => engine.stop());

const nameOf = (shape: RouteShape): string => `${shape.method.toUpperCase()} ${shape.path}`;
const isOfBrand = (shape: RouteShape): boolean => shape.scope !== 'operator' && shape.scope !== 'public';

/** Everything in the store that has to do with the sock maker. */
async function theirDump(): Promise<string> {
  const { id, applyToken } = api.sock.brand;
  const marks = [id, applyToken, ...[...theirs.values()].flat()];
  return JSON.stringify(
    (await dumpOf(engine)).filter(({ item }) => marks.some((mark) => JSON.stringify(item).includes(mark))),
  );
}

describe('another brand', () => {
  it('gets 404 from every route that takes the id of a thing, and changes nothing', async () => {
    const before = await theirDump();
    const wrong: string[] = [];
    let tried = 0;
    for (const shape of shapes.filter((shape) => isOfBrand(shape) && /\{(?!externalId)/.test(shape.path))) {
      for (let at = 0; at < 3; at++) {
        const { path, unknown } = pathWith(shape, theirs, at);
        const { status } = await other.as.send(
          shape.method.toUpperCase(),
          path,
          shape.body ? withKnownIds(exampleOf(shape) ?? {}, theirs, at) : undefined,
        );
        tried++;
        if (status !== 404 && !unknown) wrong.push(`${nameOf(shape)} ${path} → ${status}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(tried).toBeGreaterThan(30);
    expect(await theirDump()).toBe(before);
  });

  it('can name nothing of ours in a body or a query, and changes nothing however it tries', async () => {
    const before = await theirDump();
    const leaked: string[] = [];
    for (const [index, shape] of shapes.filter(isOfBrand).entries()) {
      for (const request of fc.sample(requestsFor(shape, theirs), { numRuns: 12, seed: 7 + index })) {
        const answer = await other.as.send(
          shape.method.toUpperCase(),
          request.path,
          request.body,
          request.headers,
        );
        if (answer.status >= 400) continue;
        // What differs from what is kept repeats the caller's own words.
        const told = JSON.stringify({ ...(answer.json as object | undefined), differs: undefined });
        for (const id of ours())
          if (told.includes(id) && !request.path.includes(id)) leaked.push(`${nameOf(shape)} ${id}`);
      }
    }
    expect(leaked).toEqual([]);
    expect(await theirDump()).toBe(before);
  }, 300_000);

  /** Ids that only the sock maker's things have; the visitor's own requests can't have made them. */
  const ours = (): string[] =>
    ['crt', 'cmp', 'sqd', 'pst', 'lnk', 'cnv', 'spd', 'whk', 'app', 'key'].flatMap(
      (prefix) => theirs.get(prefix) ?? [],
    );
});

function pathWith(shape: RouteShape, pool: IdPool, at: number): { path: string; unknown: boolean } {
  let unknown = false;
  const schema = z.toJSONSchema(shape.params ?? z.object({}), { io: 'input', unrepresentable: 'any' });
  const path = shape.path.replace(/\{(\w+)\}/g, (_all, name: string) => {
    const field = schema.properties?.[name] as { pattern?: string } | undefined;
    const prefix = /^\^([a-z]{3})_/.exec(field?.pattern ?? '')?.[1] ?? '';
    const known = pool.get(prefix) ?? [];
    if (prefix === '') unknown = true;
    return known[at % Math.max(1, known.length)] ?? `${prefix}_0123456789abcdef`;
  });
  return { path, unknown };
}

describe('scopes', () => {
  it('are missed by every route of the document that names one, and suffice where they are held', async () => {
    const document = (await api.sock.as.get('/openapi.json')).json as {
      paths: Record<string, Record<string, { security?: Record<string, string[]>[] }>>;
    };
    const keys = new Map<string, string>();
    const keyOf = async (scopes: Scope[]): Promise<string> => {
      const name = scopes.join(' ');
      const key = keys.get(name) ?? (await api.keyWith(other, scopes));
      keys.set(name, key);
      return key;
    };
    const wrong: string[] = [];
    let checked = 0;
    for (const [path, operations] of Object.entries(document.paths)) {
      for (const [method, { security = [] }] of Object.entries(operations)) {
        const scope = security[0]?.apiKey?.[0];
        if (scope === undefined || scope === 'operator') continue;
        const without = SCOPES.filter((held) => !allows([held], scope as Scope));
        const url = path.replace(/\{(\w+)\}/g, 'x');
        const refused = await caller(api.app, await keyOf(without)).send(method.toUpperCase(), url);
        const passed = await caller(api.app, await keyOf([scope as Scope])).send(method.toUpperCase(), url);
        if (without.length > 0 && refused.status !== 403)
          wrong.push(`${method} ${path} without ${scope} → ${refused.status}`);
        if ([401, 403].includes(passed.status))
          wrong.push(`${method} ${path} with ${scope} → ${passed.status}`);
        checked++;
      }
    }
    expect(wrong).toEqual([]);
    expect(checked).toBeGreaterThan(40);
  }, 300_000);
});

describe('cursors', () => {
  it('are refused when any byte is changed, in another list, by another brand, and after a day', async () => {
    for (const handle of ['@x', '@y', '@z']) {
      await api.sock.as.post('/v1/creators', { handle, platform: 'instagram' });
      await other.as.post('/v1/creators', { handle, platform: 'instagram' });
    }
    const { json } = await api.sock.as.get('/v1/creators?limit=1');
    const cursor = (json as { nextCursor: string }).nextCursor;
    const statusOf = async (given: string, as = api.sock.as, path = '/v1/creators') =>
      (await as.get(`${path}?limit=1&cursor=${given}`)).status;
    expect(await statusOf(cursor)).toBe(200);
    const bytes = Buffer.from(cursor, 'base64url');
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
      expect(await statusOf(changed.toString('base64url'))).toBe(400);
    }
    expect(await statusOf(cursor, other.as)).toBe(400);
    expect(await statusOf(cursor, api.sock.as, '/v1/squads')).toBe(400);
    api.clock.now += 25 * 3_600_000;
    expect(await statusOf(cursor)).toBe(400);
  });

  it('lead through a list without gaps or repeats', async () => {
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { json } = await api.sock.as.get(`/v1/creators?limit=2${cursor && `&cursor=${cursor}`}`);
      const page = json as { data: { id: string }[]; nextCursor: string | null };
      seen.push(...page.data.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    const { json } = await api.sock.as.get('/v1/creators?limit=100');
    expect(seen).toEqual((json as { data: { id: string }[] }).data.map(({ id }) => id));
  });
});

describe('rate limits', () => {
  it('answer 429 with Retry-After per key, and let the next second in', async () => {
    const tight = await anApi(engine, {
      random: (count) => randomBytes(count),
      rateLimit: { capacity: 3, perSecond: 1 },
    });
    const statuses = [];
    for (let i = 0; i < 5; i++) statuses.push((await tight.sock.as.get('/v1/brand')).status);
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
    expect((await tight.sock.as.get('/v1/brand')).headers.get('retry-after')).toBe('1');
    tight.clock.now += 1_000;
    expect((await tight.sock.as.get('/v1/brand')).status).toBe(200);
  });
});

it('has no way to a record that names no brand', () => {
  // @ts-expect-error a store without its brand doesn't compile
  expect(() => recordsOf(tablesOn(engine.client, engine.tables)).collection('SQUAD', Squad)).not.toThrow();
  // @ts-expect-error and a link's id is no brand's
  expect(() => recordsOf(tablesOn(engine.client, engine.tables), 'lnk_0123456789abcdef')).not.toThrow();
});

import { randomBytes } from 'node:crypto';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { registerRoutes } from '../../../functions/api/routes/rooms.ts';
import { REASONS } from '../../../shared/domain/reasons.ts';
import { REFUSAL_CODES } from '../../../shared/domain/refusal.ts';
import { createShare } from '../../../shared/domain/schema/answers/reports.ts';
import { Problem } from '../../../shared/domain/schema/problem.ts';
import { type RouteShape, statusesOf } from '../../../shared/domain/schema/route.ts';
import {
  contradiction,
  type FuzzRequest,
  type IdPool,
  type KnownValues,
  requestsFor,
} from '../../support/api-arbitraries.ts';
import { anApi, caller, failures, NOON, type TestApi } from '../../support/api-builders.ts';
import { countingOf } from '../../support/counting.ts';
import { type Engine, startEngine } from '../../support/engine.ts';

/** `npm run fuzz` sends 20,000; the suite a taste of it. */
const REQUESTS = Number(process.env.VOUCH_FUZZ_REQUESTS ?? 1_200);
const SEED = Number(process.env.VOUCH_FUZZ_SEED ?? 20_261_005);
const MOST_POOLED = 40;
const PER_ROUND = 8;

let engine: Engine;
let api: TestApi;
beforeAll(async () => {
  engine = await startEngine();
  api = await anApi(engine, { random: (count) => randomBytes(count) });
});
afterAll(() => engine.stop());

it(`answers ${REQUESTS} requests made from its own schemas as documented, and never with our own failure`, async () => {
  const shapes: RouteShape[] = [];
  registerRoutes({ on: (shape) => void shapes.push(shape) }, api.deps);
  const pool: IdPool = new Map();
  const owner = caller(api.app, api.sock.ownerKey);
  await plant(owner, pool);
  const known: KnownValues = new Map([['formToken', [{ formToken: api.sock.brand.applyToken }]]]);

  const counts = new Map<number, number>();
  const wrong: string[] = [];
  const unmet = new Set(shapes.map(nameOf));
  const arbitraries = shapes.map((shape) => requestsFor(shape, pool, known));
  for (let sent = 0, round = 0; sent < REQUESTS; round++) {
    await owner.patch('/v1/brand', { allowedDestinationHosts: [] });
    for (const [index, shape] of shapes.entries()) {
      const arbitrary = arbitraries[index] as fc.Arbitrary<FuzzRequest>;
      for (const request of fc.sample(arbitrary, {
        numRuns: PER_ROUND,
        seed: SEED + round * 1_000 + index,
      })) {
        const { status, found } = await send(shape, request, pool, known);
        counts.set(status, (counts.get(status) ?? 0) + 1);
        if (status < 300) unmet.delete(nameOf(shape));
        if (found) wrong.push(`${nameOf(shape)} ${request.path} ${request.body?.slice(0, 400)} → ${found}`);
        sent++;
      }
    }
  }
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const byStatus = JSON.stringify(Object.fromEntries([...counts].sort()));
  console.log(`fuzz: seed ${SEED}, ${shapes.length} routes, ${total} requests, by status ${byStatus}`);
  console.log(`fuzz: never answered with success: ${[...unmet].join(', ') || 'none'}`);
  expect({ failures: failures.slice(0, 3), wrong: [...new Set(wrong)].slice(0, 10) }).toEqual({
    failures: [],
    wrong: [],
  });
  expect(total).toBeGreaterThanOrEqual(REQUESTS);
}, 1_800_000);

async function send(shape: RouteShape, request: FuzzRequest, pool: IdPool, known: KnownValues) {
  const keys = { operator: api.operatorKey, public: undefined };
  const key = shape.scope in keys ? keys[shape.scope as keyof typeof keys] : api.sock.ownerKey;
  const method = shape.method.toUpperCase();
  const answer = await caller(api.app, key).send(method, request.path, request.body, request.headers);
  harvest(answer.text, pool, api.sock.ownerKey);
  if (shape === createShare && answer.status === 201) rememberShare(request.path, answer.json, known);
  const contentType = answer.headers.get('content-type') ?? '';
  const found = contradiction(shape, statusesOf(shape), { ...answer, contentType }, Problem);
  return { status: answer.status, found: found ?? unknownCode(answer.json) };
}

/** Each refusal, of the whole and of each field, has a code of the tables: pages say it by that, in four languages. */
function unknownCode(json: unknown): string | undefined {
  const { code, errors = [] } = (json ?? {}) as {
    code?: string;
    errors?: { code?: string; message?: string }[];
  };
  if (!Array.isArray(errors) || typeof (json as { detail?: unknown })?.detail !== 'string') return undefined;
  const codes = [{ code, message: 'the whole' }, ...errors];
  const unknown = codes.find((one) => !KNOWN_CODES.has(one.code ?? '') || one.code === 'not-acceptable');
  return unknown && `no code of its own: ${unknown.code} (${unknown.message})`;
}
const KNOWN_CODES: ReadonlySet<string> = new Set([...Object.keys(REASONS), ...REFUSAL_CODES]);

/** A share is found only under its own report. */
function rememberShare(path: string, share: { id: string }, known: KnownValues): void {
  const [, id = ''] = /^\/v1\/reports\/(\w+)\/shares/.exec(path) ?? [];
  known.set('shareId', [{ id, shareId: share.id }, ...(known.get('shareId') ?? [])].slice(0, MOST_POOLED));
}

const nameOf = (shape: RouteShape): string => `${shape.method.toUpperCase()} ${shape.path}`;

/** Something of everything to begin with. */
async function plant(owner: ReturnType<typeof caller>, pool: IdPool): Promise<void> {
  const keep = async (path: string, body: object) => {
    const answer = await owner.post(path, body);
    harvest(answer.text, pool, api.sock.ownerKey);
    return answer.json as { id: string; links: { id: string }[] };
  };
  const creator = await keep('/v1/creators', { handle: '@a', platform: 'instagram', followers: 5_000 });
  await keep('/v1/squads', { name: 'S', city: 'Kiel', country: 'DE' });
  await keep('/v1/campaigns', { name: 'C', startsOn: '2026-10-01', endsOn: '2026-10-31' });
  const post = {
    creatorId: creator.id,
    stage: 'microcontent',
    platform: 'instagram',
    format: 'short',
    publishedAt: '2026-10-01T00:00:00Z',
    destination: 'https://shop.example.com/',
  };
  const { links } = await keep('/v1/posts', post);
  const inReportedWeek = {
    brandId: api.sock.brand.id,
    linkId: links[0]?.id ?? '',
    at: NOON - 3 * 86_400_000,
  };
  const counting = countingOf(engine, api);
  await counting.follow([inReportedWeek]);
  await counting.seal();
  await keep('/v1/webhooks', { url: 'https://shop.example.com/hook', events: ['webhook.test'] });
  await keep('/v1/applications', {
    formToken: api.sock.brand.applyToken,
    handle: '@v',
    platform: 'instagram',
  });
}

/** Remembers ids from an answer; never the key that the fuzzer itself uses. */
function harvest(text: string, pool: IdPool, ownerKey: string): void {
  for (const [id, prefix] of text.matchAll(/\b([a-z]{3})_[0-9a-hjkmnp-tv-z]{16}\b/g)) {
    if (prefix === undefined || ownerKey.includes(id.slice(4))) continue;
    const known = pool.get(prefix) ?? [];
    if (known.includes(id)) continue;
    if (known.length >= MOST_POOLED) known.shift();
    known.push(id);
    pool.set(prefix, known);
  }
}

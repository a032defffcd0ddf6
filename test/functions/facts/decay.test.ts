import { afterAll, beforeAll, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../../shared/domain/time/units.ts';
import { anApi, type TestApi } from '../../support/api-builders.ts';
import { countingSince } from '../../support/counting.ts';
import { type Engine, startEngine } from '../../support/engine.ts';

const PUBLISHED = Date.parse('2026-10-05T16:30:00Z');

let engine: Engine;
let api: TestApi;
let post: { id: string; links: { id: string }[] };

/** Sixty clicks in the sixth hour by two links, then fewer each day. */
const clicked = [
  ...Array.from({ length: 60 }, (_, i) => 5 * HOUR_MS + i * 55_000),
  ...[25, 29, 33, 37, 41, 46, 52, 58, 64, 76, 90, 130].map((hours) => hours * HOUR_MS),
];

beforeAll(async () => {
  engine = await startEngine();
  api = await anApi(engine);
  const counting = await countingSince(PUBLISHED, engine, api);
  const creator = (await api.sock.as.post('/v1/creators', { handle: '@ada', platform: 'instagram' })).json;
  const made = await api.sock.as.post('/v1/posts', {
    creatorId: (creator as { id: string }).id,
    stage: 'microcontent',
    platform: 'instagram',
    format: 'short',
    publishedAt: new Date(PUBLISHED).toISOString(),
    destination: 'https://shop.example.com/socks',
    placements: ['feed', 'story'],
  });
  post = made.json as typeof post;
  api.clock.now = PUBLISHED + 9 * DAY_MS;
  const brandId = api.sock.brand.id;
  await counting.follow(
    clicked.map((after, i) => ({
      brandId,
      linkId: post.links[i % 2]?.id ?? '',
      at: PUBLISHED + after,
      visitor: `v${i}`,
    })),
  );
  await counting.follow([
    { brandId, linkId: post.links[0]?.id ?? '', at: PUBLISHED + HOUR_MS, excluded: 'bot' },
    { brandId, linkId: post.links[0]?.id ?? '', at: PUBLISHED - HOUR_MS },
  ]);
  await counting.seal();
});
afterAll(() => engine.stop());

it('knows the first week of a post by the hour of its age, from all its links, without what was excluded', async () => {
  const { loader } = api.deps.stores;
  const facts = await loader.loadFacts({ ...api.sock.brand } as never, '2026-10-05', '2026-10-14');
  const [found] = await loader.loadFirstHours(facts, facts.catalog.posts, api.clock.now);
  expect(found?.clicks).toHaveLength(7 * 24);
  const hours = found?.clicks.flatMap((clicks, hour) => (clicks > 0 ? [`${hour}: ${clicks}`] : []));
  expect(hours?.slice(0, 4)).toEqual(['0: 1', '5: 60', '25: 1', '29: 1']);
});

it('says of a post that most of its followers came in the sixth hour that it has half its life behind it then', async () => {
  const decay = (await api.sock.as.get(`/v1/posts/${post.id}/decay`)).json as {
    model: string;
    clicksToDate: number;
    halfLifeDays: number;
    halfLifeInterval: { low: number; high: number };
  };
  expect(decay.model).not.toBe('platformPrior');
  expect(decay.clicksToDate).toBe(73);
  expect(decay.halfLifeDays * 24).toBeGreaterThan(5);
  expect(decay.halfLifeDays * 24).toBeLessThan(6);
  expect(decay.halfLifeInterval.low * 24).toBeGreaterThan(5);
});

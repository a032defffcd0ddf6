import { afterAll, beforeAll, expect, it } from 'vitest';
import { anApi, type TestApi } from '../../support/api-builders.ts';
import { type Engine, startEngine } from '../../support/engine.ts';

let engine: Engine;
let api: TestApi;
beforeAll(async () => {
  engine = await startEngine();
  api = await anApi(engine);
});
afterAll(() => engine.stop());

it.each([
  ['chosen by us', { externalId: 'one' }],
  ['asked for', { externalId: 'two', slug: 'autumn', placements: ['bio', 'story'] }],
])(
  'answers a post that is sent again by its own name with the links it has, their slugs %s',
  async (_how, more) => {
    const { as } = api.sock;
    const { json } = await as.post('/v1/creators', { handle: '@a', platform: 'instagram' });
    const body = {
      creatorId: (json as { id: string }).id,
      stage: 'microcontent',
      platform: 'instagram',
      format: 'short',
      publishedAt: '2026-10-01T00:00:00Z',
      destination: 'https://shop.example.com/',
      ...more,
    };
    const first = await as.post('/v1/posts', body);
    const again = await as.post('/v1/posts', body);
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.json).toEqual(first.json);
    const other = await as.post('/v1/posts', { ...body, destination: 'https://shop.example.com/other' });
    expect(other.status).toBe(409);
  },
);

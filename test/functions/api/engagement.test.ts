import { afterAll, beforeAll, expect, it } from 'vitest';
import { anApi, failures, type TestApi } from '../../support/api-builders.ts';
import { type Engine, startEngine } from '../../support/engine.ts';

let engine: Engine;
let api: TestApi;
const as = () => api.sock.as;
beforeAll(async () => {
  engine = await startEngine();
  api = await anApi(engine);
});
afterAll(() => engine.stop());

it('a snapshot of a mistyped year is refused: no later one would ever be newer', async () => {
  const { id: creatorId } = (await as().post('/v1/creators', { handle: '@ada', platform: 'instagram' }))
    .json as { id: string };
  const post = await as().post('/v1/posts', {
    creatorId,
    stage: 'microcontent',
    platform: 'instagram',
    format: 'short',
    publishedAt: '2026-10-05T10:00:00Z',
    destination: 'https://shop.example.com/socks',
  });
  const { id: postId } = post.json as { id: string };
  const taken = (takenAt: string, likes: number) =>
    as().post('/v1/engagement', { postId, takenAt, likes, comments: 0, reach: 1_000 });
  expect((await taken('2062-10-05T11:00:00Z', 9)).status).toBe(422);
  expect((await taken('2026-10-05T11:00:00Z', 100)).status).toBe(201);
  const roi = (await as().get('/v1/roi?from=2026-10-05&to=2026-10-05')).json;
  expect(roi).toMatchObject({ totals: { engagementRate: { reach: 0.1 } } });
});

it('fails nowhere by our own fault', () => expect(failures).toEqual([]));

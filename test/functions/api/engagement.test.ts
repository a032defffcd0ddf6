import { expect, it } from 'vitest';
import { aPostedLink, failures } from '../../support/api-builders.ts';
import { apiOfFile } from '../../support/api-of-file.ts';

const host = apiOfFile();
const { as } = host;

it('a snapshot of a mistyped year is refused: no later one would ever be newer', async () => {
  const { postId } = await aPostedLink(host.api, { publishedAt: '2026-10-05T10:00:00Z' });
  const taken = (takenAt: string, likes: number) =>
    as().post('/v1/engagement', { postId, takenAt, likes, comments: 0, reach: 1_000 });
  expect((await taken('2062-10-05T11:00:00Z', 9)).status).toBe(422);
  expect((await taken('2026-10-05T11:00:00Z', 100)).status).toBe(201);
  const roi = (await as().get('/v1/roi?from=2026-10-05&to=2026-10-05')).json;
  expect(roi).toMatchObject({ totals: { engagementRate: { reach: 0.1 } } });
});

it('fails nowhere by our own fault', () => expect(failures).toEqual([]));

import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anApi, type TestApi } from '../../support/api-builders.ts';
import { type Engine, startEngine } from '../../support/engine.ts';

let engine: Engine;
let api: TestApi;
beforeAll(async () => {
  engine = await startEngine();
  api = await anApi(engine, { random: (count) => randomBytes(count) });
  for (let n = 0; n < 12; n++) {
    const body = { formToken: api.sock.brand.applyToken, handle: `@v${n}`, platform: 'instagram' };
    const { json } = await api.sock.as.post('/v1/applications', body);
    if (n % 4 === 0) continue;
    await api.sock.as.post(`/v1/applications/${(json as { id: string }).id}/decision`, {
      decision: 'decline',
    });
  }
});
afterAll(() => engine.stop());

type List = { data: { id: string; state: string }[]; nextCursor: string | null };

async function pagesOf(state: string, limit: number): Promise<List[]> {
  const pages: List[] = [];
  let cursor: string | null = null;
  do {
    const more: string = cursor ? `&cursor=${cursor}` : '';
    const { json } = await api.sock.as.get(`/v1/applications?state=${state}&limit=${limit}${more}`);
    pages.push(json);
    cursor = (json as List).nextCursor;
  } while (cursor);
  return pages;
}

describe('applications of one state', () => {
  it.each([
    ['open', 2, [2, 1]],
    ['open', 3, [3]],
    ['declined', 4, [4, 4, 1]],
    ['accepted', 5, [0]],
  ])('come in full pages: %s, %i at a time', async (state, limit, sizes) => {
    const pages = await pagesOf(state, limit);
    expect(pages.map(({ data }) => data.length)).toEqual(sizes);
    const all = pages.flatMap(({ data }) => data);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(all.filter((one) => one.state !== state)).toEqual([]);
  });
});

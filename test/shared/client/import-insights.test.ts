import { expect, it } from 'vitest';
import type { Post } from '../../../shared/domain/schema/programme/posts.ts';
import { apiOfFile } from '../../support/api-of-file.ts';
import { contentOf } from '../../support/import-files/import-file.ts';
import { INSIGHTS } from '../../support/import-files/insights.ts';
import { importsInto } from '../../support/import-run.ts';

const host = apiOfFile();

const platformOf = (url: string): string => new URL(url).hostname.split('.').at(-2) ?? '';

async function withPosts(urls: string[]) {
  const tenant = await host.api.anotherBrand();
  const [url = ''] = urls;
  const made = await tenant.as.post('/v1/creators', { handle: '@ada', platform: platformOf(url) });
  const { id: creatorId } = made.json as { id: string };
  const posts: Post[] = [];
  for (const url of urls) {
    const post = {
      creatorId,
      url,
      platform: platformOf(url),
      stage: 'microcontent',
      format: 'short',
      publishedAt: '2026-09-01T10:00:00.000Z',
      messages: [],
      destination: 'https://shop.example.com/socks',
    };
    posts.push((await tenant.as.post('/v1/posts', post)).json as Post);
  }
  const of = async (post: Post | undefined) =>
    ((await tenant.as.get(`/v1/engagement?postId=${post?.id}`)).json as { data: Record<string, unknown>[] })
      .data;
  return { into: importsInto(host.api, tenant), posts, of };
}

it.each(INSIGHTS)('$vendor: counters, and the lines that are broken; twice changes nothing', async (file) => {
  const { into, posts, of } = await withPosts(file.posts);
  const path = into.file(file.name, contentOf(file));
  const shown = await into.run(path, { 'dry-run': true });
  expect(shown.text).toContain('2 ready');
  expect(await of(posts[0])).toEqual([]);
  const first = await into.run(path, {});
  const said = first.text.split('\n');
  expect(said.slice(0, -1)).toEqual(file.refused.map((start) => expect.stringContaining(start)));
  expect(said.at(-1)).toContain(`2 new, 0 changed, 0 as before, ${file.refused.length} refused`);
  const [snapshot = {}] = await of(posts[0]);
  expect(snapshot).toMatchObject(file.first);
  const [second = {}] = await of(posts[1]);
  expect(second).toMatchObject({ views: expect.any(Number) });
  expect(second).not.toHaveProperty('saves');
  expect((await into.run(path, {})).text).toContain('0 new, 0 changed, 2 as before');
  expect(await of(posts[0])).toHaveLength(1);
  into.clean();
});

it.each(INSIGHTS)('$vendor: goes on where it was stopped', async (file) => {
  const { into, posts, of } = await withPosts(file.posts);
  const path = into.file(file.name, contentOf(file));
  await expect(into.run(path, {}, 0)).rejects.toThrow('Nobody answers');
  expect(await of(posts[0])).toEqual([]);
  expect((await into.run(path, {})).text).toContain('2 new, 0 changed');
  expect(await of(posts[1])).toHaveLength(1);
  into.clean();
});

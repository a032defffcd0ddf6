import { expect, it } from 'vitest';
import type { Post } from '../../../shared/domain/schema/programme/posts.ts';
import { signedIn } from '../../support/app-builders.ts';
import { appOfFile } from '../../support/app-of-file.ts';

const host = appOfFile();
const POST = { handle: '@ada.knits', platform: 'instagram', destination: 'https://shop.example.com/socks' };

it('takes tags with commas between, kept as the list shows and filters them', async () => {
  const browser = await signedIn(host.app, 'marketer');
  expect((await browser.get('/app/posts/new')).text).toMatch(/name="tags"/);
  const made = await browser.submit('/app/posts/new', 'add', { ...POST, tags: ' Spring, wool;spring ' });
  expect(made.location).toMatch(/^\/app\/posts\/pst_/);
  const { json } = await host.app.sock.as.get('/v1/posts?tag=spring');
  expect((json as { data: Post[] }).data.map(({ tags }) => tags)).toEqual([['spring', 'wool']]);
  expect((await browser.get('/app/posts')).text).toContain('href="/app/posts?tag=spring"');
});

it('without tags has none; one that cannot be is told beside its field, and what was typed stays', async () => {
  const browser = await signedIn(host.app, 'marketer');
  const [creatorId] = (
    (await host.app.sock.as.get('/v1/creators')).json as { data: { id: string }[] }
  ).data.map(({ id }) => id);
  const plain = await browser.submit('/app/posts/new', 'add', { ...POST, creatorId: creatorId ?? '' });
  const id = plain.location?.split(/[/?#]/)[3];
  expect((await host.app.sock.as.get(`/v1/posts/${id}`)).json).not.toHaveProperty('tags');
  const wrong = { ...POST, creatorId: creatorId ?? '', tags: 'x'.repeat(200) };
  const refused = await browser.submit('/app/posts/new', 'add', wrong);
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('href="#add-tags"');
  expect(refused.text).toContain('x'.repeat(200));
});

import { writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { postBody } from '../../support/api-builders.ts';
import { signedIn } from '../../support/app-builders.ts';
import { appOfFile } from '../../support/app-of-file.ts';

const host = appOfFile();

it('rates a post by whoever is signed in, keeps rights and warns of their end', async () => {
  const { as } = host.app.sock;
  const creator = (await as.post('/v1/creators', { handle: 'ada', platform: 'instagram' })).json as {
    id: string;
  };
  const publishedAt = new Date(host.app.clock.now - 3_600_000).toISOString();
  const { id } = (await as.post('/v1/posts', postBody(creator.id, { publishedAt }))).json as { id: string };
  const owner = await signedIn(host.app, 'owner');
  const path = `/app/posts/${id}`;
  expect((await owner.get(path)).text).toMatch(/not rated[\s\S]*none kept/);
  expect((await owner.submit(path, 'rate', { creativity: '4', note: '' })).status).toBe(303);
  const soon = new Date(host.app.clock.now + 9 * 86_400_000).toISOString().slice(0, 10);
  const rights = { from: '2026-01-01', until: soon, channels: 'newsletter, shop' };
  expect((await owner.submit(path, 'allow', rights)).status).toBe(303);
  const { text } = await owner.get(path);
  expect(text).toContain('4.0 of 5 (owner@example.com');
  expect(text).toMatch(/end soon, on [^<]*2026 \(newsletter, shop\)/);
  expect((await owner.submit(path, 'allow', { ...rights, until: '2025-01-01' })).status).toBe(422);
  expect((await owner.get('/app/promotions')).text).toContain('Creativity');
  if (process.env.ASSET_PAGE) writeFileSync(process.env.ASSET_PAGE, text);
});

it('leads each label to the field of its own form, where two forms of a page have a field of that name', async () => {
  const { as } = host.app.sock;
  await as.patch('/v1/brand', { standingInstructions: [{ instruction: 'No medical claims' }] });
  const { id } = (await as.post('/v1/creators', { handle: 'bo', platform: 'tiktok' })).json as { id: string };
  const publishedAt = new Date(host.app.clock.now - 3_600_000).toISOString();
  const post = (await as.post('/v1/posts', postBody(id, { publishedAt }))).json as { id: string };
  const owner = await signedIn(host.app, 'owner');
  const { text } = await owner.get(`/app/posts/${post.id}`);
  const ids = [...text.matchAll(/ id="([^"]+)"/g)].map(([, name]) => name);
  expect(text.match(/name="note"/g)).toHaveLength(2);
  expect(ids.filter((name, index) => ids.indexOf(name) !== index)).toEqual([]);
  const refused = await owner.submit(`/app/posts/${post.id}`, 'rate', { creativity: '9' });
  const [, target = ''] = /<li><a href="#([^"]+)">Creativity/.exec(refused.text) ?? [];
  expect(refused.text).toMatch(new RegExp(`<select id="${target}" name="creativity"`));
});

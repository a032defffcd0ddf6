import { expect, it } from 'vitest';
import { postBody } from '../../support/api-builders.ts';
import { signedIn } from '../../support/app-builders.ts';
import { appOfFile } from '../../support/app-of-file.ts';

const host = appOfFile();

async function aCreatorWithPost(handle: string, ageBand?: string) {
  const { as } = host.app.sock;
  const told = { handle, platform: 'instagram', source: 'invited', ...(ageBand ? { ageBand } : {}) };
  const { id } = (await as.post('/v1/creators', told)).json as { id: string };
  const publishedAt = new Date(host.app.clock.now - 3_600_000).toISOString();
  expect((await as.post('/v1/posts', postBody(id, { publishedAt }))).status).toBe(201);
  return id;
}

it('tells ages apart from five creators on, and nobody below', async () => {
  for (let i = 0; i < 5; i++) await aCreatorWithPost(`young${i}`, '16-19');
  for (let i = 0; i < 6; i++) await aCreatorWithPost(`older${i}`, '20-24');
  await aCreatorWithPost('nobody knows');
  const browser = await signedIn(host.app, 'reader');
  const whole = (await browser.get('/app/ages')).text;
  expect(whole).toMatch(/16-19[\s\S]*20-24[\s\S]*age not told/);
  expect(whole).not.toContain('small bands together');
  await aCreatorWithPost('alone', '45-54');
  const folded = (await browser.get('/app/ages')).text;
  expect(folded).toContain('20-24');
  expect(folded).toContain('small bands together');
  expect(folded).not.toMatch(/16-19|45-54/);
});

it('takes a band in the creator’s form, and keeps one of before', async () => {
  const id = await aCreatorWithPost('former', '13-17');
  const browser = await signedIn(host.app, 'owner');
  const { text } = await browser.get(`/app/creators/${id}`);
  expect(text).toMatch(/<option value="13-17" selected/);
  expect(text).toContain('value="16-19"');
  expect(
    (await host.app.sock.as.post('/v1/creators', { handle: 'x', platform: 'x', ageBand: '16-20' })).status,
  ).toBe(422);
});

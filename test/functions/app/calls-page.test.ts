import { expect, it } from 'vitest';
import { signedIn } from '../../support/app-builders.ts';
import { appOfFile } from '../../support/app-of-file.ts';

const host = appOfFile();

const DAY_MS = 86_400_000;
const CALL = {
  title: 'Knitters for winter',
  looksFor: 'People who knit\r\noutdoors',
  closesOn: '2026-12-20',
};

it('opens a call, shows where followers read it, and closes it again', async () => {
  const browser = await signedIn(host.app, 'marketer');
  expect((await browser.get('/app/calls')).text).toContain('No call is open.');
  const made = await browser.submit('/app/calls/new', 'add', CALL);
  expect(made.location).toBe('/app/calls?done=opened#saved');
  const { text } = await browser.get(made.location ?? '');
  expect(text).toContain('The call is open.');
  expect(text).toMatch(/Knitters for winter[\s\S]*People who knit outdoors[\s\S]*20\sDec/);
  expect(text).toContain(`https://vou.ch/apply/${host.app.sock.brand.applyToken}/calls`);

  const closed = await browser.submit('/app/calls', 'close');
  expect((await browser.get(closed.location ?? '')).text).toContain('No call is open.');
});

it('says beside the field what is wrong, and keeps what was typed', async () => {
  const browser = await signedIn(host.app, 'marketer');
  const refused = await browser.submit('/app/calls/new', 'add', { ...CALL, title: 'x'.repeat(121) });
  expect(refused.status).toBe(422);
  expect(refused.text).toMatch(/<a href="#add-title">Title: /);
  expect(refused.text).toContain('outdoors');
});

it('tells a reader of calls and lets her open none', async () => {
  const browser = await signedIn(host.app, 'reader');
  const { text } = await browser.get('/app/calls');
  expect(text).not.toContain('/app/calls/new');
  expect((await browser.get('/app/calls/new')).status).toBe(403);
});

it('marks a call whose last day is over', async () => {
  const closesOn = new Date(host.app.clock.now).toISOString().slice(0, 10);
  await host.app.sock.as.post('/v1/calls', { title: 'Past', looksFor: 'Anybody', closesOn });
  const shown = async () => (await (await signedIn(host.app, 'reader')).get('/app/calls')).text;
  expect(await shown()).not.toContain('over, not shown any more');
  host.app.clock.now += DAY_MS;
  expect(await shown()).toMatch(/Past[\s\S]*over, not shown any more/);
});

it('opens no call whose last day is over', async () => {
  const browser = await signedIn(host.app, 'marketer');
  const { status, text } = await browser.submit('/app/calls/new', 'add', { ...CALL, closesOn: '2026-10-01' });
  expect(status).toBe(422);
  expect(text).toContain('must be today or a day to come');
});

it('says of a volunteer which call was answered, in the list and beside the decision, after it is closed too', async () => {
  const { sock } = host.app;
  const call = (await sock.as.post('/v1/calls', { ...CALL, looksFor: 'Anybody' })).json as { id: string };
  const wish = { formToken: sock.brand.applyToken, handle: '@calls', platform: 'tiktok', callId: call.id };
  const { id } = (await sock.as.post('/v1/applications', wish)).json as { id: string };
  const browser = await signedIn(host.app, 'reader');
  const both = async () => [await browser.get('/app/volunteers'), await browser.get(`/app/volunteers/${id}`)];
  for (const { text } of await both()) expect(text).toContain('Knitters for winter');
  await sock.as.delete(`/v1/calls/${call.id}`);
  for (const { text } of await both()) expect(text).toContain('a call that is closed by now');
});

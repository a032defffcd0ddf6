import { expect, it } from 'vitest';
import { LANGUAGES } from '../../../shared/domain/vocabulary.ts';
import { signedIn } from '../../support/app-builders.ts';
import { appOfFile } from '../../support/app-of-file.ts';

const host = appOfFile();

it('tells a reader ahead of the brand the moment and the week of the next mail, as the sweep sends it', async () => {
  host.app.clock.now = Date.parse('2026-11-12T12:00:00Z');
  const west = await host.app.anotherBrand('Far West', { timeZone: 'America/Los_Angeles' });
  const { brand, as } = west;
  const owner = await signedIn(host.app, 'owner', west);
  host.app.clock.now = Date.parse('2026-11-14T12:00:00Z');
  const settings = {
    recipients: ['mo@example.com'],
    weekday: 'monday',
    time: '08:00',
    timeZone: 'Europe/Berlin',
  };
  await as.put('/v1/report-settings', settings);
  await host.app.deps.stores.brand(brand.id).reportSettings.noteMade('2026-W45');
  const { nextMail } = (await as.get('/v1/report-settings')).json as {
    nextMail: { week: string; at: string };
  };
  expect(nextMail).toEqual({ week: '2026-W46', at: '2026-11-16T08:00:00.000Z' });
  const { text } = await owner.get('/app/settings/mail');
  expect(text).toContain('16 November 2026, 09:00 (Europe/Berlin): Week 46, 2026.');
});

it('tells who sets it up on a Sunday of tomorrow’s mail, and sends none of a week ago', async () => {
  const sunday = await host.app.anotherBrand('Sunday', { timeZone: 'Europe/Berlin' });
  host.app.clock.now = Date.parse('2026-11-15T12:00:00Z');
  const settings = { recipients: ['mo@example.com'], weekday: 'monday', time: '08:00' };
  const { json } = await sunday.as.put('/v1/report-settings', settings);
  expect(json).toMatchObject({ nextMail: { week: '2026-W46', at: '2026-11-16T07:00:00.000Z' } });
});

it('offers every language that reports are written in', async () => {
  const owner = await signedIn(host.app, 'owner');
  const { text } = await owner.get('/app/settings/mail');
  const select = /<select[^>]*name="locale"[\s\S]*?<\/select>/.exec(text)?.[0] ?? '';
  for (const language of LANGUAGES) expect(select).toContain(`<option value="${language}"`);
});

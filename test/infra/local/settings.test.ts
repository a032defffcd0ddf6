import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROJECT_ROOT } from '../../../infra/build/bundle.ts';
import { readSettings, settingsHelp, unknownVariables } from '../../../infra/local/settings.ts';

it('docs/settings.md says what --help says, every variable with its words', () => {
  const page = readFileSync(join(PROJECT_ROOT, 'docs/settings.md'), 'utf8');
  expect(/```text\n(.*)\n```/s.exec(page)?.[1]).toBe(settingsHelp());
  expect(settingsHelp()).not.toContain('undefined');
  for (const name of ['PORT=8787', 'VOUCH_PUBLIC_URL', 'VOUCH_TRUST_PROXY=off', 'VOUCH_SYNC=false'])
    expect(settingsHelp().split('\n')).toContain(name);
});

describe('the environment of npm start', () => {
  it.each([
    'reports@example.com',
    'Vouch <reports@example.com>',
    '"A, B" <a.b@example.com>',
    'Vouch <reports@vouch.localhost>',
  ])('takes mails from %s', (sender) => {
    expect(readSettings({ VOUCH_MAIL_FROM: sender }, []).VOUCH_MAIL_FROM).toBe(sender);
  });

  it.each([
    ['VOUCH_MAIL_FROM', 'reports'],
    ['VOUCH_MAIL_FROM', 'Vouch <reports@>'],
    ['VOUCH_OWNER_EMAIL', 'ada@'],
    ['VOUCH_BRAND_CURRENCY', 'DOLLARS'],
    ['VOUCH_BRAND_TIME_ZONE', 'Mars/Olympus'],
    ['PORT', '70000'],
  ])('refuses %s=%s in one line', (name, value) => {
    expect(() => readSettings({ [name]: value }, [])).toThrow(`${name}=${value} cannot be used: `);
  });

  it('reads the first brand as told', () => {
    const told = {
      VOUCH_BRAND_NAME: 'Sock Inc',
      VOUCH_BRAND_CURRENCY: 'usd',
      VOUCH_BRAND_TIME_ZONE: 'America/New_York',
    };
    expect(readSettings(told, ['--empty'])).toMatchObject({
      ...told,
      VOUCH_BRAND_CURRENCY: 'USD',
      empty: true,
    });
  });

  it('names variables that nobody reads, and none that another program of ours reads', () => {
    const environment = {
      VOUCH_SMTP_ULR: 'x',
      vouch_sync: '1',
      VOUCH_SYNC: 'on',
      VOUCH_URL: 'x',
      VOUCHER: 'x',
      PATH: 'x',
    };
    expect(unknownVariables(environment)).toEqual(['VOUCH_SMTP_ULR', 'vouch_sync']);
  });
});

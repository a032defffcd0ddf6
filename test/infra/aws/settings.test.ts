import { describe, expect, it } from 'vitest';
import { askedSettings } from '../../../infra/aws/asked-settings.ts';
import { ENVIRONMENT_SETTINGS } from '../../../infra/aws/settings.ts';
import { settingsOf } from './synthesized.ts';

const dev = settingsOf('dev');
const prod = settingsOf('prod');
const wrongDev = { ...dev, mail: { ...dev.mail, from: 'reports' } };
const wrongProd = { ...prod, mail: { ...prod.mail, from: 'me@elsewhere.example' } };
const { logRetentionDays, ...endless } = dev;
const mistakesIn = (...written: object[]) => askedSettings(written).mistakes;

describe('a mistake in the settings', () => {
  it.each<[string, object, string]>([
    [
      'a sender that is no address',
      wrongDev,
      'dev: mail.from: write an address, as reports@go.your-brand.com',
    ],
    [
      'a sender outside the zone',
      wrongProd,
      "prod: mail.verify: verify 'domain' needs a domain whose zone holds the sender's name: its records are written there",
    ],
    ['a field that is missing', endless, 'dev: logRetentionDays: is missing, write it'],
    [
      'a field that nobody knows',
      { ...dev, canary: 'x' },
      'dev: nobody knows canary, take it out or mend its name',
    ],
    [
      'a region by its city',
      { ...dev, region: 'Frankfurt' },
      "dev: region: write AWS's name of a region, as eu-central-1",
    ],
    [
      'an edge where its certificate could not be made',
      { ...prod, region: 'us-gov-west-1' },
      'prod: cloudFront: its certificate is made in us-east-1, which accounts of us-gov-… and cn-… do not have: leave it out',
    ],
    [
      'an environment with a sign',
      { ...dev, environment: 'my-dev' },
      'my-dev: environment: write two to twelve small letters and digits, a letter first',
    ],
    [
      'an environment without a name',
      { ...dev, environment: undefined },
      'environment 1: environment: write two to twelve small letters and digits, a letter first',
    ],
  ])('%s is one line that names the environment, the field and what to do', (_name, settings, line) => {
    expect(mistakesIn(settings)).toEqual([`infra/aws/settings.ts: ${line}`]);
  });

  it('hides no other one, in this environment or the next', () => {
    const lines = mistakesIn(wrongDev, { ...wrongProd, alarmRecipient: 'nobody' });
    expect(lines.map((line) => line.split(': ').slice(1, 3))).toEqual([
      ['dev', 'mail.from'],
      ['prod', 'alarmRecipient'],
      ['prod', 'mail.verify'],
    ]);
  });
});

describe('two environments', () => {
  const eu = { ...prod, environment: 'eu', region: 'eu-west-1' };
  const links = { name: 'go.eu.example', hostedZoneId: 'Z0EU', zoneName: 'eu.example' };

  it('write no record of the same name: the second stack would be rolled back', () => {
    expect(mistakesIn(prod, eu)).toEqual([
      'infra/aws/settings.ts: eu: domain.name: go.vouch.example is prod’s already, and a name leads to one of them: write another',
      'infra/aws/settings.ts: eu: mail.from: mail as go.vouch.example is prod’s already, with its records: write a name of its own',
    ]);
    const mail = { ...prod.mail, from: 'reports@go.eu.example' };
    expect(mistakesIn(prod, { ...eu, domain: links, mail })).toEqual([]);
  });

  it('may send as one address: each asks for leave by a mail, and writes no record', () => {
    expect(mistakesIn(dev, { ...dev, environment: 'qa', region: 'eu-west-1' })).toEqual([]);
  });

  it('have names of their own', () => {
    expect(mistakesIn(dev, dev)).toEqual([
      'infra/aws/settings.ts: dev: environment: there are two of this name: write another',
    ]);
  });

  it('collide though one of them alone is asked for', () => {
    expect(askedSettings([prod, eu], 'eu').mistakes).toHaveLength(2);
    expect(askedSettings([prod, eu], 'prod').mistakes).toHaveLength(2);
    expect(askedSettings([dev, prod, eu], 'dev').mistakes).toEqual([]);
  });
});

describe('an environment that is asked for', () => {
  it('is read alone: what is wrong in prod does not stop dev', () => {
    expect(askedSettings([dev, wrongProd], 'dev')).toEqual({ settings: [dev], mistakes: [] });
    expect(askedSettings([dev, wrongProd], 'prod').mistakes).toHaveLength(1);
    expect(askedSettings([dev, wrongProd]).mistakes).toHaveLength(1);
  });

  it('must be there', () => {
    expect(askedSettings([dev], 'qa')).toEqual({
      settings: [],
      mistakes: ['infra/aws/settings.ts: holds no environment qa, write one of: dev'],
    });
  });
});

describe('the settings that come with Vouch', () => {
  it('hold no mistake', () => {
    expect(askedSettings(ENVIRONMENT_SETTINGS)).toEqual({ settings: ENVIRONMENT_SETTINGS, mistakes: [] });
  });

  it('name no canary: its link is made after the first deployment, and until then each click would be a 404', () => {
    expect(ENVIRONMENT_SETTINGS.filter(({ canarySlug }) => canarySlug)).toEqual([]);
  });
});

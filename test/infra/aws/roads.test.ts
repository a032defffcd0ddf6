import { describe, expect, it } from 'vitest';
import { type Road, roadsOf } from './roads.ts';
import { settingsOf, synthesized } from './synthesized.ts';

const templates = {
  dev: synthesized(settingsOf('dev')).toJSON(),
  prod: synthesized(settingsOf('prod')).toJSON(),
};
const open = (roads: readonly Road[]) => roads.filter(({ by }) => by === undefined);

describe('what one service hands to another arrives', () => {
  it.each(Object.entries(templates))('%s: every road has a statement that allows it', (_name, template) => {
    const roads = roadsOf(template);
    expect(roads.length).toBeGreaterThan(40);
    expect(open(roads)).toEqual([]);
  });

  it('every kind of road was walked', () => {
    const kinds = new Set(roadsOf(templates.prod).map(({ from, what }) => `${from.split(' ')[0]}: ${what}`));
    expect([...kinds].sort()).toEqual([
      'alarm: AlarmActions',
      'alarm: InsufficientDataActions',
      'alarm: OKActions',
      'bucket: access log',
      'edge: tap',
      'function: batch that failed',
      'function: event that failed',
      'integration: request',
      'log: locked',
      'mail: outcome',
      'queue: fetched',
      'rule: event',
      'rule: invoke',
      'rule: what could not be started',
      'stream: fetched',
      'topic: what could not be told',
    ]);
  });

  it.each<[string, (resources: Resources) => void, RegExp]>([
    [
      'alarms without their Allow',
      (all) => dropStatement(all, 'AWS::SNS::TopicPolicy', 'AlarmsMayPublish'),
      /^alarm /,
    ],
    ['rules without a queue policy', (all) => drop(all, 'AWS::SQS::QueuePolicy'), /^(rule|topic) /],
    [
      'functions that nobody may invoke',
      (all) => drop(all, 'AWS::Lambda::Permission'),
      /^(rule|integration|edge) /,
    ],
    [
      'a key that only its owner may use',
      (all) => dropStatements(all, 'AWS::KMS::Key', 'KeyPolicy'),
      /^(alarm|log|rule|topic) /,
    ],
    ['log buckets that refuse logs', (all) => drop(all, 'AWS::S3::BucketPolicy'), /^bucket /],
    ['roles that may do nothing', (all) => drop(all, 'AWS::IAM::Policy'), /^(function|queue|stream) /],
    [
      'queues and streams that are locked to those who fetch from them',
      (all) => dropActions(all, 'AWS::IAM::Policy', /^kms:Decrypt$/),
      /^(function|queue|stream) /,
    ],
  ])('sees %s', (_name, damage, from) => {
    const damaged = structuredClone(templates.prod);
    damage(damaged.Resources);
    const lost = open(roadsOf(damaged));
    expect(lost.length).toBeGreaterThan(0);
    for (const road of lost) expect(road.from).toMatch(from);
  });
});

describe('who hears of an alarm', () => {
  it('every alarm that may speak tells the topic, and the topic tells the operator', () => {
    const told = Object.values(templates.prod.Resources as Resources).filter(
      ({ Type }) => Type === 'AWS::SNS::Subscription',
    );
    expect(told.map(({ Properties }) => Properties.Endpoint)).toEqual(['operations@vouch.example']);
    const speaking = roadsOf(templates.prod).filter(({ what }) => what === 'AlarmActions');
    expect(new Set(speaking.map(({ by }) => by))).toEqual(new Set(['AlarmsMayPublish']));
    expect(speaking.length).toBeGreaterThan(15);
  });

  it('silence after data is told as well where silence is bad, and a fresh deployment is not', () => {
    const alarms = Object.values(templates.prod.Resources as Resources).filter(
      ({ Type }) => Type === 'AWS::CloudWatch::Alarm',
    );
    for (const { Properties } of alarms) expect(Properties.TreatMissingData).not.toBe('breaching');
    const listening = alarms.filter(({ Properties }) => Properties.InsufficientDataActions);
    expect(
      listening.map(({ Properties }) => String(Properties.AlarmName).replace(/^.*-vouch-/, '')).sort(),
    ).toEqual(['canary-day-count', 'canary-failing', 'report-overdue', 'seal-stopped']);
    for (const { Properties } of listening) expect(Properties.TreatMissingData).toBe('missing');
  });
});

type Resources = Record<string, { Type: string; Properties: Record<string, unknown> }>;

function drop(resources: Resources, type: string): void {
  for (const [id, { Type }] of Object.entries(resources)) if (Type === type) delete resources[id];
}

function dropStatements(resources: Resources, type: string, property: string): void {
  for (const { Type, Properties } of Object.values(resources))
    if (Type === type) Properties[property] = { Statement: [] };
}

function dropActions(resources: Resources, type: string, actions: RegExp): void {
  for (const { Type, Properties } of Object.values(resources)) {
    if (Type !== type) continue;
    for (const statement of (Properties.PolicyDocument as { Statement: { Action: string | string[] }[] })
      .Statement)
      statement.Action = [statement.Action].flat().filter((action) => !actions.test(action));
  }
}

function dropStatement(resources: Resources, type: string, sid: string): void {
  for (const { Type, Properties } of Object.values(resources)) {
    if (Type !== type) continue;
    const document = Properties.PolicyDocument as { Statement: { Sid?: string }[] };
    document.Statement = document.Statement.filter(({ Sid }) => Sid !== sid);
  }
}

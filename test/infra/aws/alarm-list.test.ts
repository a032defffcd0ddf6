import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { alarmsOf } from './alarm-list.ts';
import { settingsOf, synthesized } from './synthesized.ts';

const prod = synthesized(settingsOf('prod')).toJSON();
const runbook = readFileSync('docs/runbook.md', 'utf8');

describe('the list of alarms', () => {
  const listed = alarmsOf(prod);

  it('holds every alarm of the template, once', () => {
    const alarms = Object.values(prod.Resources as Record<string, { Type: string }>).filter(({ Type }) =>
      /^AWS::CloudWatch::(Composite)?Alarm$/.test(Type),
    );
    expect(listed).toHaveLength(alarms.length);
    expect(new Set(listed.map(({ alarm }) => alarm)).size).toBe(alarms.length);
    expect(listed.length).toBeGreaterThan(40);
  });

  it('says of each that a person is told and by which statement, or which alarm speaks for it', () => {
    for (const { alarm, speaks, told, by, partOf } of listed) {
      if (speaks.length === 0) expect([alarm, partOf]).toEqual([alarm, [expect.stringMatching(/burn/)]]);
      else expect([alarm, told, by]).toEqual([alarm, ['operations@vouch.example'], 'AlarmsMayPublish']);
    }
  });

  it('names a section of the runbook that is there', () => {
    const sections = [...runbook.matchAll(/^## (.+)$/gm)].map(([, name]) => name);
    expect(listed.filter(({ runbook: section }) => !sections.includes(section))).toEqual([]);
  });

  it('tells of an alarm that nobody lets in', () => {
    const mute = structuredClone(prod);
    for (const { Type, Properties } of Object.values(mute.Resources as Record<string, never>) as {
      Type: string;
      Properties: Record<string, unknown>;
    }[])
      if (Type === 'AWS::SNS::TopicPolicy') Properties.PolicyDocument = { Statement: [] };
    const speaking = alarmsOf(mute).filter(({ speaks }) => speaks.length > 0);
    expect(speaking.map(({ by }) => by)).toEqual(speaking.map(() => undefined));
  });
});

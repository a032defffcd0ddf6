import { describe, expect, it } from 'vitest';
import { faultsOf, type Template } from '../../support/cloudformation-validator.ts';
import { settingsOf, synthesized } from './synthesized.ts';

const asJson = (environment: string, stack?: string) =>
  synthesized(settingsOf(environment), stack).toJSON() as Template;
const dev = asJson('dev');

describe('CloudFormation would take the templates as they are', () => {
  it.each([
    ['dev', dev],
    ['prod', asJson('prod')],
    ['prod, edge', asJson('prod', 'vouch-prod-us-east-1-edge')],
  ])('%s', (_name, template) => {
    expect(Object.keys(template.Resources).length).toBeGreaterThan(0);
    expect(faultsOf(template)).toEqual([]);
  });
});

describe('the validator sees a planted fault', () => {
  const idOf = (type: string): string =>
    Object.entries(dev.Resources).find(([, { Type }]) => Type === type)?.[0] ?? '';
  const planted = (type: string, damage: (properties: Record<string, unknown>) => void): string[] => {
    const template = structuredClone(dev);
    const id = idOf(type);
    damage(template.Resources[id]?.Properties ?? {});
    return faultsOf(template).map((fault) => fault.replace(id, type.split('::').at(-1) ?? ''));
  };

  it.each<[string, string, (properties: Record<string, unknown>) => void, RegExp]>([
    [
      'an unknown property',
      'AWS::SQS::Queue',
      (queue) => Object.assign(queue, { Colour: 'blue' }),
      /^Queue: unknown property Colour$/,
    ],
    ['a missing one', 'AWS::Lambda::Function', (fn) => delete fn.Role, /^Function: missing required Role$/],
    [
      'a wrong type',
      'AWS::Lambda::Function',
      (fn) => Object.assign(fn, { Timeout: 'long' }),
      /^Function\.Timeout: wants an integer$/,
    ],
    [
      'a wrong type deep inside',
      'AWS::DynamoDB::GlobalTable',
      (table) => Object.assign(table, { TimeToLiveSpecification: { Enabled: 'perhaps' } }),
      /TimeToLiveSpecification\.Enabled: wants a boolean$/,
    ],
    [
      'a reference to nowhere',
      'AWS::Lambda::EventSourceMapping',
      (mapping) => Object.assign(mapping, { FunctionName: { Ref: 'nobody' } }),
      /FunctionName: no such Ref nobody$/,
    ],
    [
      'an attribute that the resource has not',
      'AWS::Lambda::Function',
      (fn) => Object.assign(fn, { Role: { 'Fn::GetAtt': [idOf('AWS::SQS::Queue'), 'Temperature'] } }),
      /AWS::SQS::Queue has no attribute Temperature$/,
    ],
  ])('%s', (_name, type, damage, fault) => {
    expect(planted(type, damage)).toEqual([expect.stringMatching(fault)]);
  });

  it('a resource type that does not exist', () => {
    expect(faultsOf({ Resources: { x: { Type: 'AWS::SQS::Pile' } } })).toEqual([
      'x: no resource type AWS::SQS::Pile',
    ]);
  });
});

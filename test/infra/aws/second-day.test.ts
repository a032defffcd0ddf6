import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { EnvironmentSettings } from '../../../infra/aws/settings.ts';
import { edgeStackName, vouchApp } from '../../../infra/aws/vouch-app.ts';
import { settingsOf, synthesized } from './synthesized.ts';

/** What a change of the settings does to a stack that stands: its templates before and after it, as CloudFormation compares them. */
const prod = settingsOf('prod');
const { cloudFront, ...withoutEdge } = prod;

/** By logical id: what keeps it is changed where it is, what has another is made first and then the old one deleted. */
const addressesOf = (settings: EnvironmentSettings): string[] =>
  Object.entries(synthesized(EnvironmentSettings.parse(settings)).findResources('AWS::Route53::RecordSet'))
    .filter(([, { Properties }]) => Properties.Type === 'A')
    .map(([id, { Properties }]) => `${id} ${Properties.Name}`);

describe('a front that is changed', () => {
  it('keeps the one address record of the short domain: Route 53 refuses a second one of its name and type', () => {
    expect(addressesOf(withoutEdge)).toEqual(addressesOf(prod));
    expect(addressesOf(prod)).toHaveLength(1);
  });
});

describe.each(['us-east-1', 'eu-west-1'])("an edge's certificate and firewall, used in %s", (region) => {
  const settings = EnvironmentSettings.parse({ ...prod, region });
  const app = vouchApp([settings], { context: { 'aws:cdk:bundling-stacks': [] } });
  const templateOf = (name: string) => Template.fromStack(app.node.findChild(name) as Stack);
  const used = JSON.stringify(templateOf('vouch-prod').toJSON());

  it('may be changed and taken out: who uses them does not hold them fast', () => {
    expect(used).not.toMatch(/Fn::ImportValue|CrossRegionExportReader/);
    const read = [...used.matchAll(/"Fn::GetStackOutput":(\{[^}]*\})/g)].map(([, of]) =>
      JSON.parse(String(of)),
    );
    const outputs = Object.keys(templateOf(edgeStackName(settings)).toJSON().Outputs);
    expect(read.map(({ StackName }) => StackName)).toEqual(Array(2).fill(edgeStackName(settings)));
    expect(outputs).toEqual(expect.arrayContaining(read.map(({ OutputName }) => OutputName)));
  });
});

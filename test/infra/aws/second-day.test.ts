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

/** What holds data or messages, by logical id. A new one here is added; one that changes is an empty table, or clicks that were waiting and are gone. */
const HOLDERS = [
  'bucketsaccesslogC72FC2A6',
  'bucketsexportsA71B408C',
  'bucketssnapshotsC84B866C',
  'keyFEDD6EC0',
  'mailoutcomesdeadAC8532DD',
  'mailoutcomesqueue157F23C9',
  'shopeventsdead4F05FD1A',
  'shopeventsqueue42DDC402',
  'spilldead8BDD669F',
  'spillqueueB2E8C943',
  'tablesclicks488341CB',
  'tablescounts456CE002',
  'tablesrecordsF8863AAD',
  'tablessalts040AAB3B',
  'todeliverdead0C5E3ECC',
  'todeliverqueueD4D3EB4F',
  'toreportdead75CAFAB1',
  'toreportqueueC6DEA582',
  'tosealdeadEB8FF7A1',
  'tosealqueueF20E4070',
  'towebhooksdead419AAFFF',
  'towebhooksqueue8611C300',
  'uncountedB0D36FA0',
  'unsenteventsD56AB393',
];
const KINDS = ['AWS::DynamoDB::GlobalTable', 'AWS::S3::Bucket', 'AWS::SQS::Queue', 'AWS::KMS::Key'];

describe('a deployment of newer code', () => {
  it.each(Object.entries({ prod, 'prod without an edge': withoutEdge, dev: settingsOf('dev') }))(
    'leaves in %s what holds data where it is: under another id CloudFormation would make it anew, empty',
    (_name, settings) => {
      const template = synthesized(EnvironmentSettings.parse(settings));
      const made = KINDS.flatMap((kind) => Object.keys(template.findResources(kind)));
      expect(made.sort()).toEqual(HOLDERS.filter((id) => settings.ownKey || !id.startsWith('key')));
    },
  );
});

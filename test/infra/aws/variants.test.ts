import { Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { EnvironmentSettings } from '../../../infra/aws/settings.ts';
import { vouchApp } from '../../../infra/aws/vouch-app.ts';
import { faultsOf, type Template as Json } from '../../support/cloudformation-validator.ts';
import { roadsOf } from './roads.ts';
import { settingsOf, synthesized } from './synthesized.ts';

const dev = settingsOf('dev');
const prod = settingsOf('prod');
const { cloudFront, ...prodWithoutEdge } = prod;
const { canarySlug, ...firstProd } = prod;
const domainMail = { from: 'reports@vouch.example', verify: 'domain', sandbox: false } as const;

/** What the two environments of infra/aws/settings.ts don't show; each goes through both rule packs. */
const VARIANTS: Record<string, EnvironmentSettings> = {
  'prod as it is first deployed, before its canary': firstProd,
  'a domain without an edge, instances kept ready, mail as the zone itself': {
    ...prodWithoutEdge,
    mail: domainMail,
  },
  'an edge without a firewall, in another region': {
    ...prod,
    region: 'eu-west-1',
    cloudFront: { waf: false, tooMany: { requestsPerFiveMinutesPerAddress: 500, action: 'block' } },
  },
  'a new account with a key of its own and a canary': { ...dev, ownKey: true, canarySlug: 'canary' },
};

describe.each(Object.entries(VARIANTS))('%s', (_name, settings) => {
  const app = vouchApp([EnvironmentSettings.parse(settings)], { context: { 'aws:cdk:bundling-stacks': [] } });
  const templates = app.node.children.map((stack) => Template.fromStack(stack as Stack).toJSON() as Json);

  it('is taken by CloudFormation as it stands', () => {
    expect(templates.flatMap(faultsOf)).toEqual([]);
  });

  it('is told before it is deployed where http:// reaches nobody: a domain, and no edge to send it on', () => {
    const warned = app.node.children
      .filter(Stack.isStack)
      .flatMap((stack) =>
        Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('http:// reach nobody')),
      );
    expect(warned).toHaveLength(settings.domain && !settings.cloudFront ? 1 : 0);
  });

  it('has no road that leads nowhere', () => {
    expect(
      templates.flatMap((template) => roadsOf(template, settings.region)).filter(({ by }) => !by),
    ).toEqual([]);
  });

  it('says where it is and how its things are called', () => {
    const outputs = Object.keys(
      templates.flatMap((t) => Object.entries((t as never as { Outputs: object }).Outputs ?? {})),
    );
    expect(outputs.length).toBeGreaterThan(20);
  });
});

describe('instances that are kept ready', () => {
  const live = { Ref: expect.stringMatching(/^redirectlive/) };

  it('are the ones that followers reach where no edge stands in front', () => {
    const template = synthesized(EnvironmentSettings.parse({ ...prodWithoutEdge, mail: domainMail }));
    const aliases = Object.values(template.findResources('AWS::Lambda::Alias'));
    expect(aliases.map(({ Properties }) => Properties.ProvisionedConcurrencyConfig)).toEqual([
      { ProvisionedConcurrentExecutions: prod.redirect.provisionedConcurrency },
    ]);
    const [slugs] = Object.values(
      template.findResources('AWS::ApiGatewayV2::Route', { Properties: { RouteKey: '$default' } }),
    );
    const integration = slugs?.Properties.Target['Fn::Join'][1][1].Ref;
    expect(
      template.findResources('AWS::ApiGatewayV2::Integration')[integration]?.Properties.IntegrationUri,
    ).toEqual(live);
  });

  it('are the ones that the edge calls', () => {
    const [url] = Object.values(synthesized(prod).findResources('AWS::Lambda::Url'));
    expect(url?.Properties.Qualifier).toBe('live');
  });
});

describe('two regions of one account', () => {
  it('give nothing that belongs to the account the same name', () => {
    const names = ['us-east-1', 'eu-west-1'].map((region) => {
      const app = vouchApp([{ ...prod, region }], { context: { 'aws:cdk:bundling-stacks': [] } });
      const templates = app.node.children.map((stack) => Template.fromStack(stack as Stack).toJSON() as Json);
      const shared = /"(?:DashboardName|MetricName|RoleName|BucketName)":"([^"]+)"/g;
      const named = [...JSON.stringify(templates).matchAll(shared)].map(([, name]) => name);
      return [
        ...app.node.children.slice(0, 1).map(({ node }) => node.id),
        ...named.filter((name) => /vouch-prod/.test(name ?? '')),
        ...templates.flatMap(namesAtTheEdge),
      ];
    });
    expect(names[0]?.length).toBeGreaterThan(7);
    expect(names[0]?.filter((name) => names[1]?.includes(name))).toEqual([]);
  });
});

/** CloudFront belongs to the account and to no region: policies, functions, access controls. */
const namesAtTheEdge = ({ Resources = {} }: Json): string[] =>
  Object.values(Resources)
    .filter(({ Type }) => Type.startsWith('AWS::CloudFront::'))
    .flatMap(({ Properties }) => [...JSON.stringify(Properties).matchAll(/"Name":"([^"]+)"/g)])
    .map(([, name]) => name ?? '')
    .filter((name) => /vouch/.test(name));

describe('settings that would roll a stack back are refused before', () => {
  it.each<[string, object, RegExp]>([
    [
      'more instances kept ready than the account has',
      { ...prod, lambdaConcurrency: 10 },
      /raise the account's quota/,
    ],
    [
      'a ceiling above the table’s quota',
      { ...dev, tables: { ...dev.tables, maxThroughput: { reads: 60_000, writes: 1 } } },
      /40000/,
    ],
    [
      'a sender outside the zone',
      { ...prod, mail: { from: 'me@elsewhere.example', verify: 'domain', sandbox: false } },
      /zone holds/,
    ],
  ])('%s', (_name, settings, words) => {
    expect(() => EnvironmentSettings.parse(settings)).toThrow(words);
  });
});

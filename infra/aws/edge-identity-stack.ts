import { Stack, type StackProps } from 'aws-cdk-lib';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as route53 from 'aws-cdk-lib/aws-route53';
import * as wafv2 from 'aws-cdk-lib/aws-wafv2';
import type { Construct } from 'constructs';
import type { EnvironmentSettings } from './settings.ts';

/** What CloudFront wants from us-east-1 whatever region the rest lives in: the certificate and the firewall. */
export class EdgeIdentityStack extends Stack {
  readonly certificate: acm.Certificate;
  readonly webAclArn: string | undefined;

  constructor(
    scope: Construct,
    id: string,
    domain: NonNullable<EnvironmentSettings['domain']>,
    edge: NonNullable<EnvironmentSettings['cloudFront']>,
    props: StackProps,
  ) {
    super(scope, id, props);
    const zone = route53.PublicHostedZone.fromPublicHostedZoneAttributes(this, 'zone', domain);
    this.certificate = new acm.Certificate(this, 'certificate', {
      domainName: domain.name,
      validation: acm.CertificateValidation.fromDns(zone),
    });
    this.webAclArn = edge.waf ? firewall(this, id, edge.tooMany).attrArn : undefined;
  }
}

/**
 * Known bad addresses, and one address that opens too many short links. Bots are not blocked: they are counted apart;
 * the API is left alone, it limits by key. Metrics carry the environment's name: two of them share an account.
 */
function firewall(
  scope: Construct,
  name: string,
  { requestsPerFiveMinutesPerAddress, action }: NonNullable<EnvironmentSettings['cloudFront']>['tooMany'],
): wafv2.CfnWebACL {
  const watchedAs = (metricName: string): wafv2.CfnWebACL.VisibilityConfigProperty => ({
    cloudWatchMetricsEnabled: true,
    sampledRequestsEnabled: false,
    metricName: `${name}-${metricName}`,
  });
  return new wafv2.CfnWebACL(scope, 'firewall', {
    scope: 'CLOUDFRONT',
    defaultAction: { allow: {} },
    visibilityConfig: watchedAs('firewall'),
    rules: [
      {
        name: 'known-bad-addresses',
        priority: 0,
        overrideAction: { none: {} },
        statement: {
          managedRuleGroupStatement: { vendorName: 'AWS', name: 'AWSManagedRulesAmazonIpReputationList' },
        },
        visibilityConfig: watchedAs('known-bad-addresses'),
      },
      {
        name: 'too-many-requests',
        priority: 1,
        action: action === 'block' ? { block: {} } : { count: {} },
        statement: {
          rateBasedStatement: {
            limit: requestsPerFiveMinutesPerAddress,
            aggregateKeyType: 'IP',
            scopeDownStatement: { notStatement: { statement: pathBegins('/v1/') } },
          },
        },
        visibilityConfig: watchedAs('too-many-requests'),
      },
    ],
  });
}

const pathBegins = (searchString: string): wafv2.CfnWebACL.StatementProperty => ({
  byteMatchStatement: {
    searchString,
    fieldToMatch: { uriPath: {} },
    positionalConstraint: 'STARTS_WITH',
    textTransformations: [{ priority: 0, type: 'NONE' }],
  },
});

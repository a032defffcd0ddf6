import { Annotations, CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as route53 from 'aws-cdk-lib/aws-route53';
import * as route53Targets from 'aws-cdk-lib/aws-route53-targets';
import { Construct } from 'constructs';
import type { EnvironmentSettings } from '../settings.ts';
import type { VouchFunction } from './vouch-function.ts';

/** What the API function answers; every other path may be a slug and goes to the redirect. */
export const API_PATHS = [
  '/',
  '/app',
  '/app/{proxy+}',
  '/v1/{proxy+}',
  '/docs',
  '/docs/try',
  '/openapi.json',
  '/r/{proxy+}',
  '/u/{proxy+}',
  '/apply/{proxy+}',
  '/e',
  '/v.js',
  '/v/{file}',
  '/healthz',
  '/{slug}/qr.svg',
  '/{slug}/qr.png',
  '/{slug}/preview',
] as const;

/** What AWS gives an account in a region unless asked for more; written out so that raising it is a change here. */
const ACCOUNT_QUOTA: apigateway.ThrottleSettings = { rateLimit: 10_000, burstLimit: 5_000 };

/**
 * Where the short domain's address stands, whichever front it leads to: CloudFormation makes what is new before it deletes what is
 * old, and Route 53 refuses a second record of one name and type (github.com/aws/aws-cdk/issues/12564).
 */
export const EDGE = 'edge';
export const ADDRESS_RECORD = 'a-record';

/** docs.aws.amazon.com/apigateway/latest/developerguide/http-api-custom-domain-names.html: TLS alone, and port 80 is closed. */
const NO_PLAIN_HTTP =
  'Links that are typed or printed with http:// reach nobody: API Gateway answers https alone. Take cloudFront, which sends them on.';

/**
 * The HTTP API: named paths to the API function, everything else to the redirect, which answers 405 to what isn't a
 * GET or HEAD. Made before the functions, since they print its address.
 */
export class FrontDoor extends Construct {
  readonly api: apigateway.HttpApi;
  readonly publicUrl: string;

  constructor(
    scope: Construct,
    id: string,
    settings: EnvironmentSettings,
    zone: route53.IPublicHostedZone | undefined,
  ) {
    super(scope, id);
    const behindEdge = settings.cloudFront !== undefined;
    const domainName =
      settings.domain && zone && !behindEdge ? this.domainName(settings.domain.name, zone) : undefined;
    this.api = new apigateway.HttpApi(this, 'api', {
      description: `Vouch ${settings.environment}`,
      disableExecuteApiEndpoint: domainName !== undefined,
      createDefaultStage: false,
    });
    new apigateway.HttpStage(this, 'stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: ACCOUNT_QUOTA,
      ...(domainName && { domainMapping: { domainName } }),
    });
    this.publicUrl = settings.domain ? `https://${settings.domain.name}` : this.api.apiEndpoint;
    if (domainName && zone && settings.domain) {
      this.pointDomain(settings.domain.name, domainName, zone);
      Annotations.of(scope).addWarningV2('vouch:plain-http', NO_PLAIN_HTTP);
    }
    new CfnOutput(scope, 'public-url', { value: this.publicUrl });
  }

  /** Without a redirect of its own when an edge stands in front: there is one way to it then, and it is signed. */
  connect(api: VouchFunction, redirect: lambda.IFunction | undefined): void {
    const toApi = new HttpLambdaIntegration('to-api', api);
    for (const path of API_PATHS) this.api.addRoutes({ path, integration: toApi });
    if (!redirect) return;
    new apigateway.HttpRoute(this, 'slugs', {
      httpApi: this.api,
      routeKey: apigateway.HttpRouteKey.DEFAULT,
      integration: new HttpLambdaIntegration('to-redirect', redirect),
    });
  }

  /** Answers and failures as followers see them, for the service level. */
  get metrics() {
    return {
      requests: this.api.metricCount({ statistic: 'Sum', period: Duration.minutes(5) }),
      failures: [this.api.metricServerError({ statistic: 'Sum', period: Duration.minutes(5) })],
    };
  }

  private domainName(name: string, zone: route53.IPublicHostedZone): apigateway.DomainName {
    return new apigateway.DomainName(this, 'domain', {
      domainName: name,
      certificate: new acm.Certificate(this, 'certificate', {
        domainName: name,
        validation: acm.CertificateValidation.fromDns(zone),
      }),
      securityPolicy: apigateway.SecurityPolicy.TLS_1_2,
    });
  }

  private pointDomain(name: string, domain: apigateway.DomainName, zone: route53.IPublicHostedZone): void {
    const target = route53.RecordTarget.fromAlias(
      new route53Targets.ApiGatewayv2DomainProperties(domain.regionalDomainName, domain.regionalHostedZoneId),
    );
    const scope = new Construct(Stack.of(this), EDGE);
    new route53.ARecord(scope, ADDRESS_RECORD, { zone, recordName: `${name}.`, target });
  }
}

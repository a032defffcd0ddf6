import { Duration, Fn } from 'aws-cdk-lib';
import type * as apigateway from 'aws-cdk-lib/aws-apigatewayv2';
import type * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import * as origins from 'aws-cdk-lib/aws-cloudfront-origins';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as route53 from 'aws-cdk-lib/aws-route53';
import * as route53Targets from 'aws-cdk-lib/aws-route53-targets';
import { Construct } from 'constructs';
import { API_PATHS } from './front-door.ts';

export type EdgeProps = {
  domainName: string;
  zone: route53.IPublicHostedZone;
  redirectUrl: lambda.FunctionUrl;
  api: apigateway.HttpApi;
  certificate: acm.ICertificate;
  webAclArn: string | undefined;
};

/**
 * CloudFront in front of the short domain. The redirect sits behind a function URL that only this distribution may
 * call (origin access control signs each request), and hears country and address from it.
 */
export class Edge extends Construct {
  readonly distribution: cloudfront.Distribution;

  constructor(scope: Construct, id: string, props: EdgeProps) {
    super(scope, id);
    const toApi = this.apiBehavior(props.api);
    this.distribution = new cloudfront.Distribution(this, 'distribution', {
      comment: 'Vouch short links',
      domainNames: [props.domainName],
      certificate: props.certificate,
      minimumProtocolVersion: cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,
      httpVersion: cloudfront.HttpVersion.HTTP2_AND_3,
      ...(props.webAclArn && { webAclId: props.webAclArn }),
      defaultBehavior: this.slugBehavior(props.redirectUrl),
      additionalBehaviors: Object.fromEntries(
        API_PATHS.map((path) => [path.replace(/\{[a-z]+\+?\}/g, '*'), toApi]),
      ),
    });
    const target = route53.RecordTarget.fromAlias(new route53Targets.CloudFrontTarget(this.distribution));
    const record = { zone: props.zone, recordName: `${props.domainName}.`, target };
    new route53.ARecord(this, 'a-record', record);
    new route53.AaaaRecord(this, 'aaaa-record', record);
  }
  /** Nothing is cached: every tap must reach us to be counted. */
  private slugBehavior(redirectUrl: lambda.IFunctionUrl): cloudfront.BehaviorOptions {
    return {
      origin: origins.FunctionUrlOrigin.withOriginAccessControl(redirectUrl),
      viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      allowedMethods: cloudfront.AllowedMethods.ALLOW_ALL,
      cachePolicy: this.passViewerOn(),
      originRequestPolicy: cloudfront.OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      functionAssociations: [
        { eventType: cloudfront.FunctionEventType.VIEWER_REQUEST, function: this.onlyGetAndHead() },
      ],
    };
  }

  private apiBehavior(api: apigateway.HttpApi): cloudfront.BehaviorOptions {
    return {
      origin: new origins.HttpOrigin(Fn.select(2, Fn.split('/', api.apiEndpoint)), {
        protocolPolicy: cloudfront.OriginProtocolPolicy.HTTPS_ONLY,
        originSslProtocols: [cloudfront.OriginSslPolicy.TLS_V1_2],
      }),
      viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.HTTPS_ONLY,
      allowedMethods: cloudfront.AllowedMethods.ALLOW_ALL,
      cachePolicy: cloudfront.CachePolicy.CACHING_DISABLED,
      originRequestPolicy: cloudfront.OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
    };
  }

  /**
   * A policy that excludes the viewer's Host can't name CloudFront's own headers; a cache policy can, but only with
   * a lifetime above zero. Every answer says no-store, so the one second is never used.
   */
  private passViewerOn(): cloudfront.CachePolicy {
    return new cloudfront.CachePolicy(this, 'country', {
      comment: 'Caches nothing; passes country and address on',
      minTtl: Duration.seconds(0),
      defaultTtl: Duration.seconds(0),
      maxTtl: Duration.seconds(1),
      headerBehavior: cloudfront.CacheHeaderBehavior.allowList(
        'CloudFront-Viewer-Country',
        'CloudFront-Viewer-Address',
      ),
      queryStringBehavior: cloudfront.CacheQueryStringBehavior.all(),
    });
  }

  /** A signed origin refuses unsigned bodies with 403; the contract says 405. */
  private onlyGetAndHead(): cloudfront.Function {
    return new cloudfront.Function(this, 'only-get', {
      runtime: cloudfront.FunctionRuntime.JS_2_0,
      code: cloudfront.FunctionCode.fromInline(ONLY_GET_AND_HEAD),
    });
  }
}

const ONLY_GET_AND_HEAD = `function handler(event) {
  var method = event.request.method;
  if (method === 'GET' || method === 'HEAD') return event.request;
  return { statusCode: 405, statusDescription: 'Method Not Allowed', headers: { allow: { value: 'GET, HEAD' } } };
}`;

import { Duration, Fn, Names, Stack } from 'aws-cdk-lib';
import type * as apigateway from 'aws-cdk-lib/aws-apigatewayv2';
import type * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import * as origins from 'aws-cdk-lib/aws-cloudfront-origins';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as route53 from 'aws-cdk-lib/aws-route53';
import * as route53Targets from 'aws-cdk-lib/aws-route53-targets';
import { Construct } from 'constructs';
import { EDGE_PROOF_HEADER, RAW_PATH_HEADER, VIEWER_HOST_HEADER } from '../../../shared/edge-headers.ts';
import { ADDRESS_RECORD, API_PATHS, EDGE } from './front-door.ts';

export type EdgeProps = {
  domainName: string;
  zone: route53.IPublicHostedZone;
  redirectUrl: lambda.FunctionUrl;
  api: apigateway.HttpApi;
  /** Told to the API with each request; without it the API answers nobody. */
  proof: string;
  certificate: acm.ICertificate;
  webAclArn: string | undefined;
};

/**
 * CloudFront in front of the short domain. The redirect sits behind a function URL that only this distribution may
 * call (origin access control signs each request); the API's own address answers nobody who lacks the edge's proof.
 * Both hear country and address from it. Nothing is kept, errors neither.
 */
export class Edge extends Construct {
  readonly distribution: cloudfront.Distribution;

  constructor(scope: Construct, props: EdgeProps) {
    super(scope, EDGE);
    const toApi = this.apiBehavior(props.api, props.proof);
    this.distribution = new cloudfront.Distribution(this, 'distribution', {
      comment: 'Vouch short links',
      domainNames: [props.domainName],
      certificate: props.certificate,
      minimumProtocolVersion: cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,
      httpVersion: cloudfront.HttpVersion.HTTP2_AND_3,
      ...(props.webAclArn && { webAclId: props.webAclArn }),
      errorResponses: ERRORS_THAT_CLOUDFRONT_KEEPS.map((httpStatus) => ({
        httpStatus,
        ttl: Duration.seconds(0),
      })),
      defaultBehavior: this.slugBehavior(props.redirectUrl),
      additionalBehaviors: Object.fromEntries(
        API_PATHS.map((path) => [path.replace(/\{[a-z]+\+?\}/g, '*'), toApi]),
      ),
    });
    const target = route53.RecordTarget.fromAlias(new route53Targets.CloudFrontTarget(this.distribution));
    const record = { zone: props.zone, recordName: `${props.domainName}.`, target };
    new route53.ARecord(this, ADDRESS_RECORD, record);
    new route53.AaaaRecord(this, 'aaaa-record', record);
  }

  /** Every tap must reach us to be counted. */
  private slugBehavior(redirectUrl: lambda.IFunctionUrl): cloudfront.BehaviorOptions {
    return {
      origin: origins.FunctionUrlOrigin.withOriginAccessControl(redirectUrl, {
        originAccessControl: this.signing(),
      }),
      viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      allowedMethods: cloudfront.AllowedMethods.ALLOW_ALL,
      cachePolicy: this.passViewerOn('country', 'Caches nothing; passes country and address on'),
      originRequestPolicy: cloudfront.OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      functionAssociations: [this.onRequest('only-get', ONLY_GET_AND_HEAD)],
    };
  }

  /** Named by its region too: an account has its access controls once for all regions. */
  private signing(): cloudfront.FunctionUrlOriginAccessControl {
    const name = Names.uniqueResourceName(this, { maxLength: 40 });
    return new cloudfront.FunctionUrlOriginAccessControl(this, 'signing', {
      originAccessControlName: `${name}-${Stack.of(this).region}`,
    });
  }

  /** The key is in the cache key as well: requests that CloudFront joins while one is under way are one brand's. */
  private apiBehavior(api: apigateway.HttpApi, proof: string): cloudfront.BehaviorOptions {
    return {
      origin: new origins.HttpOrigin(Fn.select(2, Fn.split('/', api.apiEndpoint)), {
        protocolPolicy: cloudfront.OriginProtocolPolicy.HTTPS_ONLY,
        originSslProtocols: [cloudfront.OriginSslPolicy.TLS_V1_2],
        customHeaders: { [EDGE_PROOF_HEADER]: proof },
      }),
      viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.HTTPS_ONLY,
      allowedMethods: cloudfront.AllowedMethods.ALLOW_ALL,
      cachePolicy: this.passViewerOn('api-key', 'Caches nothing; tells brands apart', 'Authorization'),
      originRequestPolicy: cloudfront.OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      functionAssociations: [this.onRequest('raw-path', WRITE_DOWN_THE_PATH)],
    };
  }

  /**
   * A policy that excludes the viewer's Host can't name CloudFront's own headers; a cache policy can, but only with
   * a lifetime above zero. Every answer says no-store or private, so the one second is never used.
   */
  private passViewerOn(id: string, comment: string, ...more: string[]): cloudfront.CachePolicy {
    return new cloudfront.CachePolicy(this, id, {
      comment,
      minTtl: Duration.seconds(0),
      defaultTtl: Duration.seconds(0),
      maxTtl: Duration.seconds(1),
      headerBehavior: cloudfront.CacheHeaderBehavior.allowList(
        'CloudFront-Viewer-Country',
        'CloudFront-Viewer-Address',
        ...more,
      ),
      queryStringBehavior: cloudfront.CacheQueryStringBehavior.all(),
    });
  }

  private onRequest(id: string, code: string): cloudfront.FunctionAssociation {
    const made = new cloudfront.Function(this, id, {
      runtime: cloudfront.FunctionRuntime.JS_2_0,
      code: cloudfront.FunctionCode.fromInline(code),
    });
    return { eventType: cloudfront.FunctionEventType.VIEWER_REQUEST, function: made };
  }
}

/**
 * Kept for ten seconds whatever the origin's no-store says, unless the error caching minimum is 0:
 * docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/custom-error-pages-expiration.html. All that may be set.
 */
const ERRORS_THAT_CLOUDFRONT_KEEPS = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504];

/** CloudFront calls both origins by names of theirs. */
const WRITE_DOWN_THE_HOST = `event.request.headers['${VIEWER_HOST_HEADER}'] = { value: event.request.headers.host.value };`;

/** A signed origin refuses unsigned bodies with 403; the contract says 405. */
const ONLY_GET_AND_HEAD = `function handler(event) {
  var method = event.request.method;
  ${WRITE_DOWN_THE_HOST}
  if (method === 'GET' || method === 'HEAD') return event.request;
  return { statusCode: 405, statusDescription: 'Method Not Allowed', headers: { allow: { value: 'GET, HEAD' } } };
}`;

/** An HTTP API hands the path over decoded and cut; here it is still as the caller sent it. */
export const WRITE_DOWN_THE_PATH = `function handler(event) {
  event.request.headers['${RAW_PATH_HEADER}'] = { value: event.request.uri };
  ${WRITE_DOWN_THE_HOST}
  return event.request;
}`;

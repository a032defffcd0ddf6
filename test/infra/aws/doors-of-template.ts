import { type Door, guardedUrlDoor, httpApiDoor, type Invoke } from '../../support/doors.ts';
import { type EdgeBehaviour, type EdgeDoor, edgeDoor } from '../../support/edge-door.ts';
import { type Resources, textOf } from './policies.ts';

/** What runs behind the doors of a stack. */
export type Behind = { api: Invoke; redirect: Invoke };
export type Doors = { httpApi: Door; functionUrl: Door; edge: EdgeDoor };

type Behaviour = {
  PathPattern?: string;
  AllowedMethods: string[];
  ViewerProtocolPolicy: EdgeBehaviour['viewer'];
  CachePolicyId: unknown;
  TargetOriginId: string;
  FunctionAssociations?: { FunctionARN: unknown }[];
};
type Origin = {
  Id: string;
  OriginAccessControlId?: unknown;
  OriginCustomHeaders?: { HeaderName: string; HeaderValue: unknown }[];
};
type Distribution = {
  Aliases: string[];
  DefaultCacheBehavior: Behaviour;
  CacheBehaviors: Behaviour[];
  Origins: Origin[];
  CustomErrorResponses?: { ErrorCode: number; ErrorCachingMinTTL?: number }[];
};
type CachePolicy = {
  MinTTL: number;
  DefaultTTL: number;
  MaxTTL: number;
  ParametersInCacheKeyAndForwardedToOrigin: {
    HeadersConfig: { Headers?: string[] };
    QueryStringsConfig: { QueryStringBehavior: string };
  };
};

/** The doors as a template sets them, fault for fault: whoever damages the template sees it in what callers get. */
export function doorsOf(template: object, behind: Behind, now: () => number): Doors {
  const { Resources: resources } = template as { Resources: Resources };
  const httpApi = httpApiDoor({ routes: routesOf(resources, behind) });
  const functionUrl = guardedUrlDoor(behind.redirect);
  const distribution = configIn<Distribution>(resources, 'AWS::CloudFront::Distribution');
  const behaviours = [
    ...distribution.CacheBehaviors,
    { ...distribution.DefaultCacheBehavior, PathPattern: '*' },
  ].map((behaviour) => behaviourOf(resources, distribution.Origins, behaviour, { httpApi, functionUrl }));
  const errorTtl = Object.fromEntries(
    (distribution.CustomErrorResponses ?? []).flatMap(({ ErrorCode, ErrorCachingMinTTL }) =>
      ErrorCachingMinTTL === undefined ? [] : [[ErrorCode, ErrorCachingMinTTL]],
    ),
  );
  return {
    httpApi,
    functionUrl,
    edge: edgeDoor({ host: distribution.Aliases[0] ?? '', behaviours, errorTtl }, now),
  };
}

/** The routes of a template's HTTP API, by their keys. */
export function routesOf(resources: Resources, behind: Behind): Record<string, Invoke> {
  const routes = Object.values(resources).filter(({ Type }) => Type === 'AWS::ApiGatewayV2::Route');
  return Object.fromEntries(
    routes.map(({ Properties }) => {
      const integration = /\$\{(\w+)\}/.exec(textOf(Properties.Target))?.[1] ?? '';
      const leadsTo = textOf(resources[integration]?.Properties.IntegrationUri);
      return [textOf(Properties.RouteKey), leadsTo.includes('{api') ? behind.api : behind.redirect];
    }),
  );
}

function behaviourOf(
  resources: Resources,
  origins: Origin[],
  behaviour: Behaviour,
  doors: Pick<Doors, 'httpApi' | 'functionUrl'>,
): EdgeBehaviour {
  const origin = origins.find(({ Id }) => Id === behaviour.TargetOriginId);
  const signs = origin?.OriginAccessControlId !== undefined;
  const code = behaviour.FunctionAssociations?.map(({ FunctionARN }) => named(resources, FunctionARN))[0];
  return {
    path: behaviour.PathPattern ?? '*',
    methods: behaviour.AllowedMethods,
    viewer: behaviour.ViewerProtocolPolicy,
    cache: cacheOf(named(resources, behaviour.CachePolicyId)?.CachePolicyConfig as CachePolicy),
    ...(code && { onRequest: textOf(code.FunctionCode) }),
    origin: {
      door: signs ? doors.functionUrl : doors.httpApi,
      headers: origin ? headersOf(origin) : {},
      signs,
    },
  };
}

const headersOf = ({ OriginCustomHeaders = [] }: Origin): Record<string, string> =>
  Object.fromEntries(
    OriginCustomHeaders.map(({ HeaderName, HeaderValue }) => [HeaderName.toLowerCase(), textOf(HeaderValue)]),
  );

/** What the edge adds under this name: a value that only the deployment knows stands as `${id}`. */
export function originHeader(template: object, name: string): string {
  const { Resources: resources } = template as { Resources: Resources };
  const { Origins } = configIn<Distribution>(resources, 'AWS::CloudFront::Distribution');
  return Object.assign({}, ...Origins.map(headersOf))[name] ?? '';
}

const cacheOf = ({
  MinTTL,
  DefaultTTL,
  MaxTTL,
  ParametersInCacheKeyAndForwardedToOrigin: { HeadersConfig, QueryStringsConfig },
}: CachePolicy): EdgeBehaviour['cache'] => ({
  minTtl: MinTTL,
  defaultTtl: DefaultTTL,
  maxTtl: MaxTTL,
  headers: HeadersConfig.Headers ?? [],
  query: QueryStringsConfig.QueryStringBehavior === 'all',
});

const named = (resources: Resources, reference: unknown): Record<string, unknown> | undefined =>
  resources[/\$\{(\w+)[.}]/.exec(textOf(reference))?.[1] ?? '']?.Properties;

function configIn<Config>(resources: Resources, type: string): Config {
  const found = Object.values(resources).find(({ Type }) => Type === type);
  return found?.Properties.DistributionConfig as Config;
}

import { readFileSync } from 'node:fs';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { WRITE_DOWN_THE_PATH } from '../../../infra/aws/parts/edge.ts';
import { RUNBOOK } from '../../../infra/aws/parts/monitoring.ts';
import { rightsOf, settingsOf, synthesized } from './synthesized.ts';

const templates = { dev: synthesized(settingsOf('dev')), prod: synthesized(settingsOf('prod')) };
const { dev, prod } = templates;

it.each(Object.entries(templates))(
  '%s names no address of one partition: in China hosts end otherwise, and functions are told how',
  (_name, template) => {
    const texts = [...JSON.stringify(template.toJSON()).matchAll(/"((?:[^"\\\\]|\\\\.)*amazonaws[^"]*)"/g)];
    // A service's name as a principal is the same everywhere.
    expect(
      texts
        .map(([, text]) => text)
        .filter((text) => !/^(logging\.)?[a-z0-9]+\.amazonaws\.com$/.test(text ?? '')),
    ).toEqual([]);
    expect(texts.length).toBeGreaterThan(20);
    const functions = Object.values(template.findResources('AWS::Lambda::Function'));
    for (const { Properties } of functions.filter(({ Properties }) =>
      /^Vouch /.test(Properties.Description ?? ''),
    ))
      expect(Properties.Environment.Variables.DNS_SUFFIX).toEqual({ Ref: 'AWS::URLSuffix' });
  },
);
const resources = (template: Template, type: string) => Object.values(template.findResources(type));
const TABLE = 'AWS::DynamoDB::GlobalTable';
const named = (template: Template, type: string, begins: string) =>
  Object.entries(template.findResources(type)).flatMap(([id, found]) =>
    id.startsWith(begins) ? [found] : [],
  );
/** The three tables whose loss would be a loss. */
const lastingTables = (template: Template) =>
  ['tablesclicks', 'tablescounts', 'tablesrecords'].flatMap((begins) => named(template, TABLE, begins));

describe('what a function may do', () => {
  const alwaysThere = /^(logs:(CreateLogStream|PutLogEvents) → \w+log|xray:Put\w+ → \*|kms:\w+ → key)$/;
  const special = (name: string) => rightsOf(prod, name).filter((right) => !alwaysThere.test(right));
  const poll = (queue: string) =>
    ['ChangeMessageVisibility', 'DeleteMessage', 'GetQueueAttributes', 'GetQueueUrl', 'ReceiveMessage'].map(
      (action) => `sqs:${action} → ${queue}`,
    );
  const items = (table: string, ...actions: string[]) =>
    actions.map((action) => `dynamodb:${action} → tables${table}`);

  it.each([
    [
      'redirect',
      [
        ...items('clicks', 'BatchWriteItem', 'PutItem'),
        'dynamodb:BatchWriteItem → tablescounts (HOURINDEX#*, CLK#*)',
        'dynamodb:GetItem → tablesrecords (SLUG#*, DOMAINHOST#*, BRANDS)',
        'dynamodb:Query → tablesrecords (BRANDS)',
        'dynamodb:GetItem → tablessalts',
        'dynamodb:PutItem → tablessalts',
        'sqs:SendMessage → spillqueue',
        'ssm:GetParameter → :parameter/vouch/prod/click-keys',
      ],
    ],
    [
      'recount',
      [
        ...items('clicks', 'DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams', 'Query'),
        ...items('counts', 'BatchGetItem', 'BatchWriteItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem'),
        ...items('records', 'BatchGetItem', 'GetItem', 'PutItem', 'Query'),
        'sqs:SendMessage → towebhooksqueue',
        'sqs:SendMessage → uncounted',
      ],
    ],
    [
      'drain',
      [
        ...items('clicks', 'BatchWriteItem'),
        'dynamodb:BatchWriteItem → tablescounts (HOURINDEX#*, CLK#*)',
        'dynamodb:PutItem → tablescounts (HOURINDEX#*, DIRTY)',
        'dynamodb:GetItem → tablescounts (SEAL)',
        'dynamodb:Query → tablescounts (ERASED)',
        ...poll('spillqueue'),
        'ssm:GetParameter → :parameter/vouch/prod/click-keys',
      ],
    ],
    [
      'deliver',
      [
        ...items('records', 'DeleteItem', 'GetItem', 'PutItem', 'Query'),
        's3:GetObject → bucketssnapshots/reports/*',
        's3:ListBucket → bucketssnapshots',
        ...['ses:SendEmail', 'ses:SendRawEmail'].flatMap((send) => [
          `${send} → mailidentity`,
          `${send} → mailconfiguration`,
        ]),
        ...poll('todeliverqueue'),
        ...poll('mailoutcomesqueue'),
        'ssm:GetParameter → :parameter/vouch/prod/sealing-key',
      ],
    ],
  ])('%s: this and nothing else', (name, rights) => {
    expect(special(name)).toEqual([...rights].sort());
  });

  it('only the one that recounts changes counts, and only the redirect and the drain make clicks', () => {
    const names = ['redirect', 'api', 'recount', 'seal', 'drain', 'reports', 'deliver', 'webhooks', 'canary'];
    const may = (right: string) => names.filter((name) => rightsOf(prod, name).includes(right));
    expect(may('dynamodb:UpdateItem → tablescounts')).toEqual(['recount', 'seal']);
    expect(may('dynamodb:UpdateItem → tablesrecords')).toEqual(['api']);
    expect(may('dynamodb:BatchWriteItem → tablesclicks')).toEqual(['redirect', 'drain']);
    expect(may('dynamodb:DeleteItem → tablesclicks')).toEqual([]);
  });

  it('webhooks call addresses that others chose: they see no click, no count and no snapshot', () => {
    expect(special('webhooks').join()).not.toMatch(/tablesclicks|tablescounts|s3:|ses:/);
  });

  it.each(Object.entries(templates))(
    '%s: no wildcard action, and "*" as resource for X-Ray alone',
    (_name, template) => {
      for (const { Properties } of resources(template, 'AWS::IAM::Policy')) {
        for (const { Action, Resource } of Properties.PolicyDocument.Statement) {
          for (const action of [Action].flat()) expect(action).not.toContain('*');
          if (Resource === '*') expect([Action].flat().join()).toMatch(/^xray:/);
        }
      }
      template.resourcePropertiesCountIs('AWS::IAM::Role', { ManagedPolicyArns: Match.anyValue() }, 0);
    },
  );

  it('each function has a role of its own', () => {
    const roles = resources(prod, 'AWS::Lambda::Function').map(({ Properties }) =>
      JSON.stringify(Properties.Role),
    );
    expect(new Set(roles).size).toBe(roles.length);
  });
});

describe('what outlives a mistake', () => {
  it.each(Object.entries(templates))('%s: tables and buckets stay when the stack goes', (_name, template) => {
    const kept = [...lastingTables(template), ...resources(template, 'AWS::S3::Bucket')];
    expect(kept).toHaveLength(6);
    for (const resource of kept)
      expect(resource).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  });

  it.each(Object.entries(templates))(
    '%s: clicks, counts and records can be restored to any second',
    (_n, template) => {
      for (const { Properties } of lastingTables(template))
        expect(Properties.Replicas[0].PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled).toBe(true);
    },
  );

  it.each(Object.entries(templates))('%s: a salt that is deleted stays deleted', (_name, template) => {
    const [salts] = named(template, TABLE, 'tablessalts');
    expect(salts?.Properties.Replicas[0].PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled).toBe(
      false,
    );
    expect(salts?.Properties.StreamSpecification).toBeUndefined();
    expect(salts?.DeletionPolicy).toBe('Delete');
  });

  it.each(Object.entries(templates))(
    '%s: every table is paid by use and expires what says so',
    (_name, template) => {
      expect(resources(template, TABLE)).toHaveLength(4);
      for (const { Properties } of resources(template, TABLE)) {
        expect(Properties.BillingMode).toBe('PAY_PER_REQUEST');
        expect(Properties.GlobalSecondaryIndexes).toBeUndefined();
        expect(Properties.TimeToLiveSpecification).toEqual({ AttributeName: 'expiresAt', Enabled: true });
      }
    },
  );

  it('prod cannot be deleted by accident, and takes a launch without warning', () => {
    for (const { Properties } of lastingTables(prod)) {
      expect(Properties.Replicas[0].DeletionProtectionEnabled).toBe(true);
      expect(Properties.WarmThroughput).toEqual({ ReadUnitsPerSecond: 12_000, WriteUnitsPerSecond: 12_000 });
    }
    for (const { Properties } of resources(prod, TABLE))
      expect(Properties.WriteOnDemandThroughputSettings).toEqual({ MaxWriteRequestUnits: 40_000 });
  });

  it('only the clicks have a stream, and it carries keys', () => {
    const streams = resources(prod, TABLE).map(({ Properties }) => Properties.StreamSpecification);
    expect(streams.filter(Boolean)).toEqual([{ StreamViewType: 'KEYS_ONLY' }]);
  });
});

describe('what is written is locked', () => {
  it.each(Object.entries(templates))(
    '%s: buckets are private, versioned, encrypted and speak TLS',
    (_name, template) => {
      for (const { Properties } of resources(template, 'AWS::S3::Bucket')) {
        expect(Object.values(Properties.PublicAccessBlockConfiguration)).toEqual([true, true, true, true]);
        expect(Properties.BucketEncryption).toBeDefined();
        expect(Properties.VersioningConfiguration).toEqual({ Status: 'Enabled' });
        expect(Properties.LifecycleConfiguration.Rules.length).toBeGreaterThan(0);
      }
      expect(refusingPlainHttp(template, 'AWS::S3::BucketPolicy')).toBe(3);
      expect(refusingPlainHttp(template, 'AWS::SQS::QueuePolicy')).toBe(
        resources(template, 'AWS::SQS::Queue').length,
      );
    },
  );

  it.each(Object.entries(templates))(
    '%s: a former version of an object goes when its bucket’s time for it is over',
    (_name, template) => {
      const daysOf = (bucket: string) =>
        named(template, 'AWS::S3::Bucket', bucket).flatMap(({ Properties }) =>
          (Properties.LifecycleConfiguration.Rules as LifecycleRule[]).flatMap((rule) =>
            rule.Status === 'Enabled' ? (rule.NoncurrentVersionExpiration?.NoncurrentDays ?? []) : [],
          ),
        );
      expect(['bucketsaccesslog', 'bucketssnapshots', 'bucketsexports'].map(daysOf)).toEqual([
        [1],
        [90],
        [30],
      ]);
    },
  );

  it('prod keeps everything at rest under one key that turns', () => {
    prod.hasResourceProperties('AWS::KMS::Key', { EnableKeyRotation: true });
    for (const { Properties } of resources(prod, 'AWS::SQS::Queue'))
      expect(Properties.KmsMasterKeyId).toBeDefined();
    for (const { Properties } of resources(prod, 'AWS::Logs::LogGroup'))
      expect(Properties.KmsKeyId).toBeDefined();
    for (const { Properties } of resources(prod, TABLE)) {
      expect(Properties.SSESpecification).toEqual({ SSEEnabled: true, SSEType: 'KMS' });
    }
  });

  it('no environment holds a secret: parameters are named, not copied', () => {
    for (const { Properties } of resources(prod, 'AWS::Lambda::Function')) {
      for (const [name, value] of Object.entries(Properties.Environment.Variables)) {
        if (/KEY/.test(name)) expect(value).toMatch(/^\/vouch\/prod\//);
      }
    }
  });
});

describe('poison stops nothing', () => {
  it('the stream: inserts only, five tries, halved, the rest of the batch kept, the culprit put aside', () => {
    prod.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      StartingPosition: 'TRIM_HORIZON',
      MaximumBatchingWindowInSeconds: 20,
      BatchSize: 10_000,
      ParallelizationFactor: 4,
      MaximumRetryAttempts: 5,
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      FilterCriteria: { Filters: [{ Pattern: '{"eventName":["INSERT"]}' }] },
      DestinationConfig: { OnFailure: { Destination: Match.anyValue() } },
    });
  });

  it('every queue that a function reads has dead letters and answers message by message', () => {
    const mappings = resources(prod, 'AWS::Lambda::EventSourceMapping');
    const fromQueues = mappings.filter(({ Properties }) => !Properties.StartingPosition);
    expect(fromQueues).toHaveLength(7);
    for (const { Properties } of fromQueues) {
      expect(Properties.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
      const queue = prod.findResources('AWS::SQS::Queue')[Properties.EventSourceArn['Fn::GetAtt'][0]];
      expect(queue?.Properties.RedrivePolicy.maxReceiveCount).toBe(5);
    }
  });

  it('no queue takes more than its share of what the account may run at once', () => {
    const most = (template: Template) =>
      resources(template, 'AWS::Lambda::EventSourceMapping').flatMap(
        ({ Properties }) => Properties.ScalingConfig?.MaximumConcurrency ?? [],
      );
    expect(most(prod)).toEqual(Array(7).fill(20));
    expect(most(synthesized(settingsOf('dev')))).toEqual(Array(7).fill(2));
    const ofStream = (template: Template) =>
      resources(template, 'AWS::Lambda::EventSourceMapping').flatMap(
        ({ Properties }) => Properties.ParallelizationFactor ?? [],
      );
    expect(ofStream(prod)).toEqual([4]);
    expect(ofStream(synthesized(settingsOf('dev')))).toEqual([1]);
  });

  it('every schedule has somewhere to put what it could not start', () => {
    const schedules = resources(prod, 'AWS::Events::Rule').filter(
      ({ Properties }) => Properties.ScheduleExpression,
    );
    expect(schedules.map(({ Properties }) => Properties.ScheduleExpression).sort()).toEqual([
      'rate(1 minute)',
      'rate(1 minute)',
      'rate(15 minutes)',
      'rate(5 minutes)',
    ]);
    for (const { Properties } of schedules) expect(Properties.Targets[0].DeadLetterConfig).toBeDefined();
  });

  it('a minute of the canary is clicked once: neither its schedule nor Lambda tries it again', () => {
    const [schedule] = named(prod, 'AWS::Events::Rule', 'canaryschedule');
    expect(schedule?.Properties.Targets[0].RetryPolicy.MaximumRetryAttempts).toBe(0);
    const invoked = resources(prod, 'AWS::Lambda::EventInvokeConfig').map(({ Properties }) => [
      Properties.FunctionName.Ref.replace(/[0-9A-F]{8}$/, ''),
      Properties.MaximumRetryAttempts,
    ]);
    expect(invoked).toEqual([['canary', 0]]);
  });
});

describe('functions', () => {
  it.each(Object.entries(templates))(
    '%s: arm64, Node 24, a log of their own that ends',
    (_name, template) => {
      const functions = resources(template, 'AWS::Lambda::Function');
      for (const { Properties } of functions) {
        expect(Properties).toMatchObject({
          Architectures: ['arm64'],
          Runtime: 'nodejs24.x',
          Handler: 'index.handler',
        });
        expect(Properties.LoggingConfig.LogGroup).toBeDefined();
      }
      for (const { Properties } of resources(template, 'AWS::Logs::LogGroup')) {
        expect(Properties.RetentionInDays).toBe(settingsOf(_name).logRetentionDays);
      }
      expect(resources(template, 'AWS::Logs::LogGroup')).toHaveLength(functions.length);
    },
  );

  it.each(Object.entries(templates))(
    '%s: a tap leaves no line in the log where nothing went wrong; what the redirect says itself passes',
    (_name, template) => {
      const configs = resources(template, 'AWS::Lambda::Function').map(
        ({ Properties }) => Properties.LoggingConfig,
      );
      for (const { LogFormat, ApplicationLogLevel } of configs)
        expect([LogFormat, ApplicationLogLevel ?? 'INFO']).toEqual(['JSON', 'INFO']);
      const [redirect] = named(template, 'AWS::Lambda::Function', 'redirect');
      expect(redirect?.Properties.LoggingConfig.SystemLogLevel).toBe('WARN');
    },
  );
});

describe('the front', () => {
  it('what is no named path may be a slug and goes to the redirect', () => {
    const keys = resources(dev, 'AWS::ApiGatewayV2::Route').map(({ Properties }) => Properties.RouteKey);
    expect(keys).toContain('$default');
    expect(keys).toContain('ANY /v1/{proxy+}');
    const fallback = resources(dev, 'AWS::ApiGatewayV2::Route').find(
      ({ Properties }) => Properties.RouteKey === '$default',
    );
    const integration = dev.findResources('AWS::ApiGatewayV2::Integration')[
      fallback?.Properties.Target['Fn::Join'][1][1].Ref
    ];
    expect(JSON.stringify(integration?.Properties.IntegrationUri)).toContain('"redirect');
  });

  it('behind CloudFront only the distribution may call the redirect', () => {
    expect(
      resources(prod, 'AWS::ApiGatewayV2::Route').map(({ Properties }) => Properties.RouteKey),
    ).not.toContain('$default');
    prod.hasResourceProperties('AWS::Lambda::Url', { AuthType: 'AWS_IAM' });
    prod.hasResourceProperties('AWS::CloudFront::OriginAccessControl', {
      OriginAccessControlConfig: { OriginAccessControlOriginType: 'lambda', SigningBehavior: 'always' },
    });
    const callers = resources(prod, 'AWS::Lambda::Permission')
      .map(({ Properties }) => Properties)
      .filter(({ Principal }) => Principal === 'cloudfront.amazonaws.com');
    expect(callers.map(({ Action }) => Action).sort()).toEqual([
      'lambda:InvokeFunction',
      'lambda:InvokeFunctionUrl',
    ]);
    for (const { SourceArn } of callers) expect(JSON.stringify(SourceArn)).toContain('edgedistribution');
  });

  it('CloudFront tells the country, keeps nothing, and has a firewall', () => {
    prod.hasResourceProperties('AWS::CloudFront::CachePolicy', {
      CachePolicyConfig: {
        DefaultTTL: 0,
        MinTTL: 0,
        ParametersInCacheKeyAndForwardedToOrigin: {
          HeadersConfig: {
            HeaderBehavior: 'whitelist',
            Headers: ['CloudFront-Viewer-Country', 'CloudFront-Viewer-Address'],
          },
        },
      },
    });
    prod.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: { WebACLId: Match.anyValue() },
    });
    synthesized(settingsOf('prod'), 'vouch-prod-us-east-1-edge').hasResourceProperties('AWS::WAFv2::WebACL', {
      Scope: 'CLOUDFRONT',
    });
  });
});

describe('the edge keeps nothing and tells brands apart', () => {
  const { DistributionConfig } = resources(prod, 'AWS::CloudFront::Distribution')[0]?.Properties ?? {};

  it('errors are kept for no second: every status that CloudFront would keep for ten', () => {
    const kept = DistributionConfig.CustomErrorResponses as {
      ErrorCode: number;
      ErrorCachingMinTTL: number;
    }[];
    expect(kept.map(({ ErrorCode }) => ErrorCode)).toEqual([
      400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504,
    ]);
    for (const { ErrorCachingMinTTL } of kept) expect(ErrorCachingMinTTL).toBe(0);
  });

  it('no behaviour joins the requests of two keys or two queries', () => {
    const policies = prod.findResources('AWS::CloudFront::CachePolicy');
    const behaviors = [DistributionConfig.DefaultCacheBehavior, ...DistributionConfig.CacheBehaviors];
    for (const { CachePolicyId, PathPattern = '/slug' } of behaviors) {
      const config = policies[CachePolicyId.Ref]?.Properties.CachePolicyConfig;
      const { HeadersConfig, QueryStringsConfig } = config.ParametersInCacheKeyAndForwardedToOrigin;
      expect([config.MinTTL, config.DefaultTTL, QueryStringsConfig.QueryStringBehavior]).toEqual([
        0,
        0,
        'all',
      ]);
      expect(HeadersConfig.Headers).toContain('CloudFront-Viewer-Address');
      if (PathPattern !== '/slug') expect(HeadersConfig.Headers).toContain('Authorization');
    }
  });

  it('the API hears the edge’s proof, which nothing but the deployment knows', () => {
    const headers = (DistributionConfig.Origins as { OriginCustomHeaders?: object[] }[]).flatMap(
      ({ OriginCustomHeaders = [] }) => OriginCustomHeaders,
    );
    expect(headers).toEqual([
      { HeaderName: 'x-vouch-edge', HeaderValue: '{{resolve:ssm:/vouch/prod/edge-proof}}' },
    ]);
  });

  it('path and host are written down as they were sent, whatever the viewer wrote under those names', () => {
    const handler = new Function(`${WRITE_DOWN_THE_PATH}; return handler`)();
    const request = {
      uri: '/v1/orders/external/%231001',
      headers: {
        host: { value: 'go.ada-socks.com' },
        'x-vouch-path': { value: '/forged' },
        'x-vouch-host': { value: 'forged.example.com' },
      },
    };
    const { headers } = handler({ request });
    expect(headers['x-vouch-path']).toEqual({ value: '/v1/orders/external/%231001' });
    expect(headers['x-vouch-host']).toEqual({ value: 'go.ada-socks.com' });
  });

  it('the firewall counts who opens too many links before it blocks anybody, and leaves the API alone', () => {
    const [firewall] = resources(
      synthesized(settingsOf('prod'), 'vouch-prod-us-east-1-edge'),
      'AWS::WAFv2::WebACL',
    );
    const rule = firewall?.Properties.Rules.find(
      ({ Name }: { Name: string }) => Name === 'too-many-requests',
    );
    expect(rule.Action).toEqual({ Count: {} });
    expect(JSON.stringify(rule.Statement.RateBasedStatement.ScopeDownStatement)).toMatch(
      /NotStatement.*"\/v1\/"/,
    );
  });
});

describe('mail', () => {
  it('a domain inside the zone gets DKIM, the way back of bounces, SPF and DMARC', () => {
    const records = resources(prod, 'AWS::Route53::RecordSet').map(({ Properties }) => [
      Properties.Type,
      typeof Properties.Name === 'string' ? Properties.Name : 'DKIM',
    ]);
    expect(records).toEqual(
      expect.arrayContaining([
        ['CNAME', 'DKIM'],
        ['MX', 'bounce.go.vouch.example.'],
        ['TXT', 'bounce.go.vouch.example.'],
        ['TXT', '_dmarc.go.vouch.example.'],
      ]),
    );
    expect(records.filter(([type]) => type === 'CNAME')).toHaveLength(3);
    prod.hasResourceProperties('AWS::SES::EmailIdentity', {
      MailFromAttributes: { MailFromDomain: 'bounce.go.vouch.example' },
    });
  });

  it('in the sandbox the sender may write to any identity, and only as itself', () => {
    const statements = resources(dev, 'AWS::IAM::Policy').flatMap(
      ({ Properties }) => Properties.PolicyDocument.Statement,
    );
    const sandboxed = statements.filter(({ Condition }) => Condition?.StringEquals?.['ses:FromAddress']);
    expect(sandboxed.map(({ Condition }) => Condition.StringEquals)).toEqual([
      { 'ses:FromAddress': 'reports@vouch.example' },
    ]);
    expect(rightsOf(prod, 'deliver').join()).not.toContain('identity/*');
  });
});

describe('alarms', () => {
  const runbook = readFileSync(new URL(`../../../${RUNBOOK}`, import.meta.url), 'utf8');
  const sections = [...runbook.matchAll(/^## (.+)$/gm)].map(([, title]) => title);
  const alarms = [
    ...resources(prod, 'AWS::CloudWatch::Alarm'),
    ...resources(prod, 'AWS::CloudWatch::CompositeAlarm'),
  ];

  it.each(alarms.map(({ Properties }) => [Properties.AlarmName, Properties.AlarmDescription]))(
    '%s has a section in the runbook',
    (_name, description) => {
      const section = /Runbook: docs\/runbook\.md#([a-z-]+)$/.exec(description)?.[1];
      expect(sections).toContain(section);
    },
  );

  it('the runbook has no section for an alarm that is gone', () => {
    const named = new Set(alarms.map(({ Properties }) => Properties.AlarmDescription.split('#')[1]));
    expect(sections.filter((title) => /^[a-z-]+$/.test(title ?? '')).sort()).toEqual([...named].sort());
  });

  it('the service level burns in two windows, and only both together wake somebody', () => {
    const composites = resources(prod, 'AWS::CloudWatch::CompositeAlarm');
    expect(composites).toHaveLength(2);
    for (const { Properties } of composites) {
      expect(JSON.stringify(Properties.AlarmRule)).toContain(' AND ');
      expect(Properties.AlarmActions).toHaveLength(1);
    }
    const windows = resources(prod, 'AWS::CloudWatch::Alarm')
      .filter(({ Properties }) => /burn/.test(Properties.AlarmName))
      .map(({ Properties }) => [Properties.Threshold, Properties.ActionsEnabled]);
    expect(windows).toEqual([
      [0.0072, false],
      [0.0072, false],
      [0.003, false],
      [0.003, false],
    ]);
  });

  it('a request that Lambda had no room for burns the budget like a 5xx: behind a function URL it is a 429', () => {
    const burning = resources(prod, 'AWS::CloudWatch::Alarm').filter(({ Properties }) =>
      /burn/.test(Properties.AlarmName),
    );
    for (const { Properties } of burning) {
      const parts = Properties.Metrics as AlarmPart[];
      const failed = parts.filter(({ Id }) => Id.startsWith('failed'));
      expect(failed.map(({ MetricStat }) => MetricStat?.Metric.MetricName)).toEqual([
        'Url5xxCount',
        'Throttles',
      ]);
      const share = parts.find(({ Expression }) => Expression)?.Expression;
      expect(share).toBe('(IF(requests, failed0, 0) + IF(requests, failed1, 0)) / requests');
    }
  });

  // docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html: FILL puts its value where a metric is late, too,
  // so that an alarm can stay in its state; nor does the page say what it fills of a metric that has no data at all.
  it('no alarm rests on FILL: what nobody counted yet is asked for beside what was, or by itself', () => {
    const parts = resources(prod, 'AWS::CloudWatch::Alarm').flatMap(
      ({ Properties }) => (Properties.Metrics ?? []) as AlarmPart[],
    );
    const expressions = parts.flatMap(({ Expression }) => Expression ?? []);
    expect(expressions.length).toBeGreaterThan(3);
    for (const expression of expressions) expect(expression).not.toContain('FILL');
    const throttles = resources(prod, 'AWS::CloudWatch::Alarm')
      .filter(({ Properties }) => Properties.Namespace === 'AWS/DynamoDB')
      .map(({ Properties }) => Properties.MetricName);
    expect(throttles.sort()).toEqual(
      ['ReadThrottleEvents', 'WriteThrottleEvents'].flatMap((name) => [name, name, name, name]),
    );
  });

  it('one hour that drifted is not hidden by those that did not, nor a canary’s lost minutes by a mild measure', () => {
    const alarm = (name: string) =>
      resources(prod, 'AWS::CloudWatch::Alarm').find(({ Properties }) =>
        Properties.AlarmName.endsWith(`-vouch-${name}`),
      )?.Properties;
    const atOnce = { Statistic: 'Maximum', ComparisonOperator: 'GreaterThanThreshold', EvaluationPeriods: 1 };
    expect(alarm('audit-drift')).toMatchObject({ ...atOnce, MetricName: 'AuditDrift', Threshold: 0 });
    expect(alarm('canary-day-count')).toMatchObject({
      ...atOnce,
      MetricName: 'CanaryMinutesMissed',
      Threshold: 10,
      Period: 86_400,
    });
  });

  it('every other alarm tells the topic', () => {
    for (const { Properties } of resources(prod, 'AWS::CloudWatch::Alarm')) {
      if (!/burn/.test(Properties.AlarmName)) expect(Properties.AlarmActions).toHaveLength(1);
    }
  });

  it('a drift, a spill, a stopped sweep or a wrong canary count raises one', () => {
    const names = alarms.map(({ Properties }) => Properties.AlarmName.replace(/^vouch-prod-vouch-/, ''));
    expect(names).toEqual(
      expect.arrayContaining([
        'audit-drift',
        'seal-stopped',
        'hour-unsealed',
        'dead-letters-to-seal',
        'dead-letters-to-report',
        'dead-letters-to-webhooks',
        'seal-failing',
        'spill-in-use',
        'lost-click-line',
        'iterator-age',
        'report-overdue',
        'mail-given-up',
        'canary-day-count',
        'canary-failing',
        'dead-letters-spill',
        'dead-letters-recount',
        'dead-letters-old-spill',
        'api-failures',
        'function-errors-api',
        'function-errors-webhooks',
        'function-errors-deliver',
        'function-errors-recount',
        'throttled',
        'concurrency-claimed',
        'table-throttled-clicks-reads',
        'table-throttled-clicks-writes',
      ]),
    );
  });
});

describe('what the docs ask an operator to type', () => {
  // Of the product or of the operator's own: no output could name these.
  const KNOWN_OTHERWISE = /^(brand|hour|day|environment|domain|last good commit|its sort key|name)$/;
  const outputs = Object.keys(prod.findOutputs('*'));
  /** CloudFormation's names of outputs have no hyphens. */
  const asOutput = (name: string) => name.replaceAll('-', '');

  it.each([RUNBOOK, 'docs/deploy.md'])('%s: each <name> is an output of the stack', (file) => {
    const text = readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8');
    const asked = [...text.matchAll(/<([a-z][a-z -]*)>/g)].flatMap(([, name = '']) => name);
    const wanted = [...new Set(asked)].filter((name) => !KNOWN_OTHERWISE.test(name));
    expect(wanted.length).toBeGreaterThan(2);
    expect(wanted.filter((name) => !outputs.includes(asOutput(name)))).toEqual([]);
  });

  it('whose log and whose dead letters the runbook means can be had for each', () => {
    const functions = resources(prod, 'AWS::Lambda::Function').length;
    expect(outputs.filter((name) => name.endsWith('loggroup'))).toHaveLength(functions);
    const letters = alarmsNamed(/-vouch-dead-letters-(?!old-)(.+)$/);
    expect(letters.length).toBeGreaterThan(5);
    for (const queue of letters) expect(outputs).toContain(asOutput(`${queue}-dead-letters-arn`));
  });
});

const alarmsNamed = (pattern: RegExp): string[] =>
  resources(prod, 'AWS::CloudWatch::Alarm').flatMap(
    ({ Properties }) => pattern.exec(Properties.AlarmName)?.[1] ?? [],
  );

type AlarmPart = { Id: string; Expression?: string; MetricStat?: { Metric: { MetricName: string } } };
type LifecycleRule = { Status: string; NoncurrentVersionExpiration?: { NoncurrentDays: number } };

/** How many policies refuse a request that isn't encrypted on the way. */
const refusingPlainHttp = (template: Template, type: string): number =>
  resources(template, type).filter(({ Properties }) =>
    Properties.PolicyDocument.Statement.some(
      (statement: { Effect: string; Condition?: unknown }) =>
        statement.Effect === 'Deny' &&
        JSON.stringify(statement.Condition ?? '').includes('"aws:SecureTransport":"false"'),
    ),
  ).length;

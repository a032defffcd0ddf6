import type { EnvironmentSettings } from './settings.ts';

/** A rule of cdk-nag that we break on purpose. */
export type Suppression = {
  rule: string | ((settings: EnvironmentSettings) => string);
  /** Construct paths below the stack; everything under them is meant. */
  at: readonly string[];
  reason: string;
  /** Where the places exist by option only. */
  only?: (settings: EnvironmentSettings) => boolean;
};

const withCloudFront = (settings: EnvironmentSettings): boolean => settings.cloudFront !== undefined;
const withCanary = (settings: EnvironmentSettings): boolean => settings.canarySlug !== undefined;
const DEAD_ENDS = [
  'spill/dead',
  'to-deliver/dead',
  'shop-events/dead',
  'to-seal/dead',
  'to-report/dead',
  'to-webhooks/dead',
  'mail/outcomes/dead',
  'unsent-events',
  'uncounted',
];

const XRAY =
  'xray:PutTraceSegments and PutTelemetryRecords know no resources. Every other action in the role names its own.';

/** All of them, and the only place where rules are waved off. A place that is gone stops the synthesis. */
export const SUPPRESSIONS: readonly Suppression[] = [
  {
    rule: 'AwsSolutions::AwsSolutions-IAM5[Resource::*]',
    at: [
      'api-role',
      'recount-role',
      'seal-role',
      'drain-role',
      'reports-role',
      'deliver-role',
      'webhooks-role',
    ],
    reason: XRAY,
  },
  {
    rule: 'AwsSolutions::AwsSolutions-IAM5[Resource::*]',
    at: ['canary-role'],
    reason: XRAY,
    only: withCanary,
  },
  {
    rule: 'AwsSolutions::AwsSolutions-IAM5[Resource::<bucketssnapshotsC84B866C.Arn>/reports/*]',
    at: ['api-role', 'reports-role', 'deliver-role'],
    reason: "A snapshot's name is the hash of its content: only the prefix can be known beforehand.",
  },
  {
    rule: 'AwsSolutions::AwsSolutions-IAM5[Resource::<bucketsexportsA71B408C.Arn>/clicks-parquet/*]',
    at: ['seal-role'],
    reason: 'One object per sealed day and share of the brands: only the prefix can be known beforehand.',
  },
  {
    rule: 'AwsSolutions::AwsSolutions-IAM5[Resource::<bucketsexportsA71B408C.Arn>/clicks-days/*]',
    at: ['seal-role'],
    reason: 'Parts of a brand’s sealed day and their list: only the prefix can be known beforehand.',
  },
  {
    rule: 'AwsSolutions::AwsSolutions-IAM5[Resource::<bucketsexportsA71B408C.Arn>/clicks/*]',
    at: ['seal-role'],
    reason: 'One object per sealed hour: only the prefix can be known beforehand.',
  },
  {
    rule: ({ region }) =>
      `AwsSolutions::AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:ses:${region}:<AWS::AccountId>:identity/*]`,
    at: ['deliver-role'],
    only: (settings) => settings.mail.sandbox,
    reason:
      'In the sandbox SES asks for leave to write to each verified recipient; the sender is fixed by a condition.',
  },
  {
    rule: 'AwsSolutions::AwsSolutions-APIG4',
    at: ['front-door'],
    reason:
      'Short links, report pages and unsubscribing are public by nature. /v1 checks the API key and its scopes in ' +
      'functions/api, where the same code does it on one machine; an authorizer would be a second, untested copy.',
  },
  {
    rule: 'AwsSolutions::AwsSolutions-APIG1',
    at: ['front-door'],
    reason:
      "An access log would write down followers' addresses. Every hit is recorded as a click, without one.",
  },
  {
    rule: 'Serverless::Serverless-APIGWAccessLogging',
    at: ['front-door'],
    reason:
      "An access log would write down followers' addresses. Every hit is recorded as a click, without one.",
  },
  {
    rule: 'AwsSolutions::AwsSolutions-CFR3',
    at: ['edge'],
    only: withCloudFront,
    reason:
      "CloudFront's access log holds every follower's address; every hit is recorded as a click, without one.",
  },
  {
    rule: 'AwsSolutions::AwsSolutions-CFR1',
    at: ['edge'],
    only: withCloudFront,
    reason: 'Followers live anywhere; a short link that is dead in some countries is a lost click.',
  },
  {
    rule: 'AwsSolutions::AwsSolutions-CFR2',
    at: ['edge'],
    only: ({ cloudFront }) => cloudFront !== undefined && !cloudFront.waf,
    reason: 'A firewall costs by request; whoever goes without has said so in the settings.',
  },
  {
    rule: 'Serverless::Serverless-LambdaTracing',
    at: ['redirect'],
    reason: 'A trace costs more than the click that it follows; latency and errors come from metrics.',
  },
  {
    rule: 'Serverless::Serverless-LambdaDLQ',
    at: ['redirect', 'api'],
    reason: 'Called synchronously only: a failure is an answer, and there is no event to put aside.',
  },
  {
    rule: 'Serverless::Serverless-LambdaDLQ',
    at: ['recount', 'drain', 'deliver'],
    reason:
      'Fed by a stream or a queue: the mapping (recount) or the queue itself puts aside what fails for good.',
  },
  {
    rule: 'Serverless::Serverless-LambdaAsyncFailureDestination',
    at: ['canary'],
    only: withCanary,
    reason:
      'It has a dead-letter queue, which takes the same events; what it found is a metric, not a failure.',
  },
  {
    rule: 'Serverless::Serverless-LambdaEventSourceMappingDestination',
    at: ['drain', 'deliver', 'seal', 'reports', 'webhooks'],
    reason:
      'An SQS mapping has no destination of its own; the queue moves a message to its dead letters after five tries.',
  },
  {
    rule: 'AwsSolutions::AwsSolutions-DDB3',
    at: ['tables/salts'],
    reason:
      'A deleted salt must not come back: with it and an address, stored clicks would name a follower again.',
  },
  {
    rule: 'AwsSolutions::AwsSolutions-SQS3',
    at: ['uncounted'],
    reason:
      "It is a dead-letter queue: the on-failure destination of recount's stream mapping, which the rule can't see.",
  },
  {
    rule: 'Serverless::Serverless-SQSRedrivePolicy',
    at: DEAD_ENDS,
    reason:
      'The last stop: an alarm stands on each, and docs/runbook.md says how its messages are sent back.',
  },
];

import {
  ACCOUNT,
  judge,
  type Resources,
  statementsAbout,
  statementsIn,
  textOf,
  type Verdict,
} from './policies.ts';

/** Something that one service of AWS hands to another, and the statement that lets it. */
export type Road = { from: string; to: string; what: string } & Verdict;

/** Every such road of a template. One without `by` leads nowhere, however well the stack deploys. */
export function roadsOf(template: object, region = 'us-east-1'): Road[] {
  const { Resources: resources } = template as { Resources: Resources };
  const each = (type: string) =>
    Object.entries(resources).flatMap(([id, { Type, Properties }]) =>
      Type === type ? [{ id, of: Properties as Record<string, unknown> }] : [],
    );
  return [
    ...[...each('AWS::CloudWatch::Alarm'), ...each('AWS::CloudWatch::CompositeAlarm')].flatMap((alarm) =>
      fromAlarm(resources, alarm, region),
    ),
    ...each('AWS::SNS::Subscription').flatMap((subscription) => fromSubscription(resources, subscription)),
    ...each('AWS::Events::Rule').flatMap((rule) => fromRule(resources, rule)),
    ...each('AWS::S3::Bucket').flatMap((bucket) => fromBucket(resources, bucket)),
    ...each('AWS::ApiGatewayV2::Integration').map((integration) => fromApi(resources, integration)),
    ...each('AWS::SES::ConfigurationSetEventDestination').map((outcomes) => fromMail(resources, outcomes)),
    ...each('AWS::Lambda::Function').flatMap((fn) => fromFunction(resources, fn)),
    ...each('AWS::Lambda::EventSourceMapping').flatMap((mapping) => fromMapping(resources, mapping)),
    ...each('AWS::CloudFront::Distribution').flatMap((edge) => fromEdge(resources, edge)),
    ...each('AWS::Logs::LogGroup').flatMap((group) => fromLogGroup(resources, group, region)),
  ];
}

type Found = { id: string; of: Record<string, unknown> };
/** `${topic}` or `${queue.Arn}` → the logical id. */
const idIn = (value: unknown): string => /\$\{([\w]+)[.}]/.exec(textOf(value))?.[1] ?? '';
const sentBy = (sourceArn: string): Record<string, string> => ({
  'aws:SourceArn': sourceArn,
  'aws:SourceAccount': ACCOUNT,
  'aws:SecureTransport': 'true',
});

/** docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html; half alarms are silent. */
function fromAlarm(resources: Resources, { id, of }: Found, region: string): Road[] {
  if (textOf(of.ActionsEnabled) === 'false') return [];
  const name = textOf(of.AlarmName);
  const context = sentBy(`arn:aws:cloudwatch:${region}:${ACCOUNT}:alarm:${name}`);
  return (['AlarmActions', 'OKActions', 'InsufficientDataActions'] as const).flatMap((when) =>
    [of[when] ?? []].flat().map((target) => ({
      from: `alarm ${name || id}`,
      to: idIn(target),
      what: when,
      ...into(resources, idIn(target), {
        service: 'cloudwatch.amazonaws.com',
        action: 'sns:Publish',
        context,
      }),
    })),
  );
}

/** docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html */
function fromSubscription(resources: Resources, { of }: Found): Road[] {
  const redrive = of.RedrivePolicy as { deadLetterTargetArn: unknown } | undefined;
  if (!redrive) return [];
  const to = idIn(redrive.deadLetterTargetArn);
  const context = sentBy(textOf(of.TopicArn));
  const verdict = into(resources, to, { service: 'sns.amazonaws.com', action: 'sqs:SendMessage', context });
  return [{ from: `topic ${idIn(of.TopicArn)}`, to, what: 'what could not be told', ...verdict }];
}

/** docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html, …/eb-rule-dlq.html */
function fromRule(resources: Resources, { id, of }: Found): Road[] {
  const context = sentBy(`\${${id}.Arn}`);
  const ask = { service: 'events.amazonaws.com', context };
  return (of.Targets as { Arn: unknown; DeadLetterConfig?: { Arn: unknown } }[]).flatMap((target) => {
    const to = idIn(target.Arn);
    const isFunction = resources[to]?.Type === 'AWS::Lambda::Function';
    const dead = target.DeadLetterConfig && idIn(target.DeadLetterConfig.Arn);
    const verdict = isFunction
      ? invokable(resources, to, 'events.amazonaws.com', `\${${id}.Arn}`)
      : into(resources, to, { ...ask, action: 'sqs:SendMessage' });
    const road: Road = { from: `rule ${id}`, to, what: isFunction ? 'invoke' : 'event', ...verdict };
    if (!dead) return [road];
    const aside = into(resources, dead, { ...ask, action: 'sqs:SendMessage' });
    return [road, { from: `rule ${id}`, to: dead, what: 'what could not be started', ...aside }];
  });
}

/** docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html; no key of one's own there. */
function fromBucket(resources: Resources, { id, of }: Found): Road[] {
  const logging = of.LoggingConfiguration as
    | { DestinationBucketName: unknown; LogFilePrefix: string }
    | undefined;
  if (!logging) return [];
  const to = idIn(logging.DestinationBucketName);
  const resource = `\${${to}.Arn}/${logging.LogFilePrefix}2026-11-28`;
  const verdict = judge(statementsAbout(resources, 'AWS::S3::BucketPolicy', to), {
    service: 'logging.s3.amazonaws.com',
    action: 's3:PutObject',
    resource,
    context: sentBy(`\${${id}.Arn}`),
  });
  const locked = JSON.stringify(resources[to]?.Properties.BucketEncryption ?? '').includes('aws:kms');
  const road = { from: `bucket ${id}`, to, what: 'access log' };
  return [locked ? { ...road, refusedBy: 'a KMS key on the log bucket' } : { ...road, ...verdict }];
}

/** docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html */
function fromApi(resources: Resources, { id, of }: Found): Road {
  const to = idIn(of.IntegrationUri);
  return {
    from: `integration ${id}`,
    to,
    what: 'request',
    ...invokable(resources, to, 'apigateway.amazonaws.com'),
  };
}

/** An own account's default bus needs no policy: docs.aws.amazon.com/ses/latest/dg/event-publishing-add-event-destination-eventbridge.html */
function fromMail(resources: Resources, { id, of }: Found): Road {
  const { EventBridgeDestination } = of.EventDestination as {
    EventBridgeDestination?: { EventBusArn: unknown };
  };
  const bus = textOf(EventBridgeDestination?.EventBusArn);
  const listening = Object.entries(resources).find(
    ([, { Type, Properties }]) =>
      Type === 'AWS::Events::Rule' && JSON.stringify(Properties.EventPattern ?? '').includes('"aws.ses"'),
  );
  const heard = /:event-bus\/default$/.test(bus) && listening;
  return {
    from: `mail ${id}`,
    to: listening?.[0] ?? bus,
    what: 'outcome',
    ...(heard && { by: 'the default bus' }),
  };
}

/** docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html: the function's own role sends. */
function fromFunction(resources: Resources, { id, of }: Found): Road[] {
  const dead = of.DeadLetterConfig as { TargetArn: unknown } | undefined;
  if (!dead) return [];
  const to = idIn(dead.TargetArn);
  return [
    {
      from: `function ${id}`,
      to,
      what: 'event that failed',
      ...asRole(resources, id, 'sqs:SendMessage', to),
    },
  ];
}

/**
 * What Lambda fetches for a function it asks for as that function's role: …/with-sqs.html#events-sqs-permissions,
 * …/with-ddb.html (execution role permissions), …/services-ddb-errors.html (on-failure destination of a stream).
 * (… is docs.aws.amazon.com/lambda/latest/dg.)
 */
function fromMapping(resources: Resources, { of }: Found): Road[] {
  const failed = of.DestinationConfig as { OnFailure: { Destination: unknown } } | undefined;
  const fn = idIn(of.FunctionName);
  const source = idIn(of.EventSourceArn);
  const isQueue = resources[source]?.Type === 'AWS::SQS::Queue';
  const fetched: Road = {
    from: `${isQueue ? 'queue' : 'stream'} ${source}`,
    to: fn,
    what: 'fetched',
    ...allOf(isQueue ? OF_A_QUEUE : OF_A_STREAM, (action) =>
      asRole(resources, fn, action, source, isQueue ? 'Arn' : 'StreamArn'),
    ),
  };
  if (!failed) return [fetched];
  const to = idIn(failed.OnFailure.Destination);
  const aside = asRole(resources, fn, 'sqs:SendMessage', to);
  return [fetched, { from: `function ${fn}`, to, what: 'batch that failed', ...aside }];
}

const OF_A_QUEUE = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];
const OF_A_STREAM = ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'];

/** Of several things that are all asked for, the first that nobody allows. */
function allOf(actions: readonly string[], verdictOf: (action: string) => Verdict): Verdict {
  const verdicts = actions.map((action) => ({ action, verdict: verdictOf(action) }));
  const refused = verdicts.find(({ verdict }) => !verdict.by);
  if (!refused) return verdicts[0]?.verdict ?? {};
  return { refusedBy: `${refused.action}: ${refused.verdict.refusedBy ?? 'nobody allows it'}` };
}

/** docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-lambda.html */
function fromEdge(resources: Resources, { id }: Found): Road[] {
  const urls = Object.entries(resources).filter(([, { Type }]) => Type === 'AWS::Lambda::Url');
  return urls.map(([url, { Properties }]) => {
    const to = idIn(Properties.TargetFunctionArn);
    const arn = `arn:aws:cloudfront::${ACCOUNT}:distribution/\${${id}}`;
    const actions = ['lambda:InvokeFunctionUrl', 'lambda:InvokeFunction'];
    const verdicts = actions.map((action) =>
      invokable(resources, url, 'cloudfront.amazonaws.com', arn, action),
    );
    return { from: `edge ${id}`, to, what: 'tap', ...(verdicts.find(({ by }) => !by) ?? verdicts[0]) };
  });
}

/**
 * A log group that its key doesn't let in isn't made, and with it no stack:
 * docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html, whose statement has these, each with a star.
 */
const OF_A_LOG_GROUP = [
  'kms:Encrypt',
  'kms:Decrypt',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyWithoutPlaintext',
  'kms:DescribeKey',
];

function fromLogGroup(resources: Resources, { id, of }: Found, region: string): Road[] {
  if (of.KmsKeyId === undefined) return [];
  const to = idIn(of.KmsKeyId);
  const statements = statementsIn(resources[to]?.Properties.KeyPolicy);
  const wish = {
    service: `logs.${region}.amazonaws.com`,
    resource: '*',
    context: { 'kms:EncryptionContext:aws:logs:arn': `arn:aws:logs:${region}:${ACCOUNT}:log-group:${id}` },
  };
  const verdict = allOf(OF_A_LOG_GROUP, (action) => judge(statements, { ...wish, action }));
  return [{ from: `log ${id}`, to, what: 'locked', ...verdict }];
}

function invokable(
  resources: Resources,
  fn: string,
  principal: string,
  sourceArn?: string,
  action = 'lambda:InvokeFunction',
): Verdict {
  const found = Object.entries(resources).find(
    ([, { Type, Properties }]) =>
      Type === 'AWS::Lambda::Permission' &&
      textOf(Properties.Principal) === principal &&
      textOf(Properties.Action) === action &&
      [`\${${fn}}`, `\${${fn}.Arn}`, `\${${fn}.FunctionArn}`].includes(textOf(Properties.FunctionName)) &&
      (sourceArn === undefined || textOf(Properties.SourceArn) === sourceArn),
  );
  return found ? { by: found[0] } : {};
}

/**
 * EventBridge doesn't tell a key on whose account it asks: docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 * (compatibility with event sources), and github.com/awslabs/landing-zone-accelerator-on-aws/issues/407.
 */
const TOLD_OF_NOTHING: Record<string, string> = {};

/** A topic's or a queue's policy, and the key that it is locked with. */
function into(
  resources: Resources,
  id: string,
  wish: { service: string; action: string; context: Record<string, string> },
): Verdict {
  const isTopic = resources[id]?.Type === 'AWS::SNS::Topic';
  const type = isTopic ? 'AWS::SNS::TopicPolicy' : 'AWS::SQS::QueuePolicy';
  const resource = isTopic ? `\${${id}}` : `\${${id}.Arn}`;
  const verdict = judge(statementsAbout(resources, type, id), { ...wish, resource });
  if (!verdict.by) return verdict;
  const properties = (resources[id]?.Properties ?? {}) as Record<string, unknown>;
  const key = properties.KmsMasterKeyId;
  if (key === undefined) return verdict;
  const statements = statementsIn(resources[idIn(key)]?.Properties.KeyPolicy);
  const context = wish.service === 'events.amazonaws.com' ? TOLD_OF_NOTHING : wish.context;
  for (const action of ['kms:Decrypt', 'kms:GenerateDataKey']) {
    const unlocked = judge(statements, { ...wish, context, action, resource: '*' });
    if (!unlocked.by)
      return { refusedBy: `${action}: ${unlocked.refusedBy ?? 'nobody allows it on the key'}` };
  }
  return verdict;
}

/** A role's right to a queue, a stream or a table, and to the key that it is locked with. */
function asRole(resources: Resources, fn: string, action: string, what: string, arn = 'Arn'): Verdict {
  const role = idIn((resources[fn]?.Properties as Record<string, unknown>)?.Role);
  const statements = statementsAbout(resources, 'AWS::IAM::Policy', role);
  const verdict = judge(statements, { action, resource: `\${${what}.${arn}}`, context: {} });
  const key = keyOf(resources[what]?.Properties ?? {});
  if (!verdict.by || key === '') return verdict;
  const needed = action === 'sqs:SendMessage' ? ['kms:Decrypt', 'kms:GenerateDataKey'] : ['kms:Decrypt'];
  const unlocked = allOf(needed, (asked) =>
    judge(statements, { action: asked, resource: `\${${key}.Arn}`, context: {} }),
  );
  return unlocked.by ? verdict : unlocked;
}

/** The customer's own key of a queue or a table, if it has one. */
function keyOf(properties: Record<string, unknown>): string {
  const [replica] = (properties.Replicas ?? []) as { SSESpecification?: { KMSMasterKeyId: unknown } }[];
  return idIn(properties.KmsMasterKeyId ?? replica?.SSESpecification?.KMSMasterKeyId ?? '');
}

import type { APIGatewayProxyEventV2, DynamoDBStreamEvent, EventBridgeEvent, SQSEvent } from 'aws-lambda';

/** Events with every field that AWS's own documentation shows for them; a test says only what it is about. */

type HttpWishes = {
  path: string;
  method?: string;
  query?: string;
  headers?: Record<string, string>;
  body?: string;
  sourceIp?: string;
};

/** HTTP API, payload version 2.0. A function URL sends the same. */
export const httpEvent = (wishes: HttpWishes): APIGatewayProxyEventV2 => {
  const { path, method = 'GET', query = '', headers = {}, body, sourceIp = '203.0.113.9' } = wishes;
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString: query,
    headers: { host: 'abc123.execute-api.us-east-1.amazonaws.com', 'x-forwarded-proto': 'https', ...headers },
    ...(query ? { queryStringParameters: Object.fromEntries(new URLSearchParams(query)) } : {}),
    requestContext: {
      accountId: '123456789012',
      apiId: 'abc123',
      domainName: 'abc123.execute-api.us-east-1.amazonaws.com',
      domainPrefix: 'abc123',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp, userAgent: headers['user-agent'] ?? '' },
      requestId: 'JKJaXmPLvHcESHA=',
      routeKey: '$default',
      stage: '$default',
      time: '10/Mar/2026:12:00:00 +0000',
      timeEpoch: 1_773_144_000_000,
    },
    ...(body === undefined ? {} : { body }),
    isBase64Encoded: false,
  };
};

/** A KEYS_ONLY stream batch: an insert for each key. */
export const streamEvent = (keys: readonly { pk: string; sk: string }[]): DynamoDBStreamEvent => ({
  Records: keys.map(({ pk, sk }, index) => ({
    eventID: `c9fbe7d0261a5163fcb6940593e4179${index}`,
    eventName: 'INSERT',
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: 'us-east-1',
    dynamodb: {
      ApproximateCreationDateTime: 1_664_559_083,
      Keys: { pk: { S: pk }, sk: { S: sk } },
      SequenceNumber: `70000000000088874703800${index}`,
      SizeBytes: 174,
      StreamViewType: 'KEYS_ONLY',
    },
    eventSourceARN: 'arn:aws:dynamodb:us-east-1:123456789012:table/clicks/stream/2026-01-01T00:00:00.000',
  })),
});

export const queueEvent = (bodies: readonly string[], queue = 'queue'): SQSEvent => ({
  Records: bodies.map((body, index) => ({
    messageId: `059f36b4-87a3-44ab-83d2-66197${index}000000`,
    receiptHandle: 'AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a...',
    body,
    attributes: {
      ApproximateReceiveCount: '1',
      SentTimestamp: '1545082649183',
      SenderId: 'AIDAIENQZJOLO23YVJ4VO',
      ApproximateFirstReceiveTimestamp: '1545082649185',
    },
    messageAttributes: {},
    md5OfBody: 'e4e68fb7bd0e697a0ae8f1bb342846b3',
    eventSource: 'aws:sqs',
    eventSourceARN: `arn:aws:sqs:us-east-1:123456789012:${queue}`,
    awsRegion: 'us-east-1',
  })),
});

export const scheduleEvent = (): EventBridgeEvent<'Scheduled Event', Record<string, never>> => ({
  version: '0',
  id: '53dc4d37-cffa-4f76-80c9-8b7d4a4d2eaa',
  'detail-type': 'Scheduled Event',
  source: 'aws.events',
  account: '123456789012',
  time: '2026-03-10T12:00:00Z',
  region: 'us-east-1',
  resources: ['arn:aws:events:us-east-1:123456789012:rule/seal'],
  detail: {},
});

/** What SES tells EventBridge, as the queue between hands it over. */
export const mailOutcome = (eventType: string, deliveryId: string, more: object = {}): string =>
  JSON.stringify({
    version: '0',
    id: '12a18625-3e20-4a8f-9e1d-1e1f0f6b4c3d',
    'detail-type': `Email ${eventType}ed`,
    source: 'aws.ses',
    account: '123456789012',
    time: '2026-03-10T12:00:00Z',
    region: 'us-east-1',
    resources: ['arn:aws:ses:us-east-1:123456789012:configuration-set/vouch'],
    detail: {
      eventType,
      mail: {
        messageId: 'ses-1',
        tags: { 'ses:configuration-set': ['vouch'], 'vouch-delivery': [deliveryId] },
      },
      ...more,
    },
  });

import type { IncomingMessage } from 'node:http';
import { type GoBetween, startGoBetween } from './go-between.ts';

/**
 * One call to AWS as IAM sees it: which action, on what, and under which partition keys. `beside`: keys of the same request that lie
 * in other tables. No page says whether a condition on `dynamodb:LeadingKeys` sees those of its own table alone
 * (docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html).
 */
export type AwsCall = { action: string; on: string; keys: readonly string[]; beside?: readonly string[] };
export type Recorder = GoBetween;

/** Stands before an engine or a stand-in, hands everything on, and tells of each call what a policy is asked about. */
export const recordCalls = (upstream: string, heard: (call: AwsCall) => void): Promise<Recorder> =>
  startGoBetween(upstream, (request, body) => {
    for (const call of callsIn(request, body)) heard(call);
    return undefined;
  });

/** What each service's wire form asks IAM: docs.aws.amazon.com/service-authorization/latest/reference/. */
function callsIn({ headers, method, url = '' }: IncomingMessage, body: Buffer): AwsCall[] {
  const [service = '', operation = ''] = String(headers['x-amz-target'] ?? '').split('.');
  if (service.startsWith('DynamoDB')) return itemCalls(operation, JSON.parse(body.toString()));
  if (service === 'AmazonSSM')
    return [{ action: `ssm:${operation}`, on: JSON.parse(body.toString()).Name, keys: [] }];
  if (service === 'AmazonSQS')
    return [
      { action: `sqs:${operation}`, on: JSON.parse(body.toString()).QueueUrl.split('/').at(-1), keys: [] },
    ];
  if (url.startsWith('/v2/email/')) return [{ action: 'ses:SendEmail', on: 'identity', keys: [] }];
  return [objectCall(method, new URL(url, 'http://s3'))];
}

/** Listing is asked of the bucket itself, everything else of an object in it. */
function objectCall(method: string | undefined, { pathname, searchParams }: URL): AwsCall {
  const on = decodeURIComponent(pathname).slice(1);
  if (searchParams.has('list-type'))
    return { action: 's3:ListBucket', on: `buckets${on.replace(/\/$/, '')}`, keys: [] };
  const action =
    { PUT: 's3:PutObject', POST: 's3:PutObject', DELETE: 's3:DeleteObject' }[method ?? ''] ?? 's3:GetObject';
  return { action, on, keys: [] };
}

type Keyed = { pk?: { S?: string } };
type Body = {
  TableName?: string;
  Key?: Keyed;
  Item?: Keyed;
  ExpressionAttributeValues?: { ':pk'?: { S?: string } };
  RequestItems?: Record<
    string,
    { Keys?: Keyed[] } | { PutRequest?: { Item: Keyed }; DeleteRequest?: { Key: Keyed } }[]
  >;
};

function itemCalls(operation: string, body: Body): AwsCall[] {
  const action = `dynamodb:${operation}`;
  if (body.RequestItems) {
    const tables = Object.entries(body.RequestItems).map(([on, asked]) => {
      const items = Array.isArray(asked)
        ? asked.map(({ PutRequest, DeleteRequest }) => PutRequest?.Item ?? DeleteRequest?.Key ?? {})
        : (asked.Keys ?? []);
      return { action, on, keys: items.map(({ pk }) => pk?.S ?? '') };
    });
    return tables.map((one) => {
      const beside = tables.filter((other) => other !== one).flatMap(({ keys }) => keys);
      return { ...one, ...(beside.length > 0 && { beside }) };
    });
  }
  const key = (body.Key ?? body.Item)?.pk?.S ?? body.ExpressionAttributeValues?.[':pk']?.S ?? '';
  return [{ action, on: body.TableName ?? '', keys: [key] }];
}

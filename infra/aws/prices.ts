/**
 * List prices in us-east-1, US dollars, no free tier. Each with where it stands and when it was read: change both
 * together. Used by `npm run cost` alone; nothing in the product depends on a price.
 */
export type Price = { dollars: number; per: number; unit: string; source: string; readOn: string };

const price = (dollars: number, per: number, unit: string, source: string): Price => ({
  dollars,
  per,
  unit,
  source,
  readOn: '2026-11',
});

const MILLION = 1_000_000;
const DYNAMODB = 'aws.amazon.com/dynamodb/pricing/on-demand (halved in November 2024)';
const LAMBDA = 'aws.amazon.com/lambda/pricing (arm64)';
const CLOUDFRONT = 'aws.amazon.com/cloudfront/pricing (United States, Europe)';
const CLOUDWATCH = 'aws.amazon.com/cloudwatch/pricing (a month)';
const FIREWALL = 'aws.amazon.com/waf/pricing (a month)';

export const PRICES = {
  httpApiRequest: price(
    1.0,
    MILLION,
    'requests',
    'aws.amazon.com/api-gateway/pricing (HTTP API, first 300 M)',
  ),
  restApiRequest: price(3.5, MILLION, 'requests', 'aws.amazon.com/api-gateway/pricing (REST API)'),
  cloudFrontRequest: price(0.01, 10_000, 'HTTPS requests', CLOUDFRONT),
  cloudFrontFunction: price(0.1, MILLION, 'invocations', CLOUDFRONT),
  lambdaRequest: price(0.2, MILLION, 'requests', LAMBDA),
  lambdaGbSecond: price(0.0000133334, 1, 'GB-second', LAMBDA),
  writeUnit: price(0.625, MILLION, 'write request units', DYNAMODB),
  readUnit: price(0.125, MILLION, 'read request units', DYNAMODB),
  tableGbMonth: price(0.25, 1, 'GB-month', DYNAMODB),
  pointInTimeGbMonth: price(0.2, 1, 'GB-month', DYNAMODB),
  queueRequest: price(0.4, MILLION, 'requests', 'aws.amazon.com/sqs/pricing (standard)'),
  s3Put: price(0.005, 1_000, 'PUT requests', 'aws.amazon.com/s3/pricing (standard)'),
  s3GbMonth: price(0.023, 1, 'GB-month', 'aws.amazon.com/s3/pricing (standard)'),
  alarmMetricMonth: price(0.1, 1, 'metrics that an alarm watches', CLOUDWATCH),
  compositeAlarmMonth: price(0.5, 1, 'composite alarms', CLOUDWATCH),
  customMetricMonth: price(0.3, 1, 'custom metrics', CLOUDWATCH),
  dashboardMonth: price(3, 1, 'dashboards', CLOUDWATCH),
  provisionedGbSecond: price(0.0000033334, 1, 'GB-second kept ready', LAMBDA),
  firewallMonth: price(5, 1, 'web ACLs', FIREWALL),
  firewallRuleMonth: price(1, 1, 'rules', FIREWALL),
  keyMonth: price(1, 1, 'keys', 'aws.amazon.com/kms/pricing'),
} as const satisfies Record<string, Price>;

export const costOf = (name: keyof typeof PRICES, amount: number): number =>
  (PRICES[name].dollars * amount) / PRICES[name].per;

import { costOf, type PRICES } from '../../infra/aws/prices.ts';
import { METRICS } from '../../shared/telemetry.ts';

type Resource = { Type: string; Properties: Record<string, unknown> };
type Template = { Resources: Record<string, Resource> };
export type Standing = { what: string; count: number; dollars: number };

const SECONDS_A_MONTH = 30 * 24 * 3_600;
/** Lambda asks a queue by five pollers, each waiting twenty seconds: docs.aws.amazon.com/lambda/latest/dg/with-sqs.html */
const ASKS_A_MONTH = (5 * SECONDS_A_MONTH) / 20;

/** What the stacks of an environment cost in a month in which nobody clicks, read from their templates. */
export function standingBillOf(templates: readonly object[]): Standing[] {
  const resources = Object.assign({}, ...templates.map((template) => (template as Template).Resources));
  const of = (type: string) =>
    Object.values<Resource>(resources).filter(({ Type }) => Type === `AWS::${type}`);
  const ready = of('Lambda::Alias').map(({ Properties }) => keptReady(Properties, resources));
  const lines: [string, number, keyof typeof PRICES, number?][] = [
    ['metrics that alarms watch', sum(of('CloudWatch::Alarm'), metricsWatched), 'alarmMetricMonth'],
    ['alarms over alarms', of('CloudWatch::CompositeAlarm').length, 'compositeAlarmMonth'],
    ['metrics of our own, at most', Object.keys(METRICS).length, 'customMetricMonth'],
    ['dashboard', of('CloudWatch::Dashboard').length, 'dashboardMonth'],
    ['queues that Lambda asks', sum(of('Lambda::EventSourceMapping'), isQueue), 'queueRequest', ASKS_A_MONTH],
    ['GB of instances kept ready', total(ready), 'provisionedGbSecond', SECONDS_A_MONTH],
    ['firewall', of('WAFv2::WebACL').length, 'firewallMonth'],
    ['its rules', sum(of('WAFv2::WebACL'), rulesIn), 'firewallRuleMonth'],
    ['key of one’s own', of('KMS::Key').length, 'keyMonth'],
  ];
  return lines
    .filter(([, count]) => count > 0)
    .map(([what, count, price, times = 1]) => ({ what, count, dollars: costOf(price, count * times) }));
}

const total = (numbers: number[]): number => numbers.reduce((far, one) => far + one, 0);
const sum = (resources: Resource[], of: (properties: Record<string, unknown>) => number): number =>
  total(resources.map(({ Properties }) => of(Properties)));
const metricsWatched = ({ Metrics }: Record<string, unknown>): number =>
  Metrics ? (Metrics as { MetricStat?: object }[]).filter(({ MetricStat }) => MetricStat).length : 1;
const isQueue = ({ ScalingConfig }: Record<string, unknown>): number => (ScalingConfig ? 1 : 0);

function keptReady(alias: Record<string, unknown>, resources: Record<string, Resource>): number {
  const kept = alias.ProvisionedConcurrencyConfig as { ProvisionedConcurrentExecutions: number } | undefined;
  const { Ref = '' } = alias.FunctionName as { Ref?: string };
  return (
    (kept?.ProvisionedConcurrentExecutions ?? 0) * (Number(resources[Ref]?.Properties.MemorySize) / 1_024)
  );
}

const rulesIn = ({ Rules }: Record<string, unknown>): number => (Rules as object[]).length;

import { Duration, Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as subscriptions from 'aws-cdk-lib/aws-sns-subscriptions';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import {
  type AlarmFactory,
  type AlarmWithAnnotation,
  CompositeAlarmOperator,
  MonitoringFacade,
  SnsAlarmActionStrategy,
} from 'cdk-monitoring-constructs';
import { Construct } from 'constructs';
import { METRICS, metricsNamespace } from '../../../shared/telemetry.ts';
import type { DynamoTables } from './tables.ts';
import type { VouchFunction } from './vouch-function.ts';

/** Share of requests that may fail over thirty days: 99.95 % must not. */
const ERROR_BUDGET = 0.0005;
export const RUNBOOK = 'docs/runbook.md';
/** Of the account's concurrent executions; above it a launch has no room. */
const CLAIMED_SHARE = 0.7;
/** Twelve plans have handed it over by then. */
const UNSEALED_MINUTES = 60;
/** EventBridge starts a rate within its minute, now and then late, twice or not at all: that is no lost click. */
const CANARY_TOLERANCE_MINUTES = 10;

export type Watched = {
  environment: string;
  requests: cloudwatch.Metric;
  /** Each a way in which a follower's request failed; none counted by another. */
  failures: cloudwatch.Metric[];
  functions: VouchFunction[];
  recount: VouchFunction;
  redirect: VouchFunction;
  /** The account's quota of concurrent executions. */
  lambdaConcurrency: number;
  tables: DynamoTables;
  spill: sqs.IQueue;
  deadLetters: Record<string, sqs.IQueue>;
  canary: boolean;
  recipient: string | undefined;
  /** Takes what the topic could not deliver. */
  unsent: sqs.IQueue;
  key: kms.IKey | undefined;
};

/** Dashboard and alarms. Every alarm names the section of the runbook that says what to do. */
export class Monitoring extends Construct {
  private readonly alarms: AlarmFactory;
  private readonly namespace: string;
  private readonly alsoOnSilence: SnsAlarmActionStrategy;

  constructor(scope: Construct, id: string, watched: Watched) {
    super(scope, id);
    this.namespace = metricsNamespace(watched.environment);
    const topic = this.topic(watched);
    this.alsoOnSilence = new SnsAlarmActionStrategy({
      onAlarmTopic: topic,
      onOkTopic: topic,
      onInsufficientDataTopic: topic,
    });
    // Dashboards are the account's, not the region's: two regions would write over each other's.
    const facade = new MonitoringFacade(this, `vouch-${watched.environment}-${Stack.of(this).region}`, {
      alarmFactoryDefaults: {
        actionsEnabled: true,
        alarmNamePrefix: `vouch-${watched.environment}`,
        action: new SnsAlarmActionStrategy({ onAlarmTopic: topic, onOkTopic: topic }),
      },
      metricFactoryDefaults: { namespace: metricsNamespace(watched.environment) },
    });
    this.alarms = facade.createAlarmFactory('vouch');
    this.drawDashboard(facade, watched);
    this.watchRedirects(watched);
    this.watchCounting(watched);
    this.watchSealing();
    this.watchDeadLetters(watched.deadLetters);
    this.watchReports();
    this.watchFunctions(watched);
    this.watchTables(watched.tables);
    if (watched.canary) this.watchCanary();
  }

  private drawDashboard(facade: MonitoringFacade, watched: Watched): void {
    facade.addLargeHeader(`Vouch ${watched.environment}`);
    for (const fn of watched.functions)
      facade.monitorLambdaFunction({ lambdaFunction: fn, humanReadableName: fn.node.id });
    for (const role of ['clicks', 'counts', 'records'] as const) {
      facade.monitorDynamoTable({ table: watched.tables.of(role) as ITable, humanReadableName: role });
    }
    facade.monitorSqsQueue({ queue: watched.spill, humanReadableName: 'spill' });
    facade.monitorCustom({
      humanReadableName: 'Counting',
      alarmFriendlyName: 'counting',
      metricGroups: [
        { title: 'Drift (must be 0)', metrics: [this.ours('auditDrift', 'seal')] },
        {
          title: 'Minutes that an hour has waited to be sealed',
          metrics: [this.ours('unsealedMinutes', 'seal', 'Maximum')],
        },
        {
          title: 'Clicks that took a detour',
          metrics: [this.ours('clicksSpilled', 'redirect'), this.ours('clicksLogged', 'redirect')],
        },
        { title: 'Reports overdue', metrics: [this.ours('reportsOverdue', 'reports', 'Maximum')] },
      ],
    });
  }

  /** Two windows each: the long one says that it matters, the short one that it still goes on. */
  private watchRedirects(watched: Watched): void {
    this.watchBurn('redirect-burn-fast', 14.4, [Duration.hours(1), Duration.minutes(5)], watched);
    this.watchBurn('redirect-burn-slow', 6, [Duration.hours(6), Duration.minutes(30)], watched);
    this.alarm('lost-click-line', this.ours('clicksLogged', 'redirect'), {
      text: 'A click was kept in the log only. Nothing is lost; it must be replayed.',
      above: 0,
    });
    this.alarm(
      'spill-in-use',
      watched.spill.metricNumberOfMessagesSent({ statistic: 'Sum', period: Duration.minutes(5) }),
      {
        text: 'The click table refuses writes; clicks wait in the spill queue.',
        above: 0,
        times: 2,
      },
    );
  }

  private watchCounting({ recount }: Watched): void {
    const age = recount.metric('IteratorAge', { statistic: 'Maximum', period: Duration.minutes(1) });
    this.alarm('iterator-age', age, {
      text: 'Live counts are more than five minutes behind the clicks.',
      above: Duration.minutes(5).toMilliseconds(),
      times: 5,
    });
    const drift = this.ours('auditDrift', 'seal', 'Maximum');
    this.alarm('audit-drift', drift, {
      text: 'Sealing an hour found another number than the live count had.',
      above: 0,
    });
    const planned = this.ours('unsealedMinutes', 'seal', 'SampleCount', Duration.hours(1));
    this.alarm('seal-stopped', planned, {
      text: 'Nobody asked in the last three hours which hours are to be sealed.',
      below: 1,
      times: 3,
      silence: 'is bad',
    });
    this.alarm('hour-unsealed', this.ours('unsealedMinutes', 'seal', 'Maximum'), {
      text: `An hour of at least one brand has waited to be sealed for more than ${UNSEALED_MINUTES} minutes.`,
      above: UNSEALED_MINUTES,
      times: 3,
    });
  }

  /** Three periods running: a stolen moment mends itself at the next run. */
  private watchSealing(): void {
    this.alarm('seal-failing', this.ours('sealFailures', 'seal', 'Maximum'), {
      text: 'The sealer ran, and failed at some hours, days or chores again and again.',
      above: 0,
      times: 3,
    });
  }

  private watchDeadLetters(queues: Record<string, sqs.IQueue>): void {
    for (const [name, queue] of Object.entries(queues)) {
      const seen = { statistic: 'Maximum', period: Duration.minutes(5) };
      this.alarm(`dead-letters-${name}`, queue.metricApproximateNumberOfMessagesVisible(seen), {
        text: `Something could not be handled and lies in the ${name} dead letters.`,
        above: 0,
        section: 'dead-letters',
      });
      this.alarm(`dead-letters-old-${name}`, queue.metricApproximateAgeOfOldestMessage(seen), {
        text: `The oldest of the ${name} dead letters is ten days old; after fourteen it is gone for good.`,
        above: Duration.days(10).toSeconds(),
        section: 'dead-letters',
      });
    }
  }

  /** What a brand's program, a reader of reports or a webhook would notice first. */
  private watchFunctions({ functions, redirect, lambdaConcurrency }: Watched): void {
    for (const fn of functions) {
      const errors = fn.metricErrors({ statistic: 'Sum', period: Duration.minutes(5) });
      this.alarm(`function-errors-${fn.node.id}`, errors, {
        text: `The ${fn.node.id} function crashed, or ran out of time or memory, in ten minutes running.`,
        above: 0,
        times: 2,
        section: 'function-errors',
      });
    }
    this.alarm('api-failures', this.ours('apiFailures', 'api'), {
      text: 'The API or a page answered with a failure of ours (5xx) in ten minutes running.',
      above: 0,
      times: 2,
    });
    this.alarm('throttled', redirect.metricThrottles({ statistic: 'Sum', period: Duration.minutes(1) }), {
      text: 'Lambda refused to run the redirect: followers get errors, and clicks that nobody can bring back are lost.',
      above: 0,
    });
    const claimed = new cloudwatch.Metric({
      namespace: 'AWS/Lambda',
      metricName: 'ClaimedAccountConcurrency',
      statistic: 'Maximum',
      period: Duration.minutes(1),
    });
    this.alarm('concurrency-claimed', claimed, {
      text: `More than ${CLAIMED_SHARE * 100} % of the account's ${lambdaConcurrency} concurrent executions are in use.`,
      above: Math.floor(lambdaConcurrency * CLAIMED_SHARE),
      times: 3,
      section: 'throttled',
    });
  }

  /**
   * Our own ceiling, a hot partition, or the account's quota. An alarm each for reads and writes, as most tables never refuse
   * either: what a sum makes of a metric that has no data at all nobody documents.
   */
  private watchTables(tables: DynamoTables): void {
    for (const role of ['clicks', 'counts', 'records', 'salts'] as const) {
      const throttled = (metricName: string) =>
        new cloudwatch.Metric({
          namespace: 'AWS/DynamoDB',
          metricName,
          dimensionsMap: { TableName: tables.of(role).tableName },
          statistic: 'Sum',
          period: Duration.minutes(5),
        });
      for (const side of ['Read', 'Write'] as const)
        this.alarm(`table-throttled-${role}-${side.toLowerCase()}s`, throttled(`${side}ThrottleEvents`), {
          text: `The ${role} table refused ${side.toLowerCase()}s for more than it may take, for a quarter of an hour.`,
          above: 0,
          times: 3,
          section: 'table-throttled',
        });
    }
  }

  private watchReports(): void {
    this.alarm('report-overdue', this.ours('reportsOverdue', 'reports', 'Maximum', Duration.minutes(15)), {
      text: 'A weekly report was not sent by its time, or the sweep that sends them has stopped.',
      above: 0,
      times: 2,
      silence: 'is bad',
    });
    this.alarm('mail-given-up', this.ours('mailsGivenUp', 'deliver'), {
      text: 'A report was not mailed and will not be: SES refused it for good, or three attempts ended in doubt.',
      above: 0,
    });
  }

  /** Every minute: does the link answer as it should? Every night: was each of yesterday's minutes counted? */
  private watchCanary(): void {
    this.alarm('canary-failing', this.ours('canaryAnswered', 'canary'), {
      text: 'The canary link did not answer, or named no click, in at least two of five minutes; or nobody asked.',
      below: 4,
      times: 2,
      silence: 'is bad',
    });
    this.alarm('canary-day-count', this.ours('canaryMinutesMissed', 'canary', 'Maximum', Duration.days(1)), {
      text: `More than ${CANARY_TOLERANCE_MINUTES} of yesterday's minutes have no counted click of the canary.`,
      above: CANARY_TOLERANCE_MINUTES,
      silence: 'is bad',
    });
  }

  private watchBurn(name: string, rate: number, windows: [Duration, Duration], watched: Watched): void {
    const threshold = Number((rate * ERROR_BUDGET).toPrecision(6));
    const parts = windows.map((period) =>
      this.alarm(`${name}-${period.toMinutes()}m`, this.failureShare(watched, period), {
        text: `More than ${(threshold * 100).toFixed(2)} % of requests failed over ${period.toMinutes()} minutes.`,
        above: threshold,
        section: 'redirect-burn',
        silentPart: true,
      }),
    );
    this.alarms.addCompositeAlarm(parts, {
      compositeOperator: CompositeAlarmOperator.AND,
      disambiguator: name,
      alarmNameSuffix: name,
      alarmDescription: withRunbook(
        `The error budget of a month burns ${rate} times too fast.`,
        'redirect-burn',
      ),
    });
  }

  private alarm(
    name: string,
    metric: cloudwatch.Metric | cloudwatch.MathExpression,
    rule: {
      text: string;
      above?: number;
      below?: number;
      times?: number;
      section?: string;
      /** No data after data is told to the topic; before the first, as on the day of a deployment, it is not. */
      silence?: 'is bad';
      /** Half of a composite alarm: it speaks only together with the other half. */
      silentPart?: boolean;
    },
  ): AlarmWithAnnotation {
    return this.alarms.addAlarm(metric, {
      alarmNameSuffix: name,
      alarmDescription: withRunbook(rule.text, rule.section ?? name),
      threshold: rule.above ?? rule.below ?? 0,
      comparisonOperator:
        rule.below === undefined
          ? cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD
          : cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD,
      datapointsToAlarm: rule.times ?? 1,
      evaluationPeriods: rule.times ?? 1,
      treatMissingData: rule.silence
        ? cloudwatch.TreatMissingData.MISSING
        : cloudwatch.TreatMissingData.NOT_BREACHING,
      ...(rule.silence && { actionOverride: this.alsoOnSilence }),
      period: metric.period,
      actionsEnabled: !rule.silentPart,
    });
  }

  /**
   * Failures are 5xx answers; the "one moment" page is one. Where nobody failed there is no such data, and IF says 0; FILL would say so
   * of what is only late, too: docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html. No request, no point.
   */
  private failureShare({ requests, failures }: Watched, period: Duration): cloudwatch.MathExpression {
    const failed = Object.fromEntries(
      failures.map((metric, index) => [`failed${index}`, metric.with({ period })]),
    );
    const counted = Object.keys(failed).map((name) => `IF(requests, ${name}, 0)`);
    return new cloudwatch.MathExpression({
      label: 'share of failed requests',
      expression: `(${counted.join(' + ')}) / requests`,
      usingMetrics: { requests: requests.with({ period }), ...failed },
      period,
    });
  }

  private ours(
    name: keyof typeof METRICS,
    service: string,
    statistic = 'Sum',
    period = Duration.minutes(5),
  ): cloudwatch.Metric {
    return new cloudwatch.Metric({
      namespace: this.namespace,
      metricName: METRICS[name],
      dimensionsMap: { service },
      statistic,
      period,
    });
  }

  private topic({ recipient, unsent, key }: Watched): sns.Topic {
    const topic = new sns.Topic(this, 'alarms', { enforceSSL: true, ...(key && { masterKey: key }) });
    topic.addToResourcePolicy(alarmsMayPublish(topic));
    if (recipient)
      topic.addSubscription(new subscriptions.EmailSubscription(recipient, { deadLetterQueue: unsent }));
    return topic;
  }
}

/** A policy of one's own, even one that only refuses plain HTTP, takes the place of the one that let alarms in. */
function alarmsMayPublish(topic: sns.Topic): iam.PolicyStatement {
  const { account, region, partition } = Stack.of(topic);
  return new iam.PolicyStatement({
    sid: 'AlarmsMayPublish',
    principals: [new iam.ServicePrincipal('cloudwatch.amazonaws.com')],
    actions: ['sns:Publish'],
    resources: [topic.topicArn],
    conditions: {
      StringEquals: { 'aws:SourceAccount': account },
      ArnLike: { 'aws:SourceArn': `arn:${partition}:cloudwatch:${region}:${account}:alarm:*` },
    },
  });
}

const withRunbook = (text: string, section: string): string => `${text} Runbook: ${RUNBOOK}#${section}`;

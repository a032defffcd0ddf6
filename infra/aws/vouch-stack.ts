import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type * as acm from 'aws-cdk-lib/aws-certificatemanager';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import * as route53 from 'aws-cdk-lib/aws-route53';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { CLICKS_PREFIX, DAY_PARTS_PREFIX } from '../../shared/data/clicks/click-columns.ts';
import {
  BRANDS_PARTITION,
  DIRTY_PARTITION,
  ERASED_PARTITION,
  sealStateKey,
} from '../../shared/data/table/keys.ts';
import { TABLE_ROLES } from '../../shared/data/table/table-shape.ts';
import type { EnvOf, FunctionName } from '../../shared/env.ts';
import { Buckets } from './parts/buckets.ts';
import { ClicksTable } from './parts/clicks-table.ts';
import { Edge } from './parts/edge.ts';
import { FrontDoor } from './parts/front-door.ts';
import { Mail } from './parts/mail.ts';
import { Monitoring } from './parts/monitoring.ts';
import { ownKey } from './parts/own-key.ts';
import { deadLetterQueue, failedBatchesTo, WorkQueue } from './parts/queues.ts';
import { runEvery } from './parts/schedules.ts';
import { Secrets } from './parts/secrets.ts';
import { DynamoTables } from './parts/tables.ts';
import { VouchFunction, type VouchFunctionProps } from './parts/vouch-function.ts';
import type { EnvironmentSettings } from './settings.ts';

export type VouchStackProps = StackProps & {
  settings: EnvironmentSettings;
  edgeIdentity?: { certificate: acm.ICertificate; webAclArn: string | undefined } | undefined;
};

/** The whole product in one region. The constructor is its table of contents: parts, functions, who may do what. */
export class VouchStack extends Stack {
  private readonly settings: EnvironmentSettings;
  private readonly parts: Parts;

  constructor(scope: Construct, id: string, { settings, edgeIdentity, ...props }: VouchStackProps) {
    super(scope, id, { ...props, terminationProtection: settings.tables.deletionProtection });
    this.settings = settings;
    this.parts = this.makeParts();

    const redirect = this.redirect();
    const api = this.api();
    const recount = this.recount();
    const others = [
      this.seal(),
      this.drain(),
      this.reports(),
      this.deliver(),
      this.webhooks(),
      ...this.canary(),
    ];
    const functions = [redirect, api, recount, ...others];

    const live = this.live(redirect);
    this.parts.frontDoor.connect(api, edgeIdentity ? undefined : live);
    const watchedDoor = edgeIdentity ? this.edge(redirect, live, edgeIdentity) : this.parts.frontDoor.metrics;
    this.watch(watchedDoor, functions, recount, redirect);
    this.tellNames(functions);
  }

  private makeParts() {
    const { settings } = this;
    const zone =
      settings.domain &&
      route53.PublicHostedZone.fromPublicHostedZoneAttributes(this, 'zone', settings.domain);
    const key = settings.ownKey ? ownKey(this) : undefined;
    return {
      zone,
      key,
      tables: new DynamoTables(this, 'tables', settings.tables, key),
      buckets: this.bucketsAndTheirTable(key),
      secrets: new Secrets(this, 'secrets', settings.environment),
      mail: new Mail(this, 'mail', settings.mail, zone, key),
      frontDoor: new FrontDoor(this, 'front-door', settings, zone),
      spill: new WorkQueue(this, 'spill', DRAIN_TIMEOUT, key),
      toDeliver: new WorkQueue(this, 'to-deliver', DELIVER_TIMEOUT, key),
      shopEvents: new WorkQueue(this, 'shop-events', SEAL_TIMEOUT, key),
      toSeal: new WorkQueue(this, 'to-seal', SEAL_TIMEOUT, key),
      toReport: new WorkQueue(this, 'to-report', REPORT_TIMEOUT, key),
      toWebhooks: new WorkQueue(this, 'to-webhooks', WEBHOOKS_TIMEOUT, key),
      unsentEvents: deadLetterQueue(this, 'unsent-events', key),
      uncounted: deadLetterQueue(this, 'uncounted', key),
    };
  }

  /** Sealed hours, sealed days, and the table that Athena finds the days by. */
  private bucketsAndTheirTable(key: kms.IKey | undefined): Buckets {
    const buckets = new Buckets(this, 'buckets', key);
    new ClicksTable(this, 'clicks-for-sql', buckets.exports as s3.IBucket, this.settings.environment);
    return buckets;
  }

  /** A follower's tap. No framework, no SDK; may write clicks and hour-index rows, read a link and its brand, make a salt. */
  private redirect() {
    const { tables, spill, secrets } = this.parts;
    const { memoryMb } = this.settings.redirect;
    const fn = this.fn(
      'redirect',
      { timeout: Duration.seconds(3), memoryMb, isTapped: true },
      {
        ...tables.names,
        SALTS_TABLE: tables.of('salts').tableName,
        SPILL_QUEUE_URL: spill.queue.queueUrl,
        CLICK_KEYS_PARAMETER: secrets.nameOf('click-keys'),
        BEHIND_CLOUDFRONT: this.settings.cloudFront ? 'yes' : 'no',
        SHORT_HOST: this.settings.domain?.name ?? 'localhost',
      },
    );
    tables.grant(fn, 'clicks', 'PutItem', 'BatchWriteItem');
    tables.grantOnly(fn, 'counts', ['HOURINDEX#*', WRITTEN_BESIDE], 'BatchWriteItem');
    tables.grantOnly(fn, 'records', ['SLUG#*', 'DOMAINHOST#*', BRANDS_PARTITION], 'GetItem');
    tables.grantOnly(fn, 'records', [BRANDS_PARTITION], 'Query');
    tables.grant(fn, 'salts', 'GetItem', 'PutItem');
    spill.grantSend(fn);
    secrets.grantRead(fn, 'click-keys');
    return fn;
  }

  /** Brands' requests and the public pages. */
  private api() {
    const { tables, buckets, secrets, frontDoor, mail, toDeliver, shopEvents } = this.parts;
    const fn = this.fn(
      'api',
      { timeout: Duration.seconds(29), memoryMb: 1_024 },
      {
        ...tables.names,
        VOUCH_PUBLIC_URL: frontDoor.publicUrl,
        SNAPSHOTS_BUCKET: buckets.snapshots.bucketName,
        CLICK_KEYS_PARAMETER: secrets.nameOf('click-keys'),
        SEALING_KEY_PARAMETER: secrets.nameOf('sealing-key'),
        ...(this.settings.cloudFront && { EDGE_PROOF_PARAMETER: secrets.nameOf('edge-proof') }),
        MAIL_FROM: mail.from,
        DELIVER_QUEUE_URL: toDeliver.queue.queueUrl,
        SHOP_EVENTS_QUEUE_URL: shopEvents.queue.queueUrl,
      },
    );
    tables.grant(fn, 'records', 'GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem');
    tables.grant(fn, 'counts', 'GetItem', 'BatchGetItem', 'Query', 'PutItem');
    tables.grant(fn, 'clicks', 'GetItem', 'Query', 'PutItem');
    buckets.grantRead(fn, buckets.snapshots, 'reports');
    buckets.grantList(fn, buckets.snapshots);
    buckets.grantWrite(fn, buckets.snapshots, 'reports');
    secrets.grantRead(fn, 'click-keys', 'sealing-key');
    if (this.settings.cloudFront) secrets.grantRead(fn, 'edge-proof');
    toDeliver.grantSend(fn);
    shopEvents.grantSend(fn);
    return fn;
  }

  /**
   * Counts again each raw partition that the stream names. A batch that fails is halved until the culprit stands
   * alone, tried five times and put aside; the seal counts it anyway.
   */
  private recount() {
    const { tables, uncounted, toWebhooks } = this.parts;
    const fn = this.fn(
      'recount',
      { timeout: Duration.minutes(3), memoryMb: 1_024 },
      { ...tables.names, WEBHOOKS_QUEUE_URL: toWebhooks.queue.queueUrl },
    );
    tables.grant(fn, 'clicks', 'Query');
    tables.grant(fn, 'counts', 'GetItem', 'BatchGetItem', 'Query', 'PutItem', 'BatchWriteItem', 'UpdateItem');
    // First clicks and surges are told to webhooks from here: who asks, which link it is, what is queued for them.
    tables.grant(fn, 'records', 'GetItem', 'BatchGetItem', 'Query', 'PutItem');
    toWebhooks.grantSend(fn);
    fn.addEventSource(
      new DynamoEventSource(tables.of('clicks') as ITable, {
        startingPosition: lambda.StartingPosition.TRIM_HORIZON,
        batchSize: 10_000,
        parallelizationFactor: this.batchesOfAShard(),
        maxBatchingWindow: RECOUNT_WINDOW,
        retryAttempts: 5,
        bisectBatchOnError: true,
        reportBatchItemFailures: true,
        filters: [lambda.FilterCriteria.filter({ eventName: lambda.FilterRule.isEqual('INSERT') })],
        onFailure: failedBatchesTo(uncounted, fn),
      }),
    );
    return fn;
  }

  /**
   * Batches of one shard that are counted at once. Clicks overtake each other then, also those of one raw partition, which
   * changes nothing; but each batch reads its partitions whole, so a hot link is read as many times. Four carry a thin
   * hundred million a day (docs/scale.md).
   */
  private batchesOfAShard(): number {
    const share = (this.settings.lambdaConcurrency * RECOUNT_SHARE) / SHARDS_OF_A_NEW_TABLE;
    return Math.max(1, Math.min(MOST_BATCHES_OF_A_SHARD, Math.floor(share)));
  }

  /**
   * Every five minutes: hours that are over are marked for each brand, and old salts go. What is marked a queue names,
   * one mark a run: counted once more, compared, folded, exported. What shops sent meanwhile another names at once.
   */
  private seal() {
    const { tables, buckets, secrets, shopEvents, toSeal, unsentEvents } = this.parts;
    const fn = this.fn(
      'seal',
      { timeout: SEAL_TIMEOUT, memoryMb: 1_024, deadLetters: unsentEvents },
      {
        ...tables.names,
        SALTS_TABLE: tables.of('salts').tableName,
        CLICK_KEYS_PARAMETER: secrets.nameOf('click-keys'),
        EXPORTS_BUCKET: buckets.exports.bucketName,
        TO_SEAL_QUEUE_URL: toSeal.queue.queueUrl,
      },
    );
    this.grantSealing(fn);
    toSeal.grantSend(fn);
    runEvery('seal', fn, unsentEvents, this);
    this.feed(fn, shopEvents, 10);
    this.feed(fn, toSeal, 1);
    return fn;
  }

  private grantSealing(fn: VouchFunction): void {
    const { tables, buckets, secrets } = this.parts;
    // Beside reading whole partitions: an order that a shop left us proves that its click was shown.
    tables.grant(fn, 'clicks', 'Query', 'GetItem', 'PutItem');
    tables.grant(
      fn,
      'counts',
      'GetItem',
      'BatchGetItem',
      'Query',
      'PutItem',
      'BatchWriteItem',
      'UpdateItem',
      'DeleteItem',
    );
    tables.grant(fn, 'records', 'GetItem', 'BatchGetItem', 'Query', 'PutItem', 'DeleteItem');
    tables.grant(fn, 'salts', 'GetItem', 'Query', 'PutItem', 'DeleteItem');
    secrets.grantRead(fn, 'click-keys');
    for (const prefix of ['clicks', DAY_PARTS_PREFIX, CLICKS_PREFIX]) {
      buckets.grantWrite(fn, buckets.exports, prefix);
      buckets.grantDelete(fn, buckets.exports, prefix);
      buckets.grantRead(fn, buckets.exports, prefix);
    }
    buckets.grantList(fn, buckets.exports);
  }

  /** Clicks that had to wait go where they belong, under the same key; a sealed hour is marked before it changes. */
  private drain() {
    const { tables, spill, secrets } = this.parts;
    const fn = this.fn(
      'drain',
      { timeout: DRAIN_TIMEOUT },
      { ...tables.names, CLICK_KEYS_PARAMETER: secrets.nameOf('click-keys') },
    );
    tables.grant(fn, 'clicks', 'BatchWriteItem');
    tables.grantOnly(fn, 'counts', ['HOURINDEX#*', WRITTEN_BESIDE], 'BatchWriteItem');
    tables.grantOnly(fn, 'counts', ['HOURINDEX#*', DIRTY_PARTITION], 'PutItem');
    tables.grantOnly(fn, 'counts', [sealStateKey('THROUGH').pk], 'GetItem');
    tables.grantOnly(fn, 'counts', [ERASED_PARTITION], 'Query');
    secrets.grantRead(fn, 'click-keys');
    this.feed(fn, spill, 10);
    return fn;
  }

  /** Every quarter of an hour: whose week is over is named to a queue, and gets a snapshot and one delivery per recipient. */
  private reports() {
    const { tables, buckets, toDeliver, toReport, unsentEvents, frontDoor } = this.parts;
    const fn = this.fn(
      'reports',
      { timeout: REPORT_TIMEOUT, memoryMb: 1_769, deadLetters: unsentEvents },
      {
        ...tables.names,
        VOUCH_PUBLIC_URL: frontDoor.publicUrl,
        SNAPSHOTS_BUCKET: buckets.snapshots.bucketName,
        DELIVER_QUEUE_URL: toDeliver.queue.queueUrl,
        TO_REPORT_QUEUE_URL: toReport.queue.queueUrl,
      },
    );
    tables.grant(fn, 'records', 'GetItem', 'BatchGetItem', 'Query', 'PutItem', 'DeleteItem');
    tables.grant(fn, 'clicks', 'Query');
    tables.grant(fn, 'counts', 'GetItem', 'BatchGetItem', 'Query');
    buckets.grantRead(fn, buckets.snapshots, 'reports');
    buckets.grantList(fn, buckets.snapshots);
    buckets.grantWrite(fn, buckets.snapshots, 'reports');
    toDeliver.grantSend(fn);
    toReport.grantSend(fn);
    runEvery('reports', fn, unsentEvents, this);
    this.feed(fn, toReport, 1);
    return fn;
  }

  /** Sends one mail per delivery, and settles what SES tells of it afterwards. */
  private deliver() {
    const { tables, buckets, mail, secrets, toDeliver, frontDoor } = this.parts;
    const fn = this.fn(
      'deliver',
      { timeout: DELIVER_TIMEOUT, memoryMb: 1_024 },
      {
        ...tables.names,
        VOUCH_PUBLIC_URL: frontDoor.publicUrl,
        SNAPSHOTS_BUCKET: buckets.snapshots.bucketName,
        SEALING_KEY_PARAMETER: secrets.nameOf('sealing-key'),
        MAIL_FROM: mail.from,
        SES_CONFIGURATION_SET: mail.configurationSetName,
      },
    );
    tables.grant(fn, 'records', 'GetItem', 'Query', 'PutItem', 'DeleteItem');
    buckets.grantRead(fn, buckets.snapshots, 'reports');
    buckets.grantList(fn, buckets.snapshots);
    secrets.grantRead(fn, 'sealing-key');
    mail.grantSend(fn);
    this.feed(fn, toDeliver, 1);
    this.feed(fn, mail.outcomes, 10);
    return fn;
  }

  /** Tells brands' own servers, every minute and when recount has news. The only function that calls addresses which others chose: it sees no click. */
  private webhooks() {
    const { tables, unsentEvents, secrets, toWebhooks } = this.parts;
    const fn = this.fn(
      'webhooks',
      { timeout: WEBHOOKS_TIMEOUT, deadLetters: unsentEvents },
      { RECORDS_TABLE: tables.names.RECORDS_TABLE, SEALING_KEY_PARAMETER: secrets.nameOf('sealing-key') },
    );
    tables.grant(fn, 'records', 'GetItem', 'Query', 'PutItem', 'DeleteItem');
    secrets.grantRead(fn, 'sealing-key');
    runEvery('webhooks', fn, unsentEvents, this);
    this.feed(fn, toWebhooks, 10);
    return fn;
  }

  /** One click a minute on a link of ours, never tried twice; by night the question which minutes were counted. */
  private canary() {
    const { tables, unsentEvents, frontDoor } = this.parts;
    if (!this.settings.canarySlug) return [];
    const fn = this.fn(
      'canary',
      { timeout: Duration.seconds(30), memoryMb: 256, deadLetters: unsentEvents },
      {
        VOUCH_PUBLIC_URL: frontDoor.publicUrl,
        CANARY_SLUG: this.settings.canarySlug,
        COUNTS_TABLE: tables.names.COUNTS_TABLE,
        RECORDS_TABLE: tables.names.RECORDS_TABLE,
      },
    );
    tables.grant(fn, 'counts', 'Query');
    tables.grant(fn, 'records', 'GetItem');
    runEvery('canary', fn, unsentEvents, this, 0);
    return [fn];
  }

  /** What the front calls: instances that are kept ready have a name of their own. */
  private live(redirect: VouchFunction): lambda.IFunction {
    const { provisionedConcurrency } = this.settings.redirect;
    if (!provisionedConcurrency) return redirect;
    return new lambda.Alias(this, 'redirect-live', {
      aliasName: 'live',
      version: redirect.currentVersion as lambda.IVersion,
      provisionedConcurrentExecutions: provisionedConcurrency,
    }) as lambda.IFunction;
  }

  private edge(
    redirect: VouchFunction,
    live: lambda.IFunction,
    identity: NonNullable<VouchStackProps['edgeIdentity']>,
  ) {
    const { frontDoor, zone } = this.parts;
    const { domain } = this.settings;
    if (!domain || !zone) throw new Error('CloudFront needs a domain');
    new Edge(this, {
      domainName: domain.name,
      zone,
      redirectUrl: live.addFunctionUrl({ authType: lambda.FunctionUrlAuthType.AWS_IAM }),
      api: frontDoor.api,
      proof: this.parts.secrets.edgeProof(),
      ...identity,
    });
    const seen = { statistic: 'Sum', period: Duration.minutes(5) };
    return {
      requests: redirect.metric('UrlRequestCount', seen),
      // A throttled function URL answers 429, which is in no count of 5xx; behind API Gateway it is a 503.
      failures: [redirect.metric('Url5xxCount', seen), redirect.metricThrottles(seen)],
    };
  }

  private watch(
    door: FrontDoor['metrics'],
    functions: VouchFunction[],
    recount: VouchFunction,
    redirect: VouchFunction,
  ): void {
    const { tables, unsentEvents, key } = this.parts;
    new Monitoring(this, 'monitoring', {
      environment: this.settings.environment,
      ...door,
      functions,
      recount,
      redirect,
      lambdaConcurrency: this.settings.lambdaConcurrency,
      tables,
      spill: this.parts.spill.queue,
      deadLetters: this.deadLetters(),
      canary: this.settings.canarySlug !== undefined,
      recipient: this.settings.alarmRecipient,
      unsent: unsentEvents,
      key,
    });
  }

  /** By the name that docs/runbook.md knows each by. */
  private deadLetters() {
    const { spill, toDeliver, shopEvents, toSeal, toReport, toWebhooks, mail, unsentEvents, uncounted } =
      this.parts;
    return {
      spill: spill.dead,
      deliver: toDeliver.dead,
      'shop-events': shopEvents.dead,
      'to-seal': toSeal.dead,
      'to-report': toReport.dead,
      'to-webhooks': toWebhooks.dead,
      'mail-outcomes': mail.outcomes.dead,
      schedules: unsentEvents,
      recount: uncounted,
    };
  }

  /** Every name that docs/runbook.md and docs/deploy.md ask an operator to type, as the stack's outputs. */
  private tellNames(functions: VouchFunction[]): void {
    const { tables, buckets, spill, mail } = this.parts;
    const tell = (name: string, value: string) => new CfnOutput(this, name, { value });
    for (const role of TABLE_ROLES) tell(`${role}-table`, tables.of(role).tableName);
    tell('clicks-stream', tables.of('clicks').tableStreamArn ?? '');
    for (const fn of functions) {
      tell(`${fn.node.id}-function`, fn.functionName);
      tell(`${fn.node.id}-log-group`, fn.logs.logGroupName);
    }
    tell('spill-queue', spill.queue.queueUrl);
    tell('mail-outcomes-queue-arn', mail.outcomes.queue.queueArn);
    for (const [name, queue] of Object.entries(this.deadLetters()))
      tell(`${name}-dead-letters-arn`, queue.queueArn);
    tell('exports-bucket', buckets.exports.bucketName);
    tell('snapshots-bucket', buckets.snapshots.bucketName);
  }

  private fn<Name extends FunctionName>(
    name: Name,
    wishes: Pick<VouchFunctionProps<Name>, 'timeout' | 'memoryMb' | 'isTapped' | 'deadLetters'>,
    environment: EnvOf<Name>,
  ): VouchFunction {
    return new VouchFunction(this, name, {
      ...wishes,
      environment,
      environmentName: this.settings.environment,
      logRetentionDays: this.settings.logRetentionDays,
      key: this.parts.key,
    });
  }

  /**
   * Whatever of a batch fails comes back alone; the rest is done. No queue takes more than its share of the account's
   * concurrent executions: behind them all stands the redirect, which must never wait.
   */
  private feed(fn: VouchFunction, from: WorkQueue, batchSize: number): void {
    const share = Math.floor(this.settings.lambdaConcurrency * A_QUEUES_SHARE);
    const maxConcurrency = Math.max(LEAST_CONCURRENCY, Math.min(MOST_CONCURRENCY, share));
    fn.addEventSource(
      new SqsEventSource(from.queue, { batchSize, reportBatchItemFailures: true, maxConcurrency }),
    );
  }
}

type Parts = ReturnType<VouchStack['makeParts']>;

/**
 * A click and the entry of its hour go to two tables in one request. Should the condition on the second be asked about the
 * keys of both, a click's must pass it; no row of counts has such a key.
 */
const WRITTEN_BESIDE = 'CLK#*';
/** Each recount reads a minute's clicks so far: a longer window reads them less often, and shows them later. */
const RECOUNT_WINDOW = Duration.seconds(20);
const DRAIN_TIMEOUT = Duration.seconds(30);
const DELIVER_TIMEOUT = Duration.minutes(1);
const SEAL_TIMEOUT = Duration.minutes(5);
const REPORT_TIMEOUT = Duration.minutes(10);
const WEBHOOKS_TIMEOUT = Duration.minutes(2);
const A_QUEUES_SHARE = 0.02;
/** The same of recount, over the four shards that a new on-demand table streams in. */
const RECOUNT_SHARE = 0.05;
const SHARDS_OF_A_NEW_TABLE = 4;
const MOST_BATCHES_OF_A_SHARD = 4;
/** docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html: 2 is the least that can be set. */
const LEAST_CONCURRENCY = 2;
const MOST_CONCURRENCY = 50;

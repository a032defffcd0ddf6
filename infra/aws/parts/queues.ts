import { Duration } from 'aws-cdk-lib';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { VouchFunction } from './vouch-function.ts';

/** How often a message is tried before it is put aside for a person. */
const MAX_RECEIVES = 5;

/**
 * A queue and, beside it, the place for what could not be handled. Both keep fourteen days, the longest there is;
 * both refuse what isn't TLS.
 */
export class WorkQueue extends Construct {
  readonly queue: sqs.Queue;
  readonly dead: sqs.Queue;
  private readonly key: kms.IKey | undefined;

  /** `handlingTime`: the longest that its function works on a batch; a message stays hidden six times as long. */
  constructor(scope: Construct, id: string, handlingTime: Duration, key: kms.IKey | undefined) {
    super(scope, id);
    this.key = key;
    this.dead = deadLetterQueue(this, 'dead', key);
    this.queue = new sqs.Queue(this, 'queue', {
      ...common(key),
      visibilityTimeout: Duration.seconds(handlingTime.toSeconds() * 6),
      deadLetterQueue: { queue: this.dead, maxReceiveCount: MAX_RECEIVES },
    });
  }

  grantSend(fn: VouchFunction): void {
    fn.may(['sqs:SendMessage'], this.queue.queueArn);
    if (this.key) fn.may(['kms:GenerateDataKey', 'kms:Decrypt'], this.key.keyArn);
  }
}

/** Where a stream mapping puts the address of a batch that failed for good: the batch itself stays in the table. */
export const failedBatchesTo = (queue: sqs.Queue, fn: VouchFunction): lambda.IEventSourceDlq => ({
  bind() {
    fn.may(['sqs:SendMessage'], queue.queueArn);
    if (queue.encryptionMasterKey)
      fn.may(['kms:GenerateDataKey', 'kms:Decrypt'], queue.encryptionMasterKey.keyArn);
    return { destination: queue.queueArn };
  },
});

/** A queue that nobody reads but people: an alarm stands on every one of them. */
export const deadLetterQueue = (scope: Construct, id: string, key: kms.IKey | undefined): sqs.Queue =>
  new sqs.Queue(scope, id, common(key));

const common = (key: kms.IKey | undefined): sqs.QueueProps => ({
  retentionPeriod: Duration.days(14),
  enforceSSL: true,
  encryption: key ? sqs.QueueEncryption.KMS : sqs.QueueEncryption.SQS_MANAGED,
  ...(key && { encryptionMasterKey: key }),
});

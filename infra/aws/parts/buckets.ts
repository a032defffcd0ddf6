import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { VouchFunction } from './vouch-function.ts';

const ABORT_HALF_UPLOADS: s3.LifecycleRule = { abortIncompleteMultipartUploadAfter: Duration.days(7) };

/**
 * Where report snapshots (never changed) and sealed hours of raw clicks (read once in a while) are kept. Nothing in
 * here is public; both outlive the stack.
 */
export class Buckets extends Construct {
  readonly snapshots: s3.Bucket;
  readonly exports: s3.Bucket;
  private readonly key: kms.IKey | undefined;

  constructor(scope: Construct, id: string, key: kms.IKey | undefined) {
    super(scope, id);
    this.key = key;
    const accessLog = this.bucket('access-log', {
      encryption: s3.BucketEncryption.S3_MANAGED,
      lifecycleRules: [
        { expiration: Duration.days(90), noncurrentVersionExpiration: Duration.days(1) },
        ABORT_HALF_UPLOADS,
      ],
    });
    const encryption = key
      ? { encryption: s3.BucketEncryption.KMS, encryptionKey: key, bucketKeyEnabled: true }
      : { encryption: s3.BucketEncryption.S3_MANAGED };
    this.snapshots = this.bucket('snapshots', {
      ...encryption,
      serverAccessLogsBucket: accessLog as s3.IBucket,
      serverAccessLogsPrefix: 'snapshots/',
      lifecycleRules: [{ noncurrentVersionExpiration: Duration.days(90) }, ABORT_HALF_UPLOADS],
    });
    this.exports = this.bucket('exports', {
      ...encryption,
      serverAccessLogsBucket: accessLog as s3.IBucket,
      serverAccessLogsPrefix: 'exports/',
      lifecycleRules: [
        {
          transitions: [
            { storageClass: s3.StorageClass.GLACIER_INSTANT_RETRIEVAL, transitionAfter: Duration.days(90) },
          ],
          noncurrentVersionExpiration: Duration.days(30),
        },
        { expiredObjectDeleteMarker: true },
        ABORT_HALF_UPLOADS,
      ],
    });
  }

  /** Objects under `prefix` and no others; an object's own name can't be known beforehand. */
  grantRead(fn: VouchFunction, bucket: s3.Bucket, prefix: string): void {
    fn.may(['s3:GetObject'], bucket.arnForObjects(`${prefix}/*`));
    if (this.key) fn.may(['kms:Decrypt'], this.key.keyArn);
  }

  /** Without it S3 answers 403 for an object that isn't there: docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html */
  grantList(fn: VouchFunction, bucket: s3.Bucket): void {
    fn.may(['s3:ListBucket'], bucket.bucketArn);
  }

  grantWrite(fn: VouchFunction, bucket: s3.Bucket, prefix: string): void {
    fn.may(['s3:PutObject'], bucket.arnForObjects(`${prefix}/*`));
    if (this.key) fn.may(['kms:GenerateDataKey', 'kms:Decrypt'], this.key.keyArn);
  }

  /** The last version of an object under `prefix` stays a month: see the buckets' rules. */
  grantDelete(fn: VouchFunction, bucket: s3.Bucket, prefix: string): void {
    fn.may(['s3:DeleteObject'], bucket.arnForObjects(`${prefix}/*`));
  }

  private bucket(id: string, props: s3.BucketProps): s3.Bucket {
    return new s3.Bucket(this, id, {
      ...props,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: true,
      objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }
}

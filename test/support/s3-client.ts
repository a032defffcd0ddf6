import { S3Client } from '@aws-sdk/client-s3';
import type { AwsStandIn } from './aws-stand-in.ts';

/** The SDK's client, asking the stand-in; what fails fails at once. */
export const s3ClientOf = (aws: AwsStandIn): S3Client =>
  new S3Client({
    endpoint: aws.environment['AWS_ENDPOINT_URL_S3'] ?? '',
    region: 'eu-central-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    forcePathStyle: true,
    maxAttempts: 1,
  });

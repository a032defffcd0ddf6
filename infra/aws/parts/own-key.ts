import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';

/** What somebody who keeps data under the key does with it. */
export const KEY_ACTIONS = ['kms:Encrypt', 'kms:Decrypt', 'kms:GenerateDataKey', 'kms:DescribeKey'];

/**
 * As CloudWatch Logs asks for them, to the letter: a log group that the key doesn't let in isn't made, nor the stack.
 * docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
const OF_LOG_GROUPS = [
  'kms:Encrypt*',
  'kms:Decrypt*',
  'kms:ReEncrypt*',
  'kms:GenerateDataKey*',
  'kms:Describe*',
];

/**
 * One key of the customer's own for everything at rest, turned once a year. The services that write on their own
 * account (logs, schedules, alarms, notices) are named in its policy; functions are not, they get theirs by their roles.
 */
export function ownKey(scope: Construct): kms.Key {
  const { region, account, partition, urlSuffix } = Stack.of(scope);
  const key = new kms.Key(scope, 'key', {
    description: 'Vouch: data at rest',
    enableKeyRotation: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  key.addToResourcePolicy(
    new iam.PolicyStatement({
      principals: [new iam.ServicePrincipal(`logs.${region}.${urlSuffix}`)],
      actions: OF_LOG_GROUPS,
      resources: ['*'],
      conditions: {
        ArnLike: {
          'kms:EncryptionContext:aws:logs:arn': `arn:${partition}:logs:${region}:${account}:log-group:*`,
        },
      },
    }),
  );
  const handing = { actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: ['*'] };
  key.addToResourcePolicy(
    new iam.PolicyStatement({
      ...handing,
      principals: [
        new iam.ServicePrincipal('cloudwatch.amazonaws.com'),
        new iam.ServicePrincipal('sns.amazonaws.com'),
      ],
      conditions: { StringEquals: { 'aws:SourceAccount': account } },
    }),
  );
  // EventBridge names no account to a key (docs.aws.amazon.com/sns/latest/dg/sns-key-management.html); queues ask for the rule.
  key.addToResourcePolicy(
    new iam.PolicyStatement({ ...handing, principals: [new iam.ServicePrincipal('events.amazonaws.com')] }),
  );
  return key;
}

import { type Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { EnvOf, FunctionName } from '../../../shared/env.ts';
import { metricsNamespace } from '../../../shared/telemetry.ts';
import { bundledOnce } from '../../build/bundle.ts';

export type VouchFunctionProps<Name extends FunctionName> = {
  environment: EnvOf<Name>;
  /** dev, prod, …: part of the metrics' namespace. */
  environmentName: string;
  timeout: Duration;
  memoryMb?: number;
  /**
   * Every invocation is a follower's tap, and what it costs is her click's: no X-Ray, and of Lambda itself no line but of what
   * went wrong. Its two lines of 0.4 kB would be 0.22 dollars a million taps:
   * docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html
   */
  isTapped?: boolean;
  /** Takes events of asynchronous invocations (schedules) that failed for good. */
  deadLetters?: sqs.IQueue;
  logRetentionDays: number;
  key?: kms.IKey | undefined;
};

/**
 * One of our functions: functions/<name>/handler.ts, bundled, on arm64, with a role and a log group of its own.
 * The role starts with its own log and nothing else; every part that it may use adds named actions.
 */
export class VouchFunction<Name extends FunctionName = FunctionName> extends lambda.Function {
  readonly logs: logs.LogGroup;

  constructor(scope: Construct, name: Name, props: VouchFunctionProps<Name>) {
    const logGroup = new logs.LogGroup(scope, `${name}-log`, {
      retention: props.logRetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
      ...(props.key && { encryptionKey: props.key }),
    });
    const role = new iam.Role(scope, `${name}-role`, {
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
      description: `What the ${name} function may do`,
    });
    logGroup.grantWrite(role);
    super(scope, name, {
      description: `Vouch ${name}`,
      code: codeOf(scope, name),
      handler: 'index.handler',
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      memorySize: props.memoryMb ?? 512,
      timeout: props.timeout,
      role,
      logGroup,
      loggingFormat: lambda.LoggingFormat.JSON,
      ...(props.isTapped && { systemLogLevelV2: lambda.SystemLogLevel.WARN }),
      tracing: props.isTapped ? lambda.Tracing.DISABLED : lambda.Tracing.ACTIVE,
      environment: {
        ...(props.environment as Record<string, string>),
        DNS_SUFFIX: Stack.of(scope).urlSuffix,
        POWERTOOLS_SERVICE_NAME: name,
        POWERTOOLS_METRICS_NAMESPACE: metricsNamespace(props.environmentName),
      },
      ...(props.deadLetters && { deadLetterQueue: props.deadLetters }),
    });
    this.logs = logGroup;
    if (props.deadLetters && props.key) this.may(['kms:GenerateDataKey', 'kms:Decrypt'], props.key.keyArn);
  }

  /** Named actions on named resources; there is no other way in this app to give a function a right. */
  may(actions: readonly string[], ...resources: readonly string[]): void {
    this.mayIf({}, actions, ...resources);
  }

  mayIf(conditions: iam.Conditions, actions: readonly string[], ...resources: readonly string[]): void {
    this.addToRolePolicy(
      new iam.PolicyStatement({ actions: [...actions], resources: [...resources], conditions }),
    );
  }
}

/** Template tests switch bundling off (context `aws:cdk:bundling-stacks: []`): a line of code stands in for it. */
const codeOf = (scope: Construct, name: FunctionName): lambda.Code =>
  Stack.of(scope).bundlingRequired
    ? lambda.Code.fromAsset(bundledOnce(name))
    : lambda.Code.fromInline('// not bundled: this template is only read');

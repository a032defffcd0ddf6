import { Duration } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { type Place, paceOf } from '../../../shared/data/chores/chores.ts';
import { MINUTE_MS } from '../../../shared/domain/time/units.ts';
import type { VouchFunction } from './vouch-function.ts';

/**
 * Runs a sweep at the pace of the table of chores. A sweep that could not be started is tried twice and then put aside; the next one
 * comes anyway and does its work, for every sweep asks what is due and not what time it is. `retryAttempts` 0, for
 * what must not happen twice, holds for the schedule and for Lambda's own queue of asynchronous events, which would
 * try a failed invocation twice more.
 */
export function runEvery(
  place: Exclude<Place, 'local'>,
  fn: VouchFunction,
  deadLetters: sqs.IQueue,
  scope: Construct,
  retryAttempts = 2,
): void {
  new events.Rule(scope, `${fn.node.id}-schedule`, {
    schedule: events.Schedule.rate(Duration.minutes(paceOf(place) / MINUTE_MS)),
    targets: [
      new targets.LambdaFunction(fn, {
        deadLetterQueue: deadLetters,
        retryAttempts,
        maxEventAge: Duration.hours(1),
      }),
    ],
  });
  if (retryAttempts === 0) fn.configureAsyncInvoke({ retryAttempts, maxEventAge: Duration.minutes(1) });
}

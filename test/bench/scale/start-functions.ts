import type { AwsStandIn } from '../../support/aws-stand-in.ts';
import { environmentOfStack } from '../../support/bundles.ts';
import type { Engine } from '../../support/engine.ts';
import { type RunningLambda, startLambda } from '../../support/lambda-runtime.ts';
import type { ScaleFront } from './front.ts';

/** The embedded engine is slower than DynamoDB, and this machine is shared: time is reckoned from requests and CPU. */
const NEVER_MS = 3_600_000;
/** Of our clock: what takes a minute in AWS takes up to ten here, and what is asked again each minute is asked as often. */
const PACE = 0.1;

/**
 * Starts bundles that ask DynamoDB through the front, each with so much heap as Lambda leaves to Node
 * (docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html); `stop` ends them and all that they stand on.
 */
export function functionsOver(engine: Engine, aws: AwsStandIn, front: ScaleFront) {
  const started: RunningLambda[] = [];
  return {
    async start(name: string, heapMb: number): Promise<RunningLambda> {
      const environment = {
        ...environmentOfStack(engine, aws),
        NODE_OPTIONS: `--max-old-space-size=${heapMb}`,
        AWS_ENDPOINT_URL_DYNAMODB: front.endpoint,
        TEST_CLOCK_PACE: String(PACE),
      };
      const lambda = await startLambda(name, environment, NEVER_MS);
      started.push(lambda);
      return lambda;
    },
    async stop(): Promise<void> {
      for (const lambda of started) lambda.stop();
      front.stop();
      aws.stop();
      await engine.stop();
    },
  };
}

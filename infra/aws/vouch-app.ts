import { App, type AppProps, type IPolicyValidationPlugin, Tags, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import { EdgeIdentityStack } from './edge-identity-stack.ts';
import type { EnvironmentSettings } from './settings.ts';
import { SUPPRESSIONS } from './suppressions.ts';
import { VouchStack } from './vouch-stack.ts';

/** Behaviour that CDK offers as a switch; on here, off by default for apps older than ours. */
const FLAGS = {
  '@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy': true,
  '@aws-cdk/aws-iam:minimizePolicies': true,
  '@aws-cdk/aws-lambda:recognizeVersionProps': true,
  /**
   * A certificate or firewall that the region's stack imports could never be changed or taken out: "Export … cannot be deleted as it is in
   * use". It reads them as outputs; the exports stay beside, unused, for stacks that were deployed with imports.
   */
  '@aws-cdk/core:defaultCrossStackReferences': 'both',
};

/** One app with a stack per environment, checked by both rule packs while it is synthesized. */
export function vouchApp(environments: readonly EnvironmentSettings[], props: AppProps = {}): App {
  const app = new App({ ...props, context: { ...FLAGS, ...props.context } });
  Validations.of(app).addPlugins(...rulePacks());
  for (const settings of environments) addEnvironment(app, settings);
  return app;
}

/** With its region: what CloudFront wants in us-east-1 is there for each region that has an edge. */
export const edgeStackName = ({
  environment,
  region,
}: Pick<EnvironmentSettings, 'environment' | 'region'>): string => `vouch-${environment}-${region}-edge`;

const rulePacks = (): IPolicyValidationPlugin[] => [new AwsSolutionsChecks(), new ServerlessChecks()];

function addEnvironment(app: App, settings: EnvironmentSettings): void {
  const name = `vouch-${settings.environment}`;
  const edgeIdentity =
    settings.cloudFront && settings.domain
      ? new EdgeIdentityStack(app, edgeStackName(settings), settings.domain, settings.cloudFront, {
          env: { region: 'us-east-1' },
          crossRegionReferences: settings.region !== 'us-east-1',
        })
      : undefined;
  const stack = new VouchStack(app, name, {
    settings,
    edgeIdentity,
    env: { region: settings.region },
    crossRegionReferences: edgeIdentity !== undefined && settings.region !== 'us-east-1',
  });
  Tags.of(stack).add('product', 'vouch');
  Tags.of(stack).add('environment', settings.environment);
  suppress(stack, settings);
  Validations.of(stack).acknowledge(BOTH_FOR_GOOD);
}

const BOTH_FOR_GOOD = {
  id: 'Annotation::@aws-cdk/core:crossStackReferencesBothTransitional',
  reason:
    'Whoever deployed with imports deploys from it without a step between; two unused exports cost nothing.',
};

/** Every suppression must have something to suppress: one whose place is gone stops the synthesis. */
function suppress(stack: VouchStack, settings: EnvironmentSettings): void {
  for (const { rule, at, reason, only } of SUPPRESSIONS) {
    if (only && !only(settings)) continue;
    const id = typeof rule === 'string' ? rule : rule(settings);
    for (const path of at) Validations.of(placeOf(stack, path)).acknowledge({ id, reason });
  }
}

const placeOf = (stack: VouchStack, path: string): IConstruct =>
  path.split('/').reduce<IConstruct>((scope, id) => scope.node.findChild(id), stack);

import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ENVIRONMENT_SETTINGS, type EnvironmentSettings } from '../../../infra/aws/settings.ts';
import { vouchApp } from '../../../infra/aws/vouch-app.ts';

/** As after the last step of docs/deploy.md: prod has its canary, which the settings that come with Vouch leave out. */
export const settingsOf = (environment: string): EnvironmentSettings => {
  const found = ENVIRONMENT_SETTINGS.find((settings) => settings.environment === environment);
  if (!found) throw new Error(`no environment ${environment}`);
  return environment === 'prod' ? { ...found, canarySlug: 'canary' } : found;
};

/** The stack as CloudFormation would get it, without bundling: for tests that read templates only. */
export function synthesized(
  settings: EnvironmentSettings,
  stackName = `vouch-${settings.environment}`,
): Template {
  const app = vouchApp([settings], { context: { 'aws:cdk:bundling-stacks': [] } });
  return Template.fromStack(app.node.findChild(stackName) as Stack);
}

/** The same of all stacks of an environment: its edge's certificate and firewall are one of their own. */
export function everyTemplateOf(settings: EnvironmentSettings): object[] {
  const app = vouchApp([settings], { context: { 'aws:cdk:bundling-stacks': [] } });
  return app.node.children.map((stack) => Template.fromStack(stack as Stack).toJSON());
}

type Resource = { Type: string; Properties: Record<string, never> };

/** Actions that a function's role holds, each with where it ends: `dynamodb:GetItem → tablesrecords`. */
export function rightsOf(template: Template, functionName: string): string[] {
  const { Resources } = template.toJSON() as { Resources: Record<string, Resource> };
  const roles = Object.keys(Resources).filter(
    (id) => Resources[id]?.Type === 'AWS::IAM::Role' && id.startsWith(`${functionName}role`),
  );
  const rights = Object.values(Resources)
    .filter(({ Type }) => Type === 'AWS::IAM::Policy')
    .filter(({ Properties }) =>
      (Properties as { Roles?: { Ref: string }[] }).Roles?.some(({ Ref }) => roles.includes(Ref)),
    )
    .flatMap(({ Properties }) => statementsOf(Properties))
    .flatMap(rightsIn);
  return [...new Set(rights)].sort();
}

function rightsIn({ Action, Resource, Condition }: Statement): string[] {
  const leading = Condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'];
  const only = leading ? ` (${[leading].flat().join(', ')})` : '';
  return [Action]
    .flat()
    .flatMap((action) => [Resource].flat().map((resource) => `${action} → ${shortName(resource)}${only}`));
}

type Condition = Record<string, Record<string, string | string[]>>;
type Statement = { Action: string | string[]; Resource: unknown; Condition?: Condition };
const statementsOf = (properties: unknown): Statement[] =>
  (properties as { PolicyDocument: { Statement: Statement[] } }).PolicyDocument.Statement;

/** A logical id without its hash, with whatever literal text ends the ARN; a literal as it is. */
function shortName(resource: unknown): string {
  if (typeof resource === 'string') return resource;
  const text = JSON.stringify(resource);
  const id = /"(?:Fn::GetAtt":\["|Ref":")(?!AWS::)(\w+?)(?:[0-9A-F]{8})?"/.exec(text)?.[1] ?? '';
  const ends = [...text.matchAll(/"([:/][\w:/*-]*[\w*])"/g)].map(([, end]) => end);
  return id + (ends.filter((end) => end !== '::Join').at(-1) ?? '');
}

/** Enough of IAM to answer one question about a template: may this service do this to that, and by which statement? */

export type Resources = Record<string, { Type: string; Properties: Record<string, unknown> }>;
export type Statement = {
  Sid?: string;
  Effect: 'Allow' | 'Deny';
  Principal?: '*' | Record<string, unknown>;
  Action: unknown;
  Resource?: unknown;
  Condition?: Record<string, Record<string, unknown>>;
};
export type Wish = {
  /** `cloudwatch.amazonaws.com`; absent for a role's own policy, where the role is the caller. */
  service?: string;
  action: string;
  resource: string;
  /** What AWS tells of the request: aws:SourceArn, aws:SourceAccount, aws:SecureTransport. */
  context: Readonly<Record<string, string>>;
};
/** `by`: the statement that allows it; absent when nobody does or somebody refuses it. */
export type Verdict = { by?: string; refusedBy?: string };

export const ACCOUNT = '123456789012';
const PSEUDO: Record<string, string> = {
  'AWS::AccountId': ACCOUNT,
  'AWS::Partition': 'aws',
  'AWS::Region': 'us-east-1',
  'AWS::URLSuffix': 'amazonaws.com',
};

/** An intrinsic function as text; what is only known at deployment stands as `${id}` or `${id.Attribute}`. */
export function textOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const found = value as Record<string, never>;
  if ('Ref' in found) return PSEUDO[found.Ref ?? ''] ?? `\${${found.Ref}}`;
  if ('Fn::GetAtt' in found) return `\${${[found['Fn::GetAtt']].flat().join('.')}}`;
  if ('Fn::Join' in found) {
    const [separator, parts] = found['Fn::Join'] as unknown as [string, unknown[]];
    return parts.map(textOf).join(separator);
  }
  return JSON.stringify(value);
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html: a Deny wins. */
export function judge(statements: readonly Statement[], wish: Wish): Verdict {
  const fitting = statements.filter((statement) => isAbout(statement, wish));
  const refusal = fitting.find(({ Effect }) => Effect === 'Deny');
  if (refusal) return { refusedBy: nameOf(refusal) };
  const permission = fitting.find(({ Effect }) => Effect === 'Allow');
  return permission ? { by: nameOf(permission) } : {};
}

/** Statements of every policy of a type that is attached to this resource (by any of its properties). */
export const statementsAbout = (resources: Resources, type: string, id: string): Statement[] =>
  Object.values(resources)
    .filter(({ Type }) => Type === type)
    .filter(({ Properties }) => attachedTo(Properties).includes(id))
    .flatMap(({ Properties }) => statementsIn(Properties.PolicyDocument));

export const statementsIn = (document: unknown): Statement[] =>
  (document as { Statement: Statement[] } | undefined)?.Statement ?? [];

const attachedTo = (properties: Record<string, unknown>): string[] =>
  ['Topics', 'Queues', 'Bucket', 'Roles']
    .flatMap((name) => [properties[name]].flat())
    .filter((value) => value !== undefined)
    .map((value) => textOf(value).replace(/^\$\{|\}$/g, ''));

const nameOf = ({ Sid, Action, Condition }: Statement): string =>
  Sid ?? `${[Action].flat().join(', ')}${Condition ? ` if ${Object.keys(Condition).join(', ')}` : ''}`;

function isAbout(statement: Statement, wish: Wish): boolean {
  return (
    isPrincipal(statement.Principal, wish.service) &&
    [statement.Action]
      .flat()
      .some((action) => isLike(wish.action.toLowerCase(), textOf(action).toLowerCase())) &&
    (statement.Resource === undefined ||
      [statement.Resource].flat().some((resource) => isLike(wish.resource, textOf(resource)))) &&
    Object.entries(statement.Condition ?? {}).every(([operator, wanted]) =>
      holds(operator, wanted, wish.context),
    )
  );
}

/** A role's own statements have no principal; "*" and { AWS: "*" } are everybody, services included. */
function isPrincipal(principal: Statement['Principal'], service: string | undefined): boolean {
  if (principal === undefined) return service === undefined;
  if (principal === '*') return true;
  const services = [principal.Service ?? []].flat().map(textOf);
  return textOf([principal.AWS].flat()[0]) === '*' || (service !== undefined && services.includes(service));
}

function holds(operator: string, wanted: Record<string, unknown>, context: Wish['context']): boolean {
  return Object.entries(wanted).every(([key, values]) => {
    const found = context[key];
    if (operator.startsWith('ForAllValues:') && found === undefined) return true;
    if (found === undefined) return false;
    return [values].flat().some((value) => isLike(found, textOf(value)));
  });
}

const isLike = (text: string, pattern: string): boolean =>
  new RegExp(`^${pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`).test(text);

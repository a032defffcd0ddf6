import { ArnFormat, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { VouchFunction } from './vouch-function.ts';

/**
 * Keys that sign click ids, and the one that seals cursors and tokens. CloudFormation can't make a SecureString, so
 * `npm run deploy` makes what is missing (infra/aws/deploy.ts). Several click keys are joined by commas; the first
 * signs, all verify.
 */
export const SECRET_NAMES = ['click-keys', 'sealing-key'] as const;
export type SecretName = (typeof SECRET_NAMES)[number];
/** Where the operator finds the key of the installation; no function may read it. */
export const OPERATOR_KEY = 'operator-key';

export const secretParameter = (environment: string, secret: SecretName | typeof OPERATOR_KEY): string =>
  `/vouch/${environment}/${secret}`;

/** SSM SecureStrings under AWS's own key for SSM, read by the functions at their start. */
export class Secrets extends Construct {
  private readonly environment: string;

  constructor(scope: Construct, id: string, environment: string) {
    super(scope, id);
    this.environment = environment;
  }

  nameOf(secret: SecretName): string {
    return secretParameter(this.environment, secret);
  }

  grantRead(fn: VouchFunction, ...secrets: SecretName[]): void {
    fn.may(['ssm:GetParameter'], ...secrets.map((secret) => this.arnOf(secret)));
  }

  private arnOf(secret: SecretName): string {
    return Stack.of(this).formatArn({
      service: 'ssm',
      resource: 'parameter',
      resourceName: this.nameOf(secret).slice(1),
      arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    });
  }
}

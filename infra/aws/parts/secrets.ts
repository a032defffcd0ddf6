import { ArnFormat, CfnDynamicReference, CfnDynamicReferenceService, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { parameterName, type SECRET_NAMES } from '../../../shared/secret-names.ts';
import type { VouchFunction } from './vouch-function.ts';

/** What CloudFront adds to each request for the API. No SecureString: CloudFormation puts none into a header. */
export const EDGE_PROOF = 'edge-proof';
export type SecretName = (typeof SECRET_NAMES)[number] | typeof EDGE_PROOF;
/** Where the operator finds the key of the installation; no function may read it. */
export const OPERATOR_KEY = 'operator-key';

export const secretParameter = (environment: string, secret: SecretName | typeof OPERATOR_KEY): string =>
  parameterName(environment, secret);

/**
 * SSM SecureStrings under AWS's own key for SSM, read by the functions at their start. CloudFormation can't make one, so
 * `npm run deploy` makes those that are missing (infra/aws/deploy.ts).
 */
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

  /** Read by CloudFormation at each deployment that changes where it stands. */
  edgeProof(): string {
    return new CfnDynamicReference(CfnDynamicReferenceService.SSM, this.nameOf(EDGE_PROOF)).toString();
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

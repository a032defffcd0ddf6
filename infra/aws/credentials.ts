import { PutParameterCommand, type SSMClient } from '@aws-sdk/client-ssm';
import { findParameter } from '../find-parameter.ts';
import { EDGE_PROOF } from './parts/secrets.ts';

/** Is there no such parameter? Whatever else AWS answers is thrown. */
export const isMissing = async (ssm: SSMClient, name: string): Promise<boolean> =>
  (await findParameter(ssm, name, 'it lies')) === undefined;

/** Never overwrites: a second deployer that comes at the same time keeps the first one's secret. */
export const keepSecret = (ssm: SSMClient, name: string, value: string) =>
  ssm.send(
    new PutParameterCommand({
      Name: name,
      Value: value,
      Type: name.endsWith(`/${EDGE_PROOF}`) ? 'String' : 'SecureString',
      Overwrite: false,
    }),
  );

/**
 * Why nothing can be deployed with the credentials of this shell, in one line; `name` is the parameter that is asked for first.
 * Said before anything is made: a newcomer lacks credentials, or has some that ran out, are another account's or may too little.
 */
export async function credentialsFault(ssm: SSMClient, name: string): Promise<string | undefined> {
  try {
    await ssm.config.credentials();
  } catch {
    return `No AWS credentials: ${GET_SOME}`;
  }
  try {
    await isMissing(ssm, name);
    return undefined;
  } catch (error) {
    const { name: kind, message } = error as Error;
    return `AWS refuses the credentials of this shell (${kind}: ${message})${await isRegionOn(ssm, kind)}: ${GET_SOME}`;
  }
}

/** Of a region that the account has not switched on AWS says no more than that: github.com/aws/chalice/issues/1445 */
const isRegionOn = async (ssm: SSMClient, kind: string): Promise<string> =>
  kind === 'UnrecognizedClientException'
    ? `; is ${await ssm.config.region()} switched on for this account?`
    : '';

const GET_SOME =
  'run `aws configure` or `aws sso login`, or set AWS_PROFILE, then try again. Nothing was changed.';

import { GetParameterCommand, ParameterNotFound, type SSMClient } from '@aws-sdk/client-ssm';

/** What an SSM parameter holds, as it lies there or `decrypted`; undefined where there is none. Whatever else AWS answers is thrown. */
export async function findParameter(
  ssm: SSMClient,
  Name: string,
  as: 'it lies' | 'decrypted' = 'decrypted',
): Promise<string | undefined> {
  try {
    const { Parameter } = await ssm.send(
      new GetParameterCommand({ Name, WithDecryption: as === 'decrypted' }),
    );
    return Parameter?.Value ?? '';
  } catch (reason) {
    if (reason instanceof ParameterNotFound) return undefined;
    throw reason;
  }
}

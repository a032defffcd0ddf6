import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { movedSecret } from '../../../shared/data/access/secret-parameter.ts';
import { parameterName, SECRET_NAMES } from '../../../shared/secret-names.ts';
import { findParameter } from '../../find-parameter.ts';
import type { DataFolder } from '../folder/data-folder.ts';
import { UsageError } from '../settings.ts';

/** The folder's secrets as an environment's parameters hold them. */
const secretsOf = ({ secrets }: DataFolder): Record<(typeof SECRET_NAMES)[number], string> => ({
  'click-keys': secrets.clickKey.toString('base64url'),
  'sealing-key': movedSecret({ sealing: secrets.cursorKey, slug: secrets.slugSecret }),
});

/** Puts them where the stack will read them, before it is deployed; never over others. Answers the names that it made. */
export async function putSecrets(folder: DataFolder, environment: string): Promise<string[]> {
  const ssm = new SSMClient({});
  const made: string[] = [];
  for (const [secret, value] of Object.entries(secretsOf(folder))) {
    const Name = parameterName(environment, secret);
    const held = await findParameter(ssm, Name);
    if (held !== undefined && held !== value)
      throw new UsageError(
        `${Name} holds another secret: a stack that was started with it keeps it. Take an environment that was not deployed yet`,
      );
    if (held !== undefined) continue;
    await ssm.send(new PutParameterCommand({ Name, Value: value, Type: 'SecureString', Overwrite: false }));
    made.push(Name);
  }
  return made;
}

/** Links, keys, cursors and what was sealed are worth nothing under other secrets. */
export async function checkSecrets(folder: DataFolder, environment: string): Promise<void> {
  const ssm = new SSMClient({});
  const wanted = secretsOf(folder);
  for (const secret of SECRET_NAMES) {
    const Name = parameterName(environment, secret);
    const [first] = ((await findParameter(ssm, Name)) ?? '').split(',');
    if (first?.trim() !== wanted[secret])
      throw new UsageError(
        `${Name} is not this installation’s: npm run move -- --secrets ${environment} puts it there, before the stack is deployed`,
      );
  }
}

import type { SSMClient } from '@aws-sdk/client-ssm';
import { type KeyMaker, makeKey } from '../../functions/api/brand-maker.ts';
import { idFromBytes } from '../../shared/domain/id.ts';
import type { Id } from '../../shared/domain/schema/common.ts';
import { hashSecret, readKeyText } from '../../shared/domain/sealed/api-key-text.ts';
import { findParameter } from '../find-parameter.ts';
import { keepSecret } from './credentials.ts';

/**
 * The operator's key: its hash in the table, its text in SSM. A crash between the two is mended by repeating: a new key is
 * made. The text outlives a stack and its tables; the next stack's table is told of it, or it would open nothing.
 */
export async function ensureOperatorKey(
  ssm: SSMClient,
  stores: KeyMaker,
  name: string,
): Promise<'made' | 'told' | 'known'> {
  const about = {
    name: 'operator',
    scopes: ['operator'] as ['operator'],
    createdAt: new Date(stores.now()).toISOString(),
  };
  const kept = await findParameter(ssm, name);
  if (kept === undefined) {
    const id = idFromBytes('key', stores.random(10)) as Id<'key'>;
    await keepSecret(ssm, name, (await makeKey(stores, { id, ...about })).text);
    return 'made';
  }
  const read = readKeyText(kept);
  if (!read || (await stores.keys.find(read.keyId))) return 'known';
  await stores.keys.create({ id: read.keyId as Id<'key'>, ...about, secretHash: hashSecret(read.secret) });
  return 'told';
}

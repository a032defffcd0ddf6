import { hkdfSync } from 'node:crypto';
import type { SealKeys } from '../../domain/sealed/sealed-text.ts';
import type { Wire } from '../table/wire.ts';

/** The text of an SSM SecureString; throws when it is empty or not there. */
export async function readSecretParameter(ssm: Wire, Name: string): Promise<string> {
  const answer = await ssm('GetParameter', { Name, WithDecryption: true });
  const { Parameter } = answer as { Parameter?: { Value?: string } };
  if (!Parameter?.Value) throw new Error(`the parameter ${Name} is empty`);
  return Parameter.Value;
}

const PURPOSES = ['sealing', 'slug'] as const;
type Purpose = (typeof PURPOSES)[number];

/**
 * One stored secret, a key per purpose (HKDF-SHA256, RFC 5869): what one key seals, no other opens. One that moved here
 * from a machine says each key itself (`sealing:… slug:…`).
 */
export function keyFor(purpose: Purpose, secret: string): Buffer {
  const moved = new Map(secret.split(' ').map((part) => part.split(':') as [string, string | undefined]));
  const own = moved.get(purpose);
  if (own !== undefined) return Buffer.from(own, 'base64url');
  return Buffer.from(hkdfSync('sha256', Buffer.from(secret, 'base64url'), '', `vouch/${purpose}`, 32));
}

/** The keys of a machine as one secret of the parameter. */
export const movedSecret = (keys: Readonly<Record<Purpose, Uint8Array>>): string =>
  PURPOSES.map((purpose) => `${purpose}:${Buffer.from(keys[purpose]).toString('base64url')}`).join(' ');

/** Sealing secrets as the parameter holds them: joined by commas, the newest first, which seals; all of them open. */
export function sealKeysOf(text: string): SealKeys {
  const [first = '', ...rest] = text.split(',').map((secret) => secret.trim());
  return [keyFor('sealing', first), ...rest.map((secret) => keyFor('sealing', secret))];
}

/** Links that are made again by a retry get the same slug; the newest secret says which. */
export const slugSecretOf = (text: string): Buffer => keyFor('slug', text.split(',')[0]?.trim() ?? '');

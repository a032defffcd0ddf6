import { randomBytes } from 'node:crypto';
import {
  type GetParameterCommand,
  ParameterNotFound,
  type PutParameterCommand,
  type SSMClient,
} from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ensureOperatorKey } from '../../../infra/aws/operator-key.ts';
import { createStores } from '../../../shared/data/stores.ts';
import { tablesOn } from '../../../shared/data/table/sdk.ts';
import { readKeyText, secretMatches } from '../../../shared/domain/sealed/api-key-text.ts';
import { type Engine, startEngine } from '../../support/engine.ts';

const NAME = '/vouch/dev/operator-key';
let engine: Engine;
let next: Engine;
beforeAll(async () => {
  engine = await startEngine();
  next = await startEngine();
});
afterAll(async () => {
  await engine.stop();
  await next.stop();
});

const storesOf = ({ client, tables }: Engine) =>
  createStores({ tables: tablesOn(client, tables), now: Date.now, random: randomBytes });

/** Parameters that outlive every stack, as SSM's do. */
function parameters(): { ssm: SSMClient; kept: Map<string, string> } {
  const kept = new Map<string, string>();
  const send = async ({ input }: GetParameterCommand | PutParameterCommand) => {
    if ('Value' in input) return kept.set(String(input.Name), String(input.Value));
    const Value = kept.get(String(input.Name));
    if (Value === undefined) throw new ParameterNotFound({ message: NAME, $metadata: {} });
    return { Parameter: { Value } };
  };
  return { ssm: { send } as never as SSMClient, kept };
}

it('opens the tables of the next stack too: its text outlives the stack, the tables that knew it do not', async () => {
  const { ssm, kept } = parameters();
  expect(await ensureOperatorKey(ssm, storesOf(engine), NAME)).toBe('made');
  const text = kept.get(NAME) ?? '';
  expect(await ensureOperatorKey(ssm, storesOf(engine), NAME)).toBe('known');
  expect(await ensureOperatorKey(ssm, storesOf(next), NAME)).toBe('told');
  expect(kept.get(NAME)).toBe(text);
  const { keyId = '', secret = '' } = readKeyText(text) ?? {};
  for (const place of [engine, next]) {
    const key = await storesOf(place).keys.find(keyId);
    expect([key?.scopes, key?.brandId, secretMatches(secret, key?.secretHash ?? '')]).toEqual([
      ['operator'],
      undefined,
      true,
    ]);
  }
});

it('stays revoked where it was revoked, and what is no key of ours is left alone', async () => {
  const { ssm, kept } = parameters();
  const stores = storesOf(engine);
  await ensureOperatorKey(ssm, stores, NAME);
  const { keyId = '' } = readKeyText(kept.get(NAME) ?? '') ?? {};
  const revokedAt = new Date().toISOString();
  await stores.keys.update(keyId, (key) => ({ ...key, revokedAt }));
  expect(await ensureOperatorKey(ssm, stores, NAME)).toBe('known');
  expect((await stores.keys.find(keyId))?.revokedAt).toBe(revokedAt);
  kept.set(NAME, 'not yet');
  expect(await ensureOperatorKey(ssm, stores, NAME)).toBe('known');
  expect(kept.get(NAME)).toBe('not yet');
});

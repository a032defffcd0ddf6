import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { formToken, isFormToken } from '../../../functions/app/http/guard.ts';
import { createStores } from '../../../shared/data/stores.ts';
import { tablesOn } from '../../../shared/data/table/sdk.ts';
import { idOfKey } from '../../../shared/domain/sealed/key-id.ts';
import { signedTexts } from '../../../shared/domain/sealed/purposes.ts';
import { isSignature, sign } from '../../../shared/domain/sealed/signature.ts';
import { countedBytes, NOON } from '../../support/api-builders.ts';
import { startEngine } from '../../support/engine.ts';

const [old, fresh] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
const signed = {
  form: signedTexts.form('ses_1', 'salt'),
  signInCode: signedTexts.signInCode('hash', '123456'),
};

it('what is signed for names no two purposes alike, and its words stay', () => {
  expect(signed).toEqual({ form: 'form|ses_1|salt', signInCode: 'sign-in code|hash|123456' });
  expect(Object.keys(signed)).toEqual(Object.keys(signedTexts));
});

describe.each(Object.entries(signed))('a signature of %s', (_, text) => {
  it('names its key, outlives a newer one, and dies with its own', () => {
    const made = sign(text, [old]);
    expect(Buffer.from(made, 'base64url')[0]).toBe(idOfKey(old));
    expect(isSignature(made, text, [fresh, old])).toBe(true);
    expect(isSignature(made, text, [fresh])).toBe(false);
  });

  it('is refused under another key’s name, for another text, and changed anywhere', () => {
    const bytes = Buffer.from(sign(text, [old]), 'base64url');
    const renamed = Buffer.from(bytes);
    renamed[0] = idOfKey(fresh);
    expect(isSignature(renamed.toString('base64url'), text, [fresh, old])).toBe(false);
    expect(isSignature(bytes.toString('base64url'), signedTexts.form('ses_2', 'salt'), [old])).toBe(false);
    for (let at = 0; at < bytes.length; at++) {
      const forged = Buffer.from(bytes);
      forged[at] = (forged[at] ?? 0) ^ 1;
      expect(isSignature(forged.toString('base64url'), text, [old]), `byte ${at}`).toBe(false);
    }
    const made = bytes.toString('base64url');
    for (const longer of [`${made}x`, `${made}=`, ` ${made}`])
      expect(isSignature(longer, text, [old]), longer).toBe(false);
    for (const nothing of ['', 'AA', 'a'.repeat(60)]) expect(isSignature(nothing, text, [old])).toBe(false);
  });

  it('of a former release, which named no key, is still good', () => {
    const former = createHmac('sha256', old).update(text).digest('base64url');
    expect(isSignature(former, text, [fresh, old])).toBe(true);
    expect(isSignature(former, text, [fresh])).toBe(false);
  });
});

it('a form that was drawn before the key was turned is still ours', () => {
  const token = formToken('ses_1', Buffer.alloc(8, 3), [old]);
  expect(isFormToken(token, 'ses_1', [fresh, old])).toBe(true);
  expect(isFormToken(token, 'ses_2', [fresh, old])).toBe(false);
});

it('a code that was mailed before the key was turned still signs in', async () => {
  const engine = await startEngine();
  const tables = tablesOn(engine.client, engine.tables);
  const stores = createStores({ tables, now: () => NOON, random: countedBytes('codes') });
  const { token, code } = await stores.signIns([old]).make({ email: 'a@b.example', ask: 'printed' }, NOON);
  const turned = stores.signIns([fresh, old]);
  const ticket = await turned.find(token);
  if (!ticket) throw new Error('no ticket');
  expect(await turned.tryCode(ticket, code === '000000' ? '000001' : '000000')).toBe(false);
  expect(await turned.tryCode(ticket, code)).toBe(true);
  await engine.stop();
});

import { expect, it } from 'vitest';
import { idOfKey } from '../../../shared/domain/sealed/key-id.ts';
import { purposes } from '../../../shared/domain/sealed/purposes.ts';
import { openSealed, sealText } from '../../../shared/domain/sealed/sealed-text.ts';

const made = {
  answer: purposes.answer('brd_1', 'hash'),
  application: purposes.application('brd_1'),
  cursor: purposes.cursor('brd_1', 'links'),
  answerSeed: purposes.answerSeed('brd_1', 'hash'),
  hookSecret: purposes.hookSecret('hok_1'),
  hookToken: purposes.hookToken('hok_1'),
  letter: purposes.letter,
  unsubscribe: purposes.unsubscribe,
  webhookSecret: purposes.webhookSecret('whk_1'),
};

it('keeps the words under which secrets lie sealed in tables: another word would leave them shut for good', () => {
  expect(Object.keys(made)).toEqual(Object.keys(purposes));
  expect(made).toEqual({
    answer: 'answer|brd_1|hash',
    answerSeed: 'answer-seed|brd_1|hash',
    application: 'apply|brd_1',
    cursor: 'cursor|brd_1|eef8b9fd5d437dd991ce2695fcce6c416ea3068e5b448963f0a7c3cbd9ad98eb',
    hookSecret: 'hook|hok_1',
    hookToken: 'hook-token|hok_1',
    letter: 'letter',
    unsubscribe: 'unsubscribe',
    webhookSecret: 'webhook|whk_1',
  });
  expect(new Set(Object.values(made)).size).toBe(Object.keys(made).length);
});

it.each(Object.entries(made))(
  'what is sealed for %s names its key and outlives a newer one',
  (_, purpose) => {
    const [old, fresh] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
    const sealed = sealText('secret', purpose, Buffer.alloc(12, 9), [old]);
    expect(Buffer.from(sealed, 'base64url')[1]).toBe(idOfKey(old));
    expect(openSealed(sealed, purpose, [fresh, old])).toBe('secret');
    expect(openSealed(sealed, purpose, [fresh])).toBeUndefined();
  },
);

import { expect, it } from 'vitest';
import { purposes } from '../../../shared/domain/sealed/purposes.ts';

it('keeps the words under which secrets lie sealed in tables: another word would leave them shut for good', () => {
  const made = {
    answer: purposes.answer('brd_1', 'hash'),
    application: purposes.application('brd_1'),
    cursor: purposes.cursor('brd_1', 'links'),
    hookSecret: purposes.hookSecret('hok_1'),
    hookToken: purposes.hookToken('hok_1'),
    letter: purposes.letter,
    unsubscribe: purposes.unsubscribe,
    webhookSecret: purposes.webhookSecret('whk_1'),
  };
  expect(made).toEqual({
    answer: 'answer|brd_1|hash',
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

import { describe, expect, it } from 'vitest';
import { questionText } from '../../../shared/client/command/import/import-words.ts';
import type { ImportKind } from '../../../shared/domain/imports/fields.ts';
import { kindOf } from '../../../shared/domain/imports/kind-of.ts';
import type { Told } from '../../../shared/domain/imports/told.ts';
import { readLines } from './read-lines.ts';

const costs = (heading: string, cells: readonly string[], told: Partial<Told> = {}) => {
  const lines = cells.map((cell) => `2026-10-01;${cell}`);
  const set = { handle: '@ada', kind: 'fee', ...told.set };
  const read = readLines('spend', [`day;${heading}`, ...lines], { ...told, set });
  return {
    sums: read.items.map(({ body }) => {
      const { value, currency } = body.amount as { value: string; currency: string };
      return `${value} ${currency}`;
    }),
    refused: read.refused.map(({ problem }) => problem),
    asks: read.questions.map(questionText),
  };
};

describe('the currency of an amount', () => {
  it.each<[string, string, string, Partial<Told>]>([
    ['€ 10.50', 'amount', '10.50 EUR', { currency: 'USD' }],
    ['10.50 USD', 'amount', '10.50 USD', {}],
    ['10.50 usd', 'amount', '10.50 USD', {}],
    ['US$10.50', 'amount', '10.50 USD', {}],
    ['R$ 10.50', 'amount', '10.50 BRL', {}],
    ['10.50 zł', 'amount', '10.50 PLN', {}],
    ['$10.50', 'amount', '10.50 USD', { currency: 'USD' }],
    ['$10.50', 'amount', '10.50 AUD', { currency: 'AUD' }],
    ['kr 10.50', 'amount', '10.50 SEK', { currency: 'SEK' }],
    ['($10.50)', 'amount', '-10.50 USD', { currency: 'USD' }],
    ['$10.50', 'amount', '10.50 USD', { set: { currency: 'USD' } }],
    ['€10.50', 'amount', '10.50 EUR', { set: { currency: 'USD' } }],
    ['10.50', 'amount (€)', '10.50 EUR', { currency: 'USD' }],
    ['10.50', 'Betrag in EUR', '10.50 EUR', { currency: 'USD' }],
    ['10.50', 'Betrag €', '10.50 EUR', { currency: 'USD' }],
    ['10.50', 'amount ($)', '10.50 CAD', { currency: 'CAD' }],
    ['$10.50', 'amount (USD)', '10.50 USD', {}],
    ['10.50;€', 'amount;currency', '10.50 EUR', { currency: 'USD' }],
    ['10.50;--', 'amount;currency', '10.50 EUR', {}],
    ['10.50;usd', 'amount;currency', '10.50 USD', {}],
    ['1.2 MIO', 'amount', '1200000 EUR', {}],
    ['10.50;EURO', 'amount;currency', '10.50 EUR', { currency: 'USD' }],
    ['10.50;US Dollar', 'amount;currency', '10.50 US DOLLAR', {}],
  ])('%s under %s is %s', (cell, heading, sum, told) => {
    expect(costs(heading, [cell], told)).toEqual({ sums: [sum], refused: [], asks: [] });
  });

  it.each<[string, string, RegExp]>([
    ['$10.50', 'amount', /sign in "\$10.50" is that of several currencies; write its code, such as USD/],
    ['10.50', 'amount ($)', /sign in "10.50" is that of several currencies/],
    ['¥10', 'amount', /several currencies.*JPY/],
    ['£10.50', 'amount (EUR)', /"£10.50" is not in EUR/],
    ['10.50 USD;EUR', 'amount;currency', /"10.50 USD" is not in EUR/],
    ['€10.50 USD', 'amount', /several currencies/],
    ['12 PCS', 'amount', /is no amount/],
  ])('%s under %s is refused: nobody knows what it is', (cell, heading, problem) => {
    const { sums, refused } = costs(heading, [cell]);
    expect({ sums, refused: refused.length }).toEqual({ sums: [], refused: 1 });
    expect(refused[0]).toMatch(problem);
  });

  it('in a heading doesn’t hide what the heading is', () => {
    expect(kindOf(['Datum', 'Betrag in €', 'Art'], {})).toBe('spend');
  });
});

describe('a mark that the rest of its column would make three decimals of', () => {
  it.each<[ImportKind, string, readonly string[], string]>([
    ['creators', 'followers', ['1.5K', '2.000'], '2.000'],
    ['creators', 'followers', ['1,5 Tsd.', '12,000'], '12,000'],
    ['spend', 'amount', ['12.50', '1.500'], '1.500'],
    ['spend', 'amount', ['12,50', '1,500'], '1,500'],
  ])('%s %s: %j is asked about', (kind, heading, cells, open) => {
    const lines = cells.map((cell) => `@ada;2026-10-01;${cell};fee;instagram`);
    const { questions, items } = readLines(kind, [`handle;day;${heading};kind;platform`, ...lines]);
    expect(questions.map(questionText)).toEqual([
      `${heading}: is ${open} a thousand, or has it three decimals? Say --decimal "${heading}=," or --decimal "${heading}=."`,
    ]);
    expect(items).toEqual([]);
  });

  it.each<[string, readonly string[]]>([
    ['of thousands', ['1,234.50', '1,500', '12.00']],
    ['of dinars', ['1.500 KWD', '12.50 KWD']],
    ['that the API refuses for its own', ['12.50', '1.234']],
  ])('asks nothing %s', (_title, cells) => {
    expect(costs('amount', cells).asks).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { verdictOn } from '../../../../shared/domain/roi/promotions/promotion-verdict.ts';

type Judged = Parameters<typeof verdictOn>[0];
/** Enough clicks, earns, and nobody can say whether she is among the best. */
const aCreator: Judged = {
  violated: false,
  posts: 2,
  clicks: 100,
  spendMinor: 1_000,
  profitPerPostMinor: 500,
  probabilityOfLoss: 0.1,
  probabilityInTop: 0.1,
  probabilityAboveBaseline: 0.5,
};
const verdict = (over: Partial<Judged>, more: Partial<Parameters<typeof verdictOn>[1]> = {}) => {
  const told = verdictOn({ ...aCreator, ...over }, { picked: false, noChoice: undefined, ...more });
  return [told.verdict, ...told.reasons].join(' ');
};
const best = { probabilityInTop: 0.5, probabilityAboveBaseline: 0.8 };
const losing = { profitPerPostMinor: -1, probabilityOfLoss: 0.8 };

describe('what to do with a creator', () => {
  it.each<[string, Partial<Judged>]>([
    ['moveUp surely-best', best],
    ['testMore perhaps-best', { ...best, probabilityInTop: 0.49 }],
    ['testMore perhaps-best', { ...best, probabilityAboveBaseline: 0.79 }],
    ['testMore perhaps-best too-few-clicks', { ...best, clicks: 99 }],
    ['testMore perhaps-best', { probabilityInTop: 0.2 }],
    ['stay others-better', { probabilityInTop: 0.19 }],
    ['testMore too-few-clicks', { probabilityInTop: 0.19, clicks: 99 }],
    ['stay others-better', { probabilityInTop: null, probabilityAboveBaseline: null }],
    ['barred rule-broken', { ...best, violated: true }],
    ['stopPaying loses-money', losing],
    ['stay others-better', { ...losing, probabilityOfLoss: 0.79 }],
    ['stopPaying loses-money', { ...losing, probabilityOfLoss: 0.5, posts: 3 }],
    ['stay others-better', { ...losing, spendMinor: 0 }],
    ['stay others-better', { ...losing, profitPerPostMinor: 0 }],
    ['testMore too-few-clicks', { ...losing, clicks: 99 }],
  ])('is %s', (told, over) => expect(verdict(over)).toBe(told));

  it('is to test whoever was picked', () => {
    expect(verdict({ probabilityInTop: 0 }, { picked: true })).toBe('testMore perhaps-best');
  });

  it('without orders, or with as many places as creators, hangs on what each earns alone', () => {
    const everyone = { noChoice: 'nothing-to-choose' } as const;
    expect(verdict({ ...best, ...losing }, { noChoice: 'no-orders' })).toBe('testMore no-orders');
    expect(verdict({ clicks: 99 }, { noChoice: 'no-orders' })).toBe('testMore no-orders too-few-clicks');
    expect(verdict({ probabilityOfLoss: 0.2 }, everyone)).toBe('moveUp nothing-to-choose');
    expect(verdict({ probabilityOfLoss: 0.21 }, everyone)).toBe('testMore nothing-to-choose');
    expect(verdict({ clicks: 99 }, everyone)).toBe('testMore nothing-to-choose too-few-clicks');
    expect(verdict(losing, everyone)).toBe('stopPaying loses-money');
  });
});

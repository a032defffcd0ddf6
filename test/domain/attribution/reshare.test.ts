import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { growReshareTree, type Landing } from '../../../shared/domain/attribution/reshare.ts';
import { seededRandom, shuffle } from '../../../shared/domain/statistics/seeded-random.ts';
import { MINUTE_MS } from '../../../shared/domain/time/units.ts';

/** A visit so many minutes after nine. */
const aVisit = (minute: number, clickId: string, visitor: string, rest: Partial<Landing> = {}): Landing => ({
  clickId,
  visitor,
  at: Date.UTC(2026, 9, 20, 9) + minute * MINUTE_MS,
  ...rest,
});
const IPHONE = { userAgentFamily: 'ios safari', country: 'DE' };

describe('reshare trees', () => {
  it('follow the address from hand to hand, with depth and K', () => {
    const tree = growReshareTree([
      aVisit(0, 'A', 'anna'),
      aVisit(1, 'Z', 'zoe'),
      aVisit(20, 'B', 'ben', { parentClickId: 'A' }),
      aVisit(40, 'C', 'carl', { parentClickId: 'B' }),
      aVisit(60, 'D', 'dora', { parentClickId: 'A' }),
    ]);
    expect(tree.edges.map(({ parent, child, depth }) => [parent, child, depth])).toEqual([
      ['A', 'B', 1],
      ['B', 'C', 2],
      ['A', 'D', 1],
    ]);
    expect(tree).toMatchObject({ visitors: 5, reshareVisitors: 3, k: 0.6, depths: [2, 2, 1], anonymous: 0 });
  });

  it('see a copy without the script too: the same click id with another visitor', () => {
    const { edges } = growReshareTree([aVisit(0, 'A', 'anna'), aVisit(30, 'A', 'ben')]);
    expect(edges).toEqual([{ parent: 'A', child: 'A', visitor: 'ben', sign: 'vclid', depth: 1 }]);
  });

  it('see a repeated fbclid with another visitor, whose first owner is the parent', () => {
    const { edges } = growReshareTree([
      aVisit(0, 'A', 'anna', { fbclid: 'f1' }),
      aVisit(30, 'B', 'ben', { fbclid: 'f1' }),
      aVisit(31, 'C', 'carl', { fbclid: 'f2' }),
    ]);
    expect(edges).toEqual([{ parent: 'A', child: 'B', visitor: 'ben', sign: 'fbclid', depth: 1 }]);
  });

  it.each<[string, number, Partial<Landing>, number]>([
    ['the same browser in the same country within ten minutes is one person moving on', 10, IPHONE, 0],
    ['a minute later it is somebody else', 11, IPHONE, 1],
    ['so it is from another country', 5, { ...IPHONE, country: 'AT' }, 1],
    ['or with another browser', 5, { ...IPHONE, userAgentFamily: 'chrome' }, 1],
    ['or with a browser that nobody knows', 5, { country: 'DE' }, 1],
  ])('%s', (_, minute, rest, shares) => {
    const tree = growReshareTree([aVisit(0, 'A', 'anna', IPHONE), aVisit(minute, 'A', 'ben', rest)]);
    expect(tree.reshareVisitors).toBe(shares);
  });

  it('count nobody twice: not who returns, and not who opens two copies', () => {
    const tree = growReshareTree([
      aVisit(0, 'A', 'anna'),
      aVisit(30, 'A', 'anna'),
      aVisit(40, 'B', 'ben', { parentClickId: 'A' }),
      aVisit(50, 'A', 'ben'),
      aVisit(60, 'X', 'anna', { parentClickId: 'B' }),
    ]);
    expect(tree).toMatchObject({ visitors: 2, reshareVisitors: 1, k: 0.5 });
  });

  it('keep a share whose parent lies outside the period', () => {
    const tree = growReshareTree([aVisit(0, 'B', 'ben', { parentClickId: 'A' })]);
    expect(tree).toMatchObject({ reshareVisitors: 1, depths: [0, 1] });
  });

  it('leave out visits without a visitor key and say how many', () => {
    const { visitor: _, ...nobody } = aVisit(5, 'A', '');
    expect(growReshareTree([aVisit(0, 'A', 'anna'), nobody])).toMatchObject({
      visitors: 1,
      anonymous: 1,
      k: 0,
    });
  });

  it('know no K without visitors', () => {
    expect(growReshareTree([])).toEqual({
      edges: [],
      visitors: 0,
      reshareVisitors: 0,
      depths: [],
      anonymous: 0,
    });
  });

  it('come out the same in whatever order visits arrive, every visitor at one depth, forged circles included', () => {
    const ids = fc.constantFrom('A', 'B', 'C', 'D', 'E');
    const visits = fc.uniqueArray(
      fc.record({
        clickId: ids,
        parentClickId: ids,
        visitor: fc.constantFrom('u', 'v', 'w', 'x'),
        at: fc.nat(9e6),
      }),
      { selector: ({ at }) => at },
    );
    fc.assert(
      fc.property(visits, fc.string(), (seen, seed) => {
        const tree = growReshareTree(seen);
        expect(growReshareTree(shuffle(seededRandom(seed), seen))).toEqual(tree);
        expect(tree.depths.reduce((a, b) => a + b, 0)).toBe(tree.visitors);
        expect(tree.reshareVisitors).toBeLessThanOrEqual(tree.visitors);
      }),
    );
  });
});

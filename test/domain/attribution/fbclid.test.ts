import { describe, expect, it } from 'vitest';
import {
  fbclidMark,
  fbclidVisits,
  resharesByFbclid,
  sumDepths,
} from '../../../shared/domain/attribution/fbclid.ts';
import type { Landing } from '../../../shared/domain/attribution/reshare.ts';
import type { CountableClick } from '../../../shared/domain/click/fold.ts';
import { HOUR_MS } from '../../../shared/domain/time/units.ts';

const LONG = 'IwAR0x7Kqx7Kqx7K';

describe('the mark of an fbclid', () => {
  it('is the same for one value wherever it stands, and another for another', () => {
    const mark = fbclidMark(`fbclid=${LONG}`);
    // printf %s IwAR0x7Kqx7Kqx7K | openssl dgst -sha256 -binary | basenc --base64url | head -c 12
    expect(mark).toBe('ek_wCzReIeyL');
    expect(fbclidMark(`a=1&fbclid=${LONG}&b=2`)).toBe(mark);
    expect(fbclidMark(`fbclid=${LONG}a`)).not.toBe(mark);
  });

  it('is none of another parameter, or of a value that is somebody’s own', () => {
    for (const query of ['', `xfbclid=${LONG}`, `a=1fbclid=${LONG}`, `fbclid=${LONG.slice(1)}`, 'fbclid='])
      expect(fbclidMark(query)).toBeUndefined();
  });
});

it('visits are the counted clicks with a visitor and an fbclid, with the country where it is known', () => {
  const aClick = (over: object) =>
    ({
      id: 'clk_1',
      at: 1,
      visitor: 'v',
      fbclid: 'f',
      country: 'DE',
      verdict: { kind: 'counted', os: 'ios' },
      ...over,
    }) as CountableClick;
  const visit = { clickId: 'clk_1', at: 1, visitor: 'v', fbclid: 'f', userAgentFamily: 'ios' };
  expect(
    fbclidVisits([
      aClick({}),
      aClick({ country: undefined }),
      aClick({ visitor: undefined }),
      aClick({ fbclid: undefined }),
      aClick({ verdict: { kind: 'excluded', reason: 'bot', os: 'ios' } }),
    ]),
  ).toEqual([{ ...visit, country: 'DE' }, visit]);
});

describe('reshares by fbclid', () => {
  const dayOf = (at: number) => String(Math.floor(at / (24 * HOUR_MS)));
  const aVisit = (hour: number, visitor: string, country = visitor): Landing => ({
    clickId: `clk_${hour}`,
    at: hour * HOUR_MS,
    visitor,
    fbclid: 'f',
    userAgentFamily: 'ios',
    country,
  });

  it('are another visitor with the same value on the same day, however far from the first', () => {
    expect(resharesByFbclid([aVisit(0, 'a'), aVisit(1, 'b'), aVisit(2, 'c')], dayOf)).toMatchObject({
      reshareVisitors: 2,
    });
  });

  it('are each day’s by itself: nobody knows who came again', () => {
    const visits = [aVisit(0, 'a'), aVisit(1, 'b'), aVisit(24, 'c'), aVisit(48, 'd'), aVisit(49, 'e')];
    const { reshareVisitors, depths } = resharesByFbclid(visits, dayOf);
    expect(reshareVisitors).toBe(2);
    expect(depths).toEqual([3, 2]);
    expect(resharesByFbclid([], dayOf)).toEqual({ reshareVisitors: 0, depths: [] });
  });

  it('depths of trees are summed, however deep each is', () => {
    expect(sumDepths([[1, 2], [3], [1, 1, 1]])).toEqual([5, 3, 1]);
    expect(sumDepths([])).toEqual([]);
  });
});

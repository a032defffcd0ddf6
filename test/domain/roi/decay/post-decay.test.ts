import { describe, expect, it } from 'vitest';
import { dailyBins, decayOfPost } from '../../../../shared/domain/roi/decay/post-decay.ts';
import { addDays } from '../../../../shared/domain/time/week.ts';
import { aBrand, aLinkDay, anOrder, aPost, aSpend, someFacts } from '../facts-builder.ts';

const at = (iso: string) => Date.parse(iso);
const FIXTURE_H = [483, 149, 89, 60, 43, 32, 25, 19, 16, 13, 10, 9, 7, 6];

/** Published at midnight, so that its days are the fixture's. */
const post = aPost({ publishedOn: '2026-10-05', publishedAt: at('2026-10-04T22:00:00Z') });
const facts = someFacts({
  brand: aBrand({ ppcCpcMinor: 542 }),
  catalog: { posts: [post] },
  days: FIXTURE_H.map((clicks, i) => aLinkDay({ day: addDays('2026-10-05', i), clicks })),
  orders: Array.from({ length: 20 }, (_, i) => anOrder({ conversionId: `cnv_${i}` })),
  spend: [aSpend({ amountMinor: 15_000 })],
});
const lived = () => decayOfPost(facts, 'pst_1', at('2026-10-18T22:00:00Z'), 100);

describe('what a post still has to give', () => {
  it('costs 0.156 a click today and 0.150 over its life, where search would charge 5.42', () => {
    const decay = lived();
    expect(decay?.clicksToDate).toBe(961);
    expect(((decay?.ppc.ourCpcToDateMinor ?? 0) / 100).toFixed(3)).toBe('0.156');
    expect(((decay?.ppc.ourLifetimeCpcMinor ?? 0) / 100).toFixed(3)).toBe('0.150');
    expect(((542 * (decay?.curve.total ?? 0)) / 100).toFixed(0)).toBe('5428');
    /** Shown without the clicks of the far tail: nothing is promised beyond ninety days. */
    expect(decay?.ppc.sameClicksByPpcMinor).toBe(542_742);
    expect(decay?.ppc.ppcResidualClicks).toBe(0);
  });

  it('costs nothing known where nothing was spent, and search nothing where nobody told what it charges', () => {
    const { ppcCpcMinor: _, ...brand } = facts.brand;
    const end = at('2026-10-18T22:00:00Z');
    expect(decayOfPost({ ...facts, brand, spend: [] }, 'pst_1', end, 10)?.ppc).toEqual({
      ourCpcToDateMinor: null,
      ourLifetimeCpcMinor: null,
      ppcCpcMinor: null,
      sameClicksByPpcMinor: null,
      ppcResidualClicks: 0,
    });
  });

  it('counts the clicks of its own links alone', () => {
    const links = [...facts.catalog.links, { linkId: 'lnk_other', postId: 'pst_other' }];
    const days = [...facts.days, aLinkDay({ linkId: 'lnk_other', day: '2026-10-06', clicks: 500 })];
    const beside = { ...facts, catalog: { ...facts.catalog, links }, days };
    expect(decayOfPost(beside, 'pst_1', at('2026-10-18T22:00:00Z'), 10)?.clicksToDate).toBe(961);
  });

  it('is read off its own first hours: another post’s say nothing of it', () => {
    const hours = { postId: 'pst_other', clicks: [400, 83] };
    const with1 = { ...facts, firstHours: [hours] };
    const end = at('2026-10-18T22:00:00Z');
    expect(decayOfPost(with1, 'pst_1', end, 100)).toEqual(lived());
    const own = { ...facts, firstHours: [{ ...hours, postId: 'pst_1' }] };
    expect(decayOfPost(own, 'pst_1', end, 100)?.halfLifeDays).not.toBe(lived()?.halfLifeDays);
  });

  it('is worth its clicks times orders per click times profit per order, as a range', () => {
    const { residualClicks = 0, residualProfitMinor = 0, residualProfitInterval } = lived() ?? {};
    expect(residualClicks).toBeGreaterThan(20);
    expect(residualProfitMinor).toBeCloseTo(residualClicks * ((20 / 961) * 3000), -2);
    expect(residualProfitInterval?.low).toBeLessThan(residualProfitMinor);
    expect(residualProfitInterval?.high).toBeGreaterThan(residualProfitMinor);
  });

  it('is unknown for a post that is not there, and without a margin its profit is', () => {
    expect(decayOfPost(facts, 'pst_none', 0)).toBeUndefined();
    const { grossMargin: _, ...unpriced } = facts.brand;
    expect(
      decayOfPost({ ...facts, brand: unpriced }, 'pst_1', at('2026-10-18T22:00:00Z'), 10)
        ?.residualProfitMinor,
    ).toBeUndefined();
  });
});

describe('what a click of a post is worth', () => {
  const end = at('2026-10-18T22:00:00Z');

  it('is not known where nobody ordered: no profit is promised of it', () => {
    expect(decayOfPost({ ...facts, orders: [] }, 'pst_1', end, 10)?.residualProfitMinor).toBeUndefined();
    expect(decayOfPost(facts, 'pst_1', end, 10)?.residualProfitMinor).toBeGreaterThan(0);
    // Codes alone brought orders: they say nothing of what a click brings.
    expect(decayOfPost({ ...facts, days: [] }, 'pst_1', end, 10)?.residualProfitMinor).toBeUndefined();
  });

  it('has a range of as many draws as were asked for', () => {
    const [few, many] = [2, 100].map(
      (draws) => decayOfPost(facts, 'pst_1', end, draws)?.residualProfitInterval,
    );
    const usual = decayOfPost(facts, 'pst_1', end)?.residualProfitInterval;
    expect(few).not.toEqual(many);
    expect(few).not.toEqual(usual);
  });
});

describe('days of a life', () => {
  it('begin with the rest of the day of publication and end now, over a clock change', () => {
    const clicks = new Map([
      ['2026-10-24', 5],
      ['2026-10-25', 7],
    ]);
    const bins = dailyBins(
      { publishedAt: at('2026-10-24T16:00:00Z') },
      clicks,
      'Europe/Berlin',
      at('2026-10-26T11:00:00Z'),
    );
    expect(bins.map((bin) => [bin.fromDays * 24, bin.toDays * 24, bin.clicks])).toEqual([
      [0, 6, 5],
      [6, 31, 7],
      [31, 43, 0],
    ]);
  });

  it('are none before publication', () => {
    expect(dailyBins({ publishedAt: 1000 }, new Map(), 'UTC', 1000)).toEqual([]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { couponLeak } from '../../../shared/domain/attribution/coupon-leak.ts';
import {
  type ClickClaim,
  type CreditInput,
  creditConversion,
} from '../../../shared/domain/attribution/credit.ts';
import { DAY_MS } from '../../../shared/domain/time/units.ts';
import { MODELS } from '../../../shared/domain/vocabulary.ts';

const ORDERED = Date.UTC(2026, 9, 20, 12);

/** A click of a creator, so many days before the order, on that creator's only post. */
const aClick = (
  creator: string,
  daysBefore: number,
  rest: { clickId?: string; app?: string } = {},
): ClickClaim => ({
  clickId: `clk_${creator}_${daysBefore}`,
  status: 'ok',
  linkId: `lnk_${creator}`,
  postId: `pst_${creator}`,
  creatorId: `crt_${creator}`,
  at: ORDERED - daysBefore * DAY_MS,
  channel: 'dark_messenger',
  app: 'whatsapp',
  ...rest,
});

const crediting = (rest: Partial<CreditInput>) =>
  creditConversion({ occurredAt: ORDERED, windowDays: 30, model: 'lastTouch', clicks: [], ...rest });

const ANNAS_CODE = { code: 'ANNA10', kind: 'creator', creatorId: 'crt_anna' } as const;
const EVERYBODYS_CODE = { code: 'OCTOBER', kind: 'site-wide' } as const;
const SAYS_CARL = { source: 'creator', creatorId: 'crt_carl' };

describe('whom an order owes', () => {
  it('the post that was clicked, with the way it came', () => {
    expect(crediting({ clicks: [aClick('ben', 2)] })).toEqual({
      attributedBy: 'click',
      credits: [
        {
          linkId: 'lnk_ben',
          postId: 'pst_ben',
          creatorId: 'crt_ben',
          share: 1,
          channel: 'dark_messenger',
          app: 'whatsapp',
          reason: 'click',
        },
      ],
      losers: [],
      refused: [],
      flags: [],
      splitBy: 'lastTouch',
    });
  });

  it("the coupon's creator before another's click, and the click is recorded as the loser", () => {
    const decision = crediting({ clicks: [aClick('ben', 2)], coupons: [ANNAS_CODE], survey: SAYS_CARL });
    expect(decision.attributedBy).toBe('coupon');
    expect(decision.credits).toEqual([
      { creatorId: 'crt_anna', share: 1, channel: 'dark_unknown', reason: 'coupon', evidence: 'coupon' },
    ]);
    expect(decision.losers).toEqual([
      { reason: 'click', creatorId: 'crt_ben', linkId: 'lnk_ben', postId: 'pst_ben', beatenBy: 'coupon' },
      { reason: 'survey', creatorId: 'crt_carl', beatenBy: 'coupon' },
    ]);
    expect(decision.flags).toEqual(['coupon-beat-click', 'coupon-without-click']);
  });

  it("the coupon's creator through the click that creator did get, so that post and channel are known", () => {
    const decision = crediting({ clicks: [aClick('anna', 5), aClick('ben', 2)], coupons: [ANNAS_CODE] });
    expect(decision.credits).toMatchObject([
      { linkId: 'lnk_anna', share: 1, app: 'whatsapp', reason: 'coupon' },
    ]);
    expect(decision.losers).toMatchObject([{ reason: 'click', creatorId: 'crt_ben' }]);
    expect(decision.flags).toEqual(['coupon-beat-click']);
  });

  it("only others as losers: the coupon's creator does not lose to itself where the model splits", () => {
    const clicks = [aClick('anna', 5), aClick('ben', 2)];
    const { losers } = crediting({ clicks, coupons: [ANNAS_CODE], model: 'linear' });
    expect(losers.map(({ creatorId }) => creatorId)).toEqual(['crt_ben']);
  });

  it.each([
    [EVERYBODYS_CODE, 'site-wide-coupon'],
    [{ code: 'ANNAA10', kind: 'unknown' } as const, 'unknown-coupon'],
  ])('the click, whatever coupon of nobody came with it: %j', (coupon, flag) => {
    const decision = crediting({ clicks: [aClick('ben', 2)], coupons: [coupon] });
    expect(decision.attributedBy).toBe('click');
    expect(decision.flags).toEqual([flag]);
  });

  it('the creator whom the customer names, when nothing better is known', () => {
    const decision = crediting({ coupons: [EVERYBODYS_CODE], survey: SAYS_CARL });
    expect(decision.attributedBy).toBe('survey');
    expect(decision.credits).toEqual([
      { creatorId: 'crt_carl', share: 1, reason: 'survey', evidence: 'survey' },
    ]);
  });

  it('nobody by a survey answer that names no creator, and says so at the order', () => {
    const unnamed = crediting({ survey: { source: 'instagram' } });
    expect(unnamed).toMatchObject({ attributedBy: 'none', credits: [], flags: ['survey-names-no-creator'] });
    const beside = crediting({ clicks: [aClick('ben', 2)], survey: { source: 'instagram' } });
    expect(beside).toMatchObject({ attributedBy: 'click', flags: ['survey-names-no-creator'] });
    expect(crediting({ survey: SAYS_CARL }).flags).toEqual([]);
  });

  describe('of two creators’ codes', () => {
    const BENS_CODE = { code: 'BEN5', kind: 'creator', creatorId: 'crt_ben' } as const;
    const FREE_SHIPPING = { code: 'FREESHIP', kind: 'unknown' } as const;
    const creditedOf = (input: Partial<CreditInput>) => {
      const { credits, losers, flags } = crediting(input);
      return {
        paid: credits.map(({ creatorId, linkId }) => linkId ?? creatorId),
        lost: losers.map(({ creatorId, reason, beatenBy }) => `${creatorId} ${reason} ${beatenBy}`),
        both: flags.includes('two-creators-codes'),
      };
    };
    it.each([
      [
        'the first that the order lists',
        [ANNAS_CODE, BENS_CODE],
        [],
        ['crt_anna'],
        ['crt_ben coupon coupon'],
        true,
      ],
      ['so in either order', [BENS_CODE, ANNAS_CODE], [], ['crt_ben'], ['crt_anna coupon coupon'], true],
      [
        'but the one whose click was seen',
        [ANNAS_CODE, BENS_CODE],
        [aClick('ben', 2)],
        ['lnk_ben'],
        ['crt_anna coupon coupon'],
        true,
      ],
      [
        'in the window',
        [ANNAS_CODE, BENS_CODE],
        [aClick('ben', 31)],
        ['crt_anna'],
        ['crt_ben coupon coupon'],
        true,
      ],
      [
        'one creator with two codes is one',
        [ANNAS_CODE, { ...ANNAS_CODE, code: 'ANNA20' }],
        [],
        ['crt_anna'],
        [],
        false,
      ],
      ['the shop’s own code beside it is nobody’s', [FREE_SHIPPING, ANNAS_CODE], [], ['crt_anna'], [], false],
    ] as const)('%s', (_, coupons, clicks, paid, lost, both) => {
      expect(creditedOf({ coupons, clicks })).toEqual({ paid, lost, both });
    });
  });

  it.each([
    ['one second behind', -1 / 86_400, ['lnk_ben']],
    ['five minutes behind', -5 / 1_440, ['lnk_ben']],
    ['more', -5.01 / 1_440, []],
  ])('finds the click though the shop’s clock is %s', (_, days, expected) => {
    const { credits } = crediting({ clicks: [aClick('ben', days)], model: 'timeDecay' });
    expect(credits.map(({ linkId }) => linkId)).toEqual(expected);
  });

  it('the click before the creator whom the customer names', () => {
    const decision = crediting({ clicks: [aClick('ben', 2)], survey: SAYS_CARL });
    expect(decision.attributedBy).toBe('click');
    expect(decision.losers).toEqual([{ reason: 'survey', creatorId: 'crt_carl', beatenBy: 'click' }]);
  });

  it('nobody, when a survey names a source but no creator', () => {
    const decision = crediting({ survey: { source: 'a friend' } });
    expect(decision).toMatchObject({ attributedBy: 'none', credits: [], losers: [] });
  });

  it("splits several clicks by the brand's model, in the order our clock saw them", () => {
    const clicks = [aClick('carl', 1), aClick('anna', 9), aClick('ben', 4)];
    const { credits } = crediting({ clicks, model: 'positionBased' });
    expect(credits.map(({ creatorId, share }) => [creatorId, share])).toEqual([
      ['crt_anna', 0.4],
      ['crt_ben', 0.2],
      ['crt_carl', 0.4],
    ]);
  });

  it('adds up what one link is owed, but keeps two ways in apart', () => {
    const clicks = [
      aClick('anna', 9),
      aClick('anna', 8),
      aClick('anna', 7, { app: 'signal' }),
      aClick('ben', 1),
    ];
    const { credits } = crediting({ clicks, model: 'linear' });
    expect(credits.map(({ linkId, app, share }) => [linkId, app, share])).toEqual([
      ['lnk_anna', 'whatsapp', 0.5],
      ['lnk_anna', 'signal', 0.25],
      ['lnk_ben', 'whatsapp', 0.25],
    ]);
  });

  it('falls back to last touch where a Markov chain cannot speak of one order, and says so', () => {
    const decision = crediting({ clicks: [aClick('anna', 9), aClick('ben', 1)], model: 'markov' });
    expect(decision.credits).toMatchObject([{ creatorId: 'crt_ben', share: 1 }]);
    expect(decision).toMatchObject({ splitBy: 'lastTouch', flags: ['model-needs-all-journeys'] });
  });

  it('refuses what is no click of this brand in this window, each with its reason, and credits the rest', () => {
    const { credits, refused, flags } = crediting({
      model: 'linear',
      clicks: [
        { clickId: 'clk_made_up', status: 'forged' },
        { clickId: 'clk_other_brand', status: 'foreign' },
        { clickId: 'clk_erased', status: 'unknown' },
        aClick('old', 30.001),
        aClick('ben', 30),
        aClick('anna', 0),
        aClick('anna', 0),
        aClick('late', -0.004),
      ],
    });
    expect(refused.map(({ reason }) => reason)).toEqual([
      'forged',
      'foreign',
      'unknown',
      'outside-window',
      'repeated',
      'after-conversion',
    ]);
    expect(credits.map(({ creatorId, share }) => [creatorId, share])).toEqual([
      ['crt_ben', 0.5],
      ['crt_anna', 0.5],
    ]);
    expect(flags).toEqual(['forged-click']);
  });

  it('gives out exactly one order, or nothing', () => {
    const creators = fc.constantFrom('anna', 'ben', 'carl', 'dora');
    const claims = fc.array(fc.tuple(creators, fc.double({ min: -2, max: 40, noNaN: true })), {
      maxLength: 20,
    });
    const coupons = fc.constantFrom(undefined, ANNAS_CODE, EVERYBODYS_CODE);
    fc.assert(
      fc.property(claims, coupons, fc.constantFrom(...MODELS), (clicks, coupon, model) => {
        const { credits, attributedBy } = crediting({
          clicks: clicks.map(([creator, days]) => aClick(creator, days)),
          model,
          ...(coupon && { coupons: [coupon] }),
        });
        const sum = credits.reduce((total, { share }) => total + share, 0);
        expect(Math.abs(sum - (attributedBy === 'none' ? 0 : 1))).toBeLessThan(1e-12);
        expect(new Set(credits.map(({ reason }) => reason)).size).toBe(attributedBy === 'none' ? 0 : 1);
      }),
    );
  });
});

describe('a leaked coupon', () => {
  it.each([
    [50, 10, false],
    [51, 10, true],
    [5, 0, false],
    [6, 0, true],
    [0, 0, false],
  ])('%i orders with the code, %i of them by people seen to click: %s', (orders, tracked, leaked) => {
    expect(couponLeak(orders, tracked).leaked).toBe(leaked);
  });

  it('tells how many orders still count as a sign', () => {
    expect(couponLeak(200, 10)).toEqual({ leaked: true, ratio: 20, creditableOrders: 50 });
  });
});

import { describe, expect, it } from 'vitest';
import { nextSteps } from '../../../shared/domain/shops/next-steps.ts';
import { CLICK_REFUSALS } from '../../../shared/domain/vocabulary.ts';

type Seen = Parameters<typeof nextSteps>[0];
const refusedFor = (...reasons: string[]) => ({
  id: 'cnv_1',
  externalId: 'order-1',
  occurredAt: '2026-11-09T07:00:00.000Z',
  refused: reasons.map((reason) => ({ clickId: 'clk_1', reason })),
});
const seen = ({
  script = {},
  orders = {},
  ...over
}: {
  script?: object;
  orders?: object;
  lastClick?: null;
} = {}) =>
  nextSteps({
    script: { lastHeardAt: '2026-11-09T07:00:00.000Z', isNewest: true, ...script },
    lastClick: { id: 'clk_1', at: '2026-11-09T07:00:00.000Z', linkId: 'lnk_1' },
    orders: {
      withClick: 1,
      withoutClick: 0,
      lastWithClick: null,
      lastWithoutClick: null,
      toldTwice: [],
      ...orders,
    },
    ...over,
  } as unknown as Seen);
const codes = (over: Parameters<typeof seen>[0]) => seen(over).map(({ code }) => code);

describe('what the shop’s engineer does next', () => {
  it.each<[string, Parameters<typeof seen>[0], string[]]>([
    ['nothing where all is well', {}, []],
    ['no click in two days', { lastClick: null }, ['open-a-link']],
    [
      'the script was never heard of',
      { script: { lastHeardAt: null, isNewest: null } },
      ['paste-the-script'],
    ],
    ['an older script', { script: { isNewest: false } }, ['newer-script']],
    ['no order in seven days', { orders: { withClick: 0 } }, ['place-an-order']],
    ['orders, none with a click', { orders: { withClick: 0, withoutClick: 3 } }, ['send-click-ids']],
    ['some orders without one', { orders: { withoutClick: 3 } }, ['some-without']],
    [
      'one whose click was refused',
      { orders: { withoutClick: 3, lastWithoutClick: refusedFor('forged') } },
      ['refused-clicks'],
    ],
    ['one that sent none', { orders: { withoutClick: 3, lastWithoutClick: refusedFor() } }, ['some-without']],
    [
      'nothing done yet',
      { lastClick: null, script: { lastHeardAt: null, isNewest: null }, orders: { withClick: 0 } },
      ['open-a-link', 'paste-the-script', 'place-an-order'],
    ],
  ])('%s', (_name, over, expected) => expect(codes(over)).toEqual(expected));

  it('says of each refusal what went wrong, the first first, and one that it doesn’t know by its name', () => {
    const text = (...reasons: string[]) =>
      seen({ orders: { withoutClick: 1, lastWithoutClick: refusedFor(...reasons) } })[0]?.text;
    const start = 'The newest order without a click sent one that was refused:';
    for (const reason of CLICK_REFUSALS) {
      expect(text(reason)).toMatch(/^The newest order .*: .{15,}\.$/);
      expect(text(reason)).not.toBe(`${start} ${reason}.`);
    }
    expect(text('foreign', 'forged')).toBe(`${start} it is another brand’s.`);
    expect(text('odd')).toBe(`${start} odd.`);
  });

  it('is a sentence with a code each', () => {
    for (const over of [{ lastClick: null }, { script: { isNewest: false } }, { orders: { withClick: 0 } }])
      for (const { text } of seen(over as Parameters<typeof seen>[0]))
        expect(text).toMatch(/^[A-Z].{40,}[.:]$/);
  });
});

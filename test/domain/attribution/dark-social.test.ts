import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DarkSocialOfClicks, darkSocialOf } from '../../../shared/domain/attribution/dark-social.ts';
import type { CreditedOrder, Facts } from '../../../shared/domain/facts.ts';
import { buildSnapshot } from '../../../shared/domain/report/build/build-snapshot.ts';
import type { ReportSnapshot } from '../../../shared/domain/report/snapshot.ts';
import { CHANNELS, type Channel } from '../../../shared/domain/vocabulary.ts';
import { renderCsv } from '../../../shared/report/render/csv.ts';
import { speechFor } from '../../../shared/report/render/present/present.ts';
import { presentDark } from '../../../shared/report/render/present/present-channels.ts';
import { anOrder, someFacts } from '../roi/facts-builder.ts';

const WEEK = { from: '2026-10-05', to: '2026-10-11' };
const PLACEMENTS = ['feed', 'story', 'bio', 'dm', 'whatsapp', 'email', 'offline', undefined];
const links = PLACEMENTS.map((placement, n) => ({
  linkId: `lnk_${n}`,
  postId: 'pst_1',
  ...(placement && { placement }),
}));
const onLink = (placement: string | undefined) => `lnk_${PLACEMENTS.indexOf(placement)}`;
const clicked = (channel: Channel, clicks: number, placement: string | undefined = 'feed', app?: string) => ({
  day: '2026-10-06',
  linkId: onLink(placement),
  channel,
  clicks,
  ...(app && { app }),
});
const factsOf = (channels: Facts['channels'], orders: CreditedOrder[] = []) =>
  someFacts({ channels, orders, catalog: { links } });
const dark = (...args: Parameters<typeof factsOf>) => darkSocialOf(factsOf(...args), WEEK);

describe('dark social', () => {
  it.each([
    ['a messenger that named itself is sure', clicked('dark_messenger', 30, 'feed', 'whatsapp'), 30, 30],
    ['a mail program that named itself is sure', clicked('dark_email', 30), 30, 30],
    ['a link placed in a message is sure, however it was opened', clicked('own_inapp', 30, 'dm'), 30, 30],
    [
      'a link placed in a mail is sure, where the browser tells nothing',
      clicked('dark_unknown', 30, 'email'),
      30,
      30,
    ],
    ['an app without a name is possible', clicked('dark_app', 30), 0, 30],
    ['a paste is possible', clicked('dark_paste', 30), 0, 30],
    ['no trace is possible', clicked('dark_unknown', 30, undefined), 0, 30],
    ['what was typed off a poster is explained by the poster', clicked('dark_paste', 30, 'offline'), 0, 0],
    ['the platform’s own app is not dark', clicked('own_inapp', 30), 0, 0],
    ['a search is not dark', clicked('search', 30, 'bio'), 0, 0],
  ])('%s', (_, row, low, high) => {
    expect(dark([row])).toMatchObject({ visits: 30, low, high });
  });

  it('believes hidden clicks as far as their rules are believed', () => {
    const rows = [clicked('dark_messenger', 100), clicked('dark_app', 100), clicked('dark_unknown', 100)];
    expect(dark(rows)).toMatchObject({ low: 100, expected: 100 + 75 + 50, high: 300 });
  });

  it('explains no dark click by clicks that the platform’s app brought: those are named already', () => {
    expect(dark([clicked('dark_unknown', 1370), clicked('own_inapp', 5000)])).toMatchObject({
      low: 0,
      high: 1370,
    });
  });

  it('names its channels and apps by their clicks, and of equal ones by their names, what has none first', () => {
    const { byChannel, byApp } = dark([
      clicked('dark_messenger', 5, 'feed', 'whatsapp'),
      clicked('dark_unknown', 5),
      clicked('dark_messenger', 5, 'feed', 'telegram'),
      clicked('dark_app', 10, 'feed', 'signal'),
      clicked('dark_email', 5, 'feed', 'gmail'),
    ]);
    expect(byApp.map(({ app }) => app)).toEqual(['signal', null, 'gmail', 'telegram', 'whatsapp']);
    expect(byChannel.map(({ channel }) => channel)).toEqual([
      'dark_app',
      'dark_messenger',
      'dark_email',
      'dark_unknown',
    ]);
  });

  it('counts orders by code alone apart: they are no visits and prove no message', () => {
    const byCode = (n: number) =>
      anOrder({
        conversionId: `cnv_${n}`,
        attributedBy: 'coupon',
        credits: [{ creatorId: 'crt_a', share: 1, channel: 'dark_unknown' }],
      });
    expect(dark([], [1, 2, 3, 4, 5, 6].map(byCode))).toMatchObject({
      visits: 0,
      low: 0,
      high: 0,
      orders: { low: 0, high: 0 },
      netRevenueMinor: { low: 0, high: 0 },
      byCodeAlone: { orders: 6, netRevenueMinor: 30_000 },
    });
  });

  it('takes money of the clicks that earned it, by the same signs', () => {
    const credit = (channel: Channel, placement: string, share: number) => ({
      linkId: onLink(placement),
      postId: 'pst_1',
      creatorId: 'crt_a',
      share,
      channel,
    });
    const credits = [
      credit('own_inapp', 'dm', 0.25),
      credit('dark_app', 'feed', 0.25),
      credit('dark_paste', 'offline', 0.5),
    ];
    expect(dark([], [anOrder({ credits })])).toMatchObject({
      orders: { low: 0.25, high: 0.5 },
      netRevenueMinor: { low: 1250, high: 2500 },
    });
  });

  it.each([
    [19, 19, false],
    [20, 20, true],
    [500, 4, false],
    [500, 5, true],
  ])('of %i clicks with %i dark prints a share: %s', (visits, hidden, told) => {
    const rows = [clicked('dark_app', hidden), clicked('search', visits - hidden)];
    expect(dark(rows).share !== undefined).toBe(told);
  });

  const row = fc.record({
    day: fc.constantFrom('2026-10-04', '2026-10-06', '2026-10-11'),
    linkId: fc.constantFrom('lnk_gone', ...links.map(({ linkId }) => linkId)),
    channel: fc.constantFrom(...CHANNELS),
    app: fc.constantFrom(undefined, 'whatsapp', 'instagram', 'signal'),
    clicks: fc.nat(400),
  });
  const order = fc.record({
    day: fc.constantFrom('2026-10-06', '2026-10-11'),
    netMinor: fc.integer({ min: -9000, max: 9000 }),
    attributedBy: fc.constantFrom('click' as const, 'coupon' as const),
    linkId: fc.constantFrom(undefined, ...links.map(({ linkId }) => linkId)),
    channel: fc.constantFrom(...CHANNELS),
  });

  it('has one size whatever it is split by, between its ends, and the report’s chart shows the same', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 30 }), fc.array(order, { maxLength: 20 }), (rows, placed) => {
        const channels = rows.map(({ app, ...rest }) => ({ ...rest, ...(app && { app }) }));
        const orders = placed.map(({ linkId, channel, ...rest }, n) =>
          anOrder({
            ...rest,
            conversionId: `cnv_${n}`,
            credits: [{ creatorId: 'crt_a', share: 1, channel, ...(linkId && { linkId, postId: 'pst_1' }) }],
          }),
        );
        const facts = factsOf(channels, orders);
        const found = darkSocialOf(facts, WEEK);
        const sum = (parts: readonly { clicks: number }[]) => parts.reduce((n, { clicks }) => n + clicks, 0);
        const { low, expected, high, visits } = found;
        expect([low, expected, high, visits].toSorted((a, b) => a - b)).toEqual([
          low,
          expected,
          high,
          visits,
        ]);
        expect([found.evidence, found.byApp, found.byChannel].map(sum)).toEqual([high, high, high]);
        expect(found.netRevenueMinor.low).toBeLessThanOrEqual(found.netRevenueMinor.high);
        const snapshot = buildSnapshot({
          facts,
          week: '2026-W41',
          asOf: '2026-10-12T06:00:00Z',
          asOfMs: Date.parse('2026-10-12T06:00:00Z'),
          rulesVersions: ['1'],
        });
        expect(snapshot.darkSocial).toMatchObject({ visits, low, high, expected });
        expect(snapshot.weeks.at(-1)?.byGroup.dark).toBe(high);
        expect(toldInCsv(snapshot)).toEqual([low, high, high, high]);
        expect(toldInWords(snapshot)).toBe(wordsFor(found));
      }),
      { numRuns: 60 },
    );
  });
});

/** The two ends, and what its signs and its apps add up to. */
function toldInCsv(snapshot: ReportSnapshot): number[] {
  const rows = renderCsv(snapshot)
    .split('\r\n')
    .map((line) => line.replaceAll('"', '').split(','))
    .filter(([, section]) => section === 'darkSocial');
  const end = (name: string) => Number(rows.find(([, , , figure]) => figure === name)?.[4]);
  const sum = (isOf: (about: string) => boolean) =>
    rows
      .filter(([, , about = '', figure]) => figure === 'clicks' && isOf(about))
      .reduce((total, [, , , , clicks]) => total + Number(clicks), 0);
  const isApp = (about: string) => about.startsWith('app ');
  return [end('clicksLow'), end('clicksHigh'), sum((about) => !isApp(about)), sum(isApp)];
}

const SPEECH = speechFor({ brand: { currency: 'EUR' } } as ReportSnapshot, 'en-GB');

/** What mail, text and page say first. */
function toldInWords(snapshot: ReportSnapshot): string | undefined {
  const [first] = presentDark(snapshot, SPEECH).blocks;
  return first?.kind === 'text' ? /^(The one click|.* of [\d,]+ clicks?)\b/.exec(first.text)?.[0] : undefined;
}

function wordsFor({ low, high, visits, share }: DarkSocialOfClicks): string | undefined {
  const { format, say } = SPEECH;
  if (visits === 0) return undefined;
  const all = `of ${format.count(visits)} ${visits === 1 ? 'click' : 'clicks'}`;
  if (high === 0) return visits === 1 ? 'The one click' : `None ${all}`;
  const [least, most] = share
    ? [format.percent(share.low), format.percent(share.high)]
    : [format.count(low), format.count(high)];
  return `${share ? 'Estimated ' : 'Shared in private: '}${least === most ? least : say.range(least, most)} ${all}`;
}

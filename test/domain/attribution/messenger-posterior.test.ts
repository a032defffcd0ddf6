import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  estimateMessengers,
  messengerPosterior,
  type PreviewSeen,
  priorFromIdentified,
} from '../../../shared/domain/attribution/messenger-posterior.ts';
import { HOUR_MS } from '../../../shared/domain/time/units.ts';

const NOON = Date.UTC(2026, 9, 20, 12);
const CLICK = { linkId: 'lnk_1', at: NOON, country: 'DE' };

const aPreview = (app: string, hoursBefore: number, rest: Partial<PreviewSeen> = {}): PreviewSeen => ({
  linkId: 'lnk_1',
  app,
  at: NOON - hoursBefore * HOUR_MS,
  fetchedBy: 'server',
  ...rest,
});
const scoreOf = (...previews: PreviewSeen[]): number => {
  const low = messengerPosterior(CLICK, previews, {})[0]?.low ?? 0;
  return (3 * low) / (1 - low);
};

describe('which messenger an unidentified dark click came from', () => {
  it('is the prior where no preview was seen, bounded by nothing and the cap', () => {
    expect(messengerPosterior(CLICK, [], { whatsapp: 0.5, telegram: 0.1 })).toEqual([
      { app: 'telegram', fraction: expect.closeTo(0.1), low: 0, high: 0.6 },
      { app: 'whatsapp', fraction: 0.5, low: 0, high: 0.6 },
    ]);
  });

  it('weighs one fresh preview against a prior of three', () => {
    expect(messengerPosterior(CLICK, [aPreview('telegram', 0)], { whatsapp: 0.5 })).toEqual([
      { app: 'telegram', fraction: 0.25, low: 0.25, high: 0.6 },
      { app: 'whatsapp', fraction: 0.375, low: 0, high: 0.6 },
    ]);
  });

  it.each<[string, PreviewSeen[], number]>([
    ['a fresh preview scores 1', [aPreview('telegram', 0)], 1],
    ['half that after six hours', [aPreview('telegram', 6)], 0.5],
    ['nothing from 24 hours on', [aPreview('telegram', 24)], 0],
    ['nothing when it came after the click', [aPreview('telegram', -0.001)], 0],
    ['nothing on another link', [aPreview('telegram', 0, { linkId: 'lnk_2' })], 0],
    [
      'a device in the same country counts double',
      [aPreview('imessage', 0, { fetchedBy: 'device', country: 'DE' })],
      2,
    ],
    [
      'a device in another country does not',
      [aPreview('imessage', 0, { fetchedBy: 'device', country: 'AT' })],
      1,
    ],
    ['a server in the same country does not', [aPreview('telegram', 0, { country: 'DE' })], 1],
    ['a server counts once a day, the newest', [aPreview('telegram', 6), aPreview('telegram', 0)], 1],
    ['yesterday is another day', [aPreview('telegram', 12.5), aPreview('telegram', 0)], 1 + 2 ** (-12.5 / 6)],
    [
      'devices count each time',
      [aPreview('signal', 0, { fetchedBy: 'device' }), aPreview('signal', 0, { fetchedBy: 'device' })],
      2,
    ],
  ])('%s', (_, previews, score) => {
    expect(scoreOf(...previews)).toBeCloseTo(score, 12);
  });

  it('never says more than 0.6 of one click, however many previews there are', () => {
    const many = Array.from({ length: 200 }, () =>
      aPreview('signal', 0.1, { fetchedBy: 'device', country: 'DE' }),
    );
    expect(messengerPosterior(CLICK, many, {})).toEqual([
      { app: 'signal', fraction: 0.6, low: 0.6, high: 0.6 },
    ]);
  });
});

describe('messengers of many clicks', () => {
  const apps = fc.constantFrom('whatsapp', 'telegram', 'signal');
  const links = fc.constantFrom('lnk_1', 'lnk_2');
  const times = fc.integer({ min: NOON - 48 * HOUR_MS, max: NOON });
  const countries = fc.constantFrom('DE', 'AT');
  const previews = fc.array(
    fc.record({
      app: apps,
      linkId: links,
      at: times,
      country: countries,
      fetchedBy: fc.constantFrom('device' as const, 'server' as const),
    }),
  );
  const clicks = fc.array(fc.record({ linkId: links, at: times, country: countries }), { maxLength: 20 });

  it('add up to the clicks, each app between its bounds and within 0.6 of all', () => {
    fc.assert(
      fc.property(clicks, previews, fc.dictionary(apps, fc.nat(50)), (seen, shared, identified) => {
        const estimate = estimateMessengers(seen, shared, () => priorFromIdentified(identified));
        const assigned = estimate.apps.reduce((sum, { fraction }) => sum + fraction, 0);
        expect(assigned + estimate.unidentified).toBeCloseTo(seen.length, 9);
        for (const { fraction, low, high } of estimate.apps) {
          expect(low).toBeLessThanOrEqual(fraction + 1e-12);
          expect(fraction).toBeLessThanOrEqual(high + 1e-12);
          expect(high).toBeLessThanOrEqual(0.6 * seen.length + 1e-9);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('leave everything unidentified where nothing was ever seen', () => {
    expect(estimateMessengers([CLICK, CLICK], [], () => priorFromIdentified({}))).toEqual({
      apps: [],
      unidentified: 2,
    });
  });

  it("use each country's own prior", () => {
    const { apps } = estimateMessengers([CLICK, { ...CLICK, country: 'US' }], [], (country) =>
      priorFromIdentified(country === 'DE' ? { whatsapp: 9 } : { messenger: 3 }),
    );
    expect(apps.map(({ app, fraction }) => [app, fraction])).toEqual([
      ['messenger', 0.6],
      ['whatsapp', 0.6],
    ]);
  });
});

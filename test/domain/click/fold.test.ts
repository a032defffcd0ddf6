import fc from 'fast-check';
import { expect, it } from 'vitest';
import { foldClicks, settleClicks, summarize, sumTallies } from '../../../shared/domain/click/fold.ts';
import { cardinality } from '../../../shared/domain/click/sketch.ts';
import { aClick, counted, excluded, NOON } from '../../support/builders.ts';

const click = fc
  .record({
    name: fc.nat(30).map(String),
    seconds: fc.nat(59),
    visitor: fc.option(fc.constantFrom('v1', 'v2', 'v3'), { nil: undefined }),
    channel: fc.constantFrom('own_inapp', 'dark_messenger', 'search'),
    isBot: fc.boolean(),
    country: fc.constantFrom('DE', 'AT'),
  })
  .map(({ name, seconds, visitor, channel, isBot, country }) =>
    aClick({
      // The id names everything, so that one id is one click.
      name: `${name}|${seconds}|${visitor}|${channel}|${isBot}|${country}`,
      at: NOON + seconds * 1_000,
      verdict: isBot ? excluded('bot') : counted({ channel } as never),
      country,
      ...(visitor ? { visitor } : {}),
    }),
  );
const clicks = fc.array(click, { maxLength: 40 });

it('folds the same set to the same bytes, whatever the order and however often each is named', () => {
  fc.assert(
    fc.property(clicks, fc.infiniteStream(fc.nat()), (all, dice) => {
      const shuffled = [...all, ...all]
        .map((one) => ({ one, place: dice.next().value ?? 0 }))
        .sort((a, b) => a.place - b.place)
        .map(({ one }) => one);
      expect(JSON.stringify(foldClicks(shuffled, 30))).toBe(JSON.stringify(foldClicks(all, 30)));
    }),
  );
});

it('only grows when the set grows, and counts each id once', () => {
  fc.assert(
    fc.property(clicks, click, (all, more) => {
      const [before, after] = [foldClicks(all, 30), foldClicks([...all, more], 30)];
      const isNew = !all.some(({ id }) => id === more.id);
      expect(after.hits - before.hits).toBe(isNew ? 1 : 0);
      expect(after.cells.reduce((sum, cell) => sum + cell.count, 0)).toBe(after.hits);
    }),
  );
});

it('sums folds of disjoint sets in any grouping to the fold of all', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(click, { selector: ({ id }) => id, maxLength: 30 }),
      fc.nat(30),
      (all, cut) => {
        const parts = [foldClicks(all.slice(0, cut), 0), foldClicks(all.slice(cut), 0)];
        expect(sumTallies(parts)).toEqual(foldClicks(all, 0));
        expect(sumTallies([...parts].reverse())).toEqual(sumTallies(parts));
      },
    ),
  );
});

it('sums up hits, clicks, what was excluded and why, and as dark only what came by dark social', () => {
  const by = (channel: string, name: string) => aClick({ name, verdict: counted({ channel } as never) });
  const bots = ['a', 'b'].map((name) => aClick({ name: `bot ${name}`, verdict: excluded('bot') }));
  const all = [
    by('dark_messenger', '1'),
    by('dark_unknown', '2'),
    by('search', '3'),
    by('own_inapp', '4'),
    ...bots,
  ];
  expect(summarize(foldClicks(all, 30))).toMatchObject({
    hits: 6,
    clicks: 4,
    darkClicks: 2,
    excluded: { bot: 2 },
  });
});

it('settles repeats by the first tap, not by the last: a third tap after the window counts again', () => {
  const taps = [0, 20, 40, 69, 70].map((seconds) =>
    aClick({ name: `tap ${seconds}`, at: NOON + seconds * 1_000, visitor: 'v' }),
  );
  const reasons = settleClicks(taps, 30).map(({ verdict }) => verdict.kind);
  expect(reasons).toEqual(['counted', 'excluded', 'counted', 'excluded', 'counted']);
});

it('leaves those alone who are nobody, and those who were excluded already', () => {
  const anonymous = [aClick({ name: 'a' }), aClick({ name: 'b' })];
  const bots = [
    aClick({ name: 'c', visitor: 'v', verdict: excluded('bot') }),
    aClick({ name: 'd', visitor: 'v' }),
  ];
  expect(summarize(foldClicks(anonymous, 30))).toMatchObject({ hits: 2, clicks: 2, uniques: 0 });
  expect(summarize(foldClicks(bots, 30))).toMatchObject({
    hits: 2,
    clicks: 1,
    uniques: 1,
    excluded: { bot: 1 },
  });
});

it('tells clicks apart by all that figures ask of them; a preview is of the app that shows it', () => {
  const shared = { ...excluded('preview', { app: 'chrome' }), share: { app: 'whatsapp' } } as never;
  const { cells } = foldClicks(
    [
      aClick({ name: 'a', verdict: counted({ app: 'instagram' }), country: 'DE' }),
      aClick({ name: 'b', verdict: shared }),
      aClick({ name: 'c', verdict: counted({ app: undefined } as never) }),
    ],
    30,
  );
  expect(
    cells.map(({ reason, app, country, count }) => [reason, app, country, count].join('|')).sort(),
  ).toEqual(['|instagram|DE|1', '|||1', 'preview|whatsapp||1'].sort());
});

it('keeps tuples apart whose values hold the separator', () => {
  const cell = (app: string, country: string) =>
    aClick({ name: `${app}/${country}`, verdict: counted({ app }), country });
  expect(foldClicks([cell('x|mobile', 'A'), cell('x', 'mobile|A')], 30).cells).toHaveLength(2);
});

it('never says more uniques than clicks, whatever the sketch estimates', () => {
  let overestimated = 0;
  for (let seed = 0; seed < 40; seed++) {
    const all = Array.from({ length: 401 + seed * 7 }, (_, i) =>
      aClick({ name: `${seed}|${i}`, at: NOON, visitor: `${seed}-${i}`, verdict: counted() }),
    );
    const tally = foldClicks(all, 30);
    if (cardinality(tally.visitors) > all.length) overestimated++;
    expect(summarize(tally).uniques).toBeLessThanOrEqual(summarize(tally).clicks);
  }
  expect(overestimated).toBeGreaterThan(0);
});

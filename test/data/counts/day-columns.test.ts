import { expect, it } from 'vitest';
import {
  inColumns,
  type KeptDay,
  linkDaysIn,
  linkDaysOf,
  summedByLink,
} from '../../../shared/data/counts/day-columns.ts';
import { pack, unpack } from '../../../shared/data/table/packed.ts';
import type { LinkDay } from '../../../shared/domain/facts.ts';
import { randomInt, seededRandom } from '../../../shared/domain/statistics/seeded-random.ts';
import { EXCLUDED_REASONS } from '../../../shared/domain/vocabulary.ts';

/** Some with nothing excluded, some with several reasons, as days come. */
function someDays(count: number): LinkDay[] {
  const random = seededRandom(`days of ${count} links`);
  return Array.from({ length: count }, (_, index) => {
    const clicks = randomInt(random, 0, 3_000_000_000);
    const reasons = EXCLUDED_REASONS.filter(() => random() < 0.1);
    return {
      day: '2026-11-02',
      linkId: `lnk_${index} "${String.fromCodePoint(randomInt(random, 32, 0xd7ff))}`,
      hits: clicks + randomInt(random, 0, 9),
      clicks,
      uniques: randomInt(random, 0, clicks),
      darkClicks: randomInt(random, 0, clicks),
      excluded: Object.fromEntries(reasons.map((reason) => [reason, randomInt(random, 1, 99)])),
    };
  });
}

const throughTheTable = (days: LinkDay[]): LinkDay[] =>
  linkDaysIn(unpack<KeptDay>(pack<KeptDay>(inColumns(days))));

it.each([0, 1, 999, 1_000, 1_001, 12_345])('%i link-days in columns read back as they were', (count) => {
  const days = someDays(count);
  expect(throughTheTable(days)).toEqual(days);
});

it('days of before stand row by row and are read as ever, no link with more uniques than clicks', () => {
  const [one, other] = someDays(2) as [LinkDay, LinkDay];
  const kept = [one, { ...other, clicks: 3, uniques: 5 }];
  expect(linkDaysIn(kept)).toEqual([one, { ...other, clicks: 3, uniques: 3 }]);
});

it('refuses a form that it does not know, and columns of different lengths', () => {
  const [block] = inColumns(someDays(3));
  const later = { ...block, columns: 2 } as KeptDay;
  const shorter = { ...block, clicks: [1, 2] } as KeptDay;
  for (const kept of [later, shorter])
    for (const read of [linkDaysIn, (days: KeptDay[]) => summedByLink([days], '2026-11-30')])
      expect(() => read([kept])).toThrow('2026-11-02 are kept in a form that this version does not read');
});

it('sums days by link as their rows do, in columns, row by row or both', () => {
  const days = [2_345, 1_000, 3].map(someDays);
  const [most = [], some = [], few = []] = days;
  const older = few.map((day) => ({ ...day, uniques: day.clicks + 1 }));
  const sums = summedByLink([inColumns(most), inColumns(some), few, older], '2026-11-30');
  const expected = new Map<string, { clicks: number; uniques: number }>();
  for (const { linkId, clicks, uniques } of [
    ...days.flat(),
    ...few.map((day) => ({ ...day, uniques: day.clicks })),
  ]) {
    const { clicks: c, uniques: u } = expected.get(linkId) ?? { clicks: 0, uniques: 0 };
    expected.set(linkId, { clicks: c + clicks, uniques: u + uniques });
  }
  expect(sums).toEqual([...expected].map(([linkId, sum]) => ({ day: '2026-11-30', linkId, ...sum })));
});

it('says how many link-days are kept, in columns as row by row', () => {
  const days = someDays(1_234);
  const count = (kept: KeptDay[]) => kept.reduce((sum, one) => sum + linkDaysOf(one), 0);
  expect([count(inColumns(days)), count(days), count([])]).toEqual([1_234, 1_234, 0]);
});

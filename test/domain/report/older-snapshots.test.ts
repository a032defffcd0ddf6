import { describe, expect, it } from 'vitest';
import { readOlder } from '../../../shared/domain/report/older-snapshots.ts';
import type { ReportSnapshot } from '../../../shared/domain/report/snapshot.ts';
import { aSnapshot } from '../../support/report-builders.ts';

/** As metrics of a version wrote it: other verdicts, and no shares. */
const aStored = (metricVersion: string, candidates: [string, string[]][], dark: object = {}) => {
  const snapshot = aSnapshot();
  const [first] = snapshot.promotion?.candidates ?? [];
  return {
    ...snapshot,
    provenance: { ...snapshot.provenance, metricVersion },
    darkSocial: { ...snapshot.darkSocial, share: undefined, visits: 200, low: 50, high: 120, ...dark },
    promotion: {
      ...snapshot.promotion,
      candidates: candidates.map(([verdict, reasons]) => ({ ...first, verdict, reasons })),
    },
  } as unknown as ReportSnapshot;
};
const read = (candidates: [string, string[]][]) =>
  readOlder(aStored('4', candidates)).promotion?.candidates.map(({ verdict, reasons }) => [verdict, reasons]);

describe('a report of before metrics 5', () => {
  it('says its verdicts in today’s words, and keeps what it knows already', () => {
    expect(
      read([
        ['promote', ['a']],
        ['likely', []],
        ['keep', []],
        ['stopPaying', []],
      ]),
    ).toEqual([
      ['moveUp', ['a']],
      ['testMore', []],
      ['stay', []],
      ['stopPaying', []],
    ]);
  });

  it('bars who had broken a rule, whatever the verdict was', () => {
    expect(read([['promote', ['sells', 'violation']]])).toEqual([['barred', ['rule-broken']]]);
  });

  it('has its share of dark social worked out, and none where nobody came or it was said', () => {
    const share = (dark: object) => readOlder(aStored('4', [], dark)).darkSocial.share;
    expect(share({})).toEqual({ low: 0.25, high: 0.6 });
    expect(share({ visits: 0 })).toBeUndefined();
    expect(share({ share: { low: 0.1, high: 0.2 } })).toEqual({ low: 0.1, high: 0.2 });
  });

  it('stays without promotions where it had none; one of today stays byte for byte', () => {
    const { promotion: _, ...without } = aStored('4', []);
    expect(readOlder(without as ReportSnapshot)).not.toHaveProperty('promotion');
    for (const version of ['5', '10']) {
      const stored = aStored(version, [['promote', []]]);
      expect(readOlder(stored)).toBe(stored);
    }
  });
});

import { expect, it } from 'vitest';
import { weekFigures } from '../../shared/domain/report/build/build-snapshot.ts';
import { diffSnapshots } from '../../shared/domain/report/diff-snapshots.ts';
import { aBigBrand, build, ofWeek } from '../domain/report/build/snapshot-facts.ts';

it('builds a brand of 200 creators, 5,000 posts, 20,000 orders, and looks at two of its weeks again with the same figures', () => {
  const facts = aBigBrand({ creators: 200, posts: 5_000, orders: 20_000 });
  for (const week of ['2026-W46', '2026-W40']) {
    const snapshot = build(facts, { week });
    expect(snapshot.total.clicks.value).toBeGreaterThan(0);
    expect(diffSnapshots(snapshot, weekFigures(ofWeek(facts, week), week))).toEqual([]);
  }
});

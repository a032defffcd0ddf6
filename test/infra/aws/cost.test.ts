import { describe, expect, it } from 'vitest';
import { PRICES } from '../../../infra/aws/prices.ts';
import { billOf, readMeasured, totalOf } from '../../cost/cost.ts';
import { measureUnits } from '../../cost/measure-units.ts';

const MILLION = 1_000_000;

describe('the bill', () => {
  it('a million dense clicks over the HTTP API stay at or below 2.10 dollars', () => {
    expect(totalOf(billOf(MILLION, readMeasured().dense, 'httpApi'))).toBeLessThanOrEqual(2.1);
  });

  it('grows in proportion: ten times the clicks, ten times the bill', () => {
    const { dense } = readMeasured();
    expect(totalOf(billOf(10 * MILLION, dense, 'httpApi'))).toBeCloseTo(
      10 * totalOf(billOf(MILLION, dense, 'httpApi')),
      6,
    );
  });

  it('every price says where it stands and when it was read', () => {
    for (const { source, readOn } of Object.values(PRICES)) {
      expect(source).toContain('aws.amazon.com/');
      expect(readOn).toMatch(/^20\d\d-\d\d$/);
    }
  });

  it('a click still costs one write, and two where it opens a minute: measured now, not remembered', async () => {
    const one = await measureUnits({ links: 1, clicks: 60, gapMs: 500, instances: 1 });
    expect(one.redirect.write).toBeLessThan(1.2);
    const spread = await measureUnits({ links: 20, clicks: 20, gapMs: 500, instances: 1 });
    expect(spread.redirect.write).toBeLessThan(2.2);
  });
});

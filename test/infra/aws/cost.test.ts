import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PRICES } from '../../../infra/aws/prices.ts';
import { billOf, pageBillOf, readMeasured, totalOf } from '../../cost/cost.ts';
import { measurePages } from '../../cost/measure-pages.ts';
import { measureUnits } from '../../cost/measure-units.ts';
import { standingBillOf } from '../../cost/standing.ts';
import { everyTemplateOf, settingsOf } from './synthesized.ts';

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

describe('a month without a click', () => {
  const whole = readFileSync(join(import.meta.dirname, '../../../docs/cost.md'), 'utf8');
  const text = /^## A month without a click$(.*?)^## /ms.exec(whole)?.[1] ?? '';

  const bills = ['dev', 'prod'].map(
    (environment) => [environment, standingBillOf(everyTemplateOf(settingsOf(environment)))] as const,
  );

  it.each(bills)('costs in %s what docs/cost.md says, line by line', (environment, bill) => {
    const column = environment === 'dev' ? 2 : 3;
    const said = (what: string) =>
      text
        .split('\n')
        .find((line) => line.startsWith(`| ${what} |`))
        ?.split('|')
        [column]?.trim();
    for (const { what, count, dollars } of bill)
      expect([what, said(what)]).toEqual([what, `${Number(count.toFixed(1))}: ${dollars.toFixed(2)}`]);
    expect(said('**together**')).toBe(totalOf(bill).toFixed(2));
  });
});

describe('a page view', () => {
  const measured = () =>
    new Map(readMeasured().pages.map((page) => [page.path.replace(/_\w{16}/, '…'), page]));

  it('costs what docs/cost.md says, page by page', () => {
    const text = readFileSync(join(import.meta.dirname, '../../../docs/cost.md'), 'utf8');
    const rows = [...text.matchAll(/^\| `(\/app\S*)` \| (\d+) \| ([\d.]+) \| ([\d.]+) \| ([\d.]+) \|$/gm)];
    expect(rows.length).toBeGreaterThan(8);
    for (const [, path = '', requests, read, cpuMs, dollars] of rows) {
      const page = measured().get(path);
      const million = page && (totalOf(pageBillOf(page)) * 1_000_000).toFixed(2);
      expect([path, page?.requests, page?.read, page?.cpuMs.toFixed(0), million]).toEqual([
        path,
        Number(requests),
        Number(read),
        cpuMs,
        dollars,
      ]);
    }
  });

  it('no page costs more than forty dollars for a million views', () => {
    for (const page of readMeasured().pages)
      expect([page.path, totalOf(pageBillOf(page))]).toEqual([
        page.path,
        expect.toSatisfy((one) => one < 40e-6),
      ]);
  });

  it('is still one call and some reads: measured now, not remembered', async () => {
    const pages = await measurePages({ creators: 4, posts: 12, clicks: 600, orders: 12 }, 1);
    expect(pages.length).toBeGreaterThan(40);
    const dear = pages.filter(({ read, write }) => read > 80 || write > 2).map(({ path }) => path);
    expect(dear).toEqual([]);
  }, 60_000);
});

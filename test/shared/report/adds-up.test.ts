import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Facts } from '../../../shared/domain/facts.ts';
import { buildSnapshot } from '../../../shared/domain/report/build/build-snapshot.ts';
import {
  type Figure,
  REPORT_TABLES,
  type ReportSnapshot,
  type StageRow,
} from '../../../shared/domain/report/snapshot.ts';
import { computeRoi } from '../../../shared/domain/roi/compute-roi.ts';
import { weekOfDay } from '../../../shared/domain/time/week.ts';
import { renderCsv } from '../../../shared/report/render/csv.ts';
import { renderPage } from '../../../shared/report/render/page/page.tsx';
import { presentReport } from '../../../shared/report/render/present/present.ts';
import type { ViewTable } from '../../../shared/report/render/present/view.ts';
import { renderTable } from '../../../shared/report/render/table-csv.ts';
import { ALONE, anyFacts, LAST_DAY } from '../../domain/roi/facts-arbitraries.ts';
import { aLinkDay, anOrder } from '../../domain/roi/facts-builder.ts';
import { CASES } from '../../screenshots/cases.ts';
import { aSnapshot } from '../../support/report-builders.ts';

const AS_OF = Date.parse(`${LAST_DAY}T23:00:00Z`) + 14 * 86_400_000;
const WEEKS = ['2026-W36', '2026-W37', '2026-W38', '2026-W39', '2026-W40'];

const snapshotOf = (facts: Facts, week: string): ReportSnapshot =>
  buildSnapshot({
    facts: { ...facts, orders: facts.orders.map((order) => ({ ...order, receivedAt: 0 })) },
    week,
    asOf: new Date(AS_OF).toISOString(),
    asOfMs: AS_OF,
    rulesVersions: ['1'],
  });

const ADDITIVE = ['posts', 'clicks', 'uniques', 'orders', 'netRevenueMinor', 'spendMinor'] as const;
const sum = (values: readonly (number | null)[]) => values.reduce<number>((all, one) => all + (one ?? 0), 0);

/** Every amount of money in a cell, in cents; figures of orders may be thirds and are shown rounded. */
const cents = (text: string) => Math.round(Number(text.replace('−', '-').replace(/[^\d.-]/g, '')) * 100);

const ALONE_TAPPED = '2026-09-10';

/** Facts with orders that came by code a month after the post, creators who have no post, and a tapped link without one. */
const withUntied = anyFacts.map(({ facts }) => ({
  ...facts,
  brand: { ...facts.brand, currency: 'EUR' },
  days: [...facts.days, aLinkDay({ day: ALONE_TAPPED, linkId: ALONE, clicks: 3, uniques: 2 })],
  channels: [
    ...facts.channels,
    { day: ALONE_TAPPED, linkId: ALONE, channel: 'link_in_bio' as const, clicks: 3 },
  ],
  orders: [
    ...facts.orders,
    ...['2026-09-02', '2026-09-10', '2026-09-23'].map((day, n) =>
      anOrder({
        conversionId: `cnv_untied_${n}`,
        day,
        netMinor: 5000 + n,
        attributedBy: 'coupon',
        credits: [{ creatorId: 'crt_a', share: 1 }],
      }),
    ),
  ],
}));

describe('whatever happened in a week', () => {
  it('every table of snapshot, page, mail, CSV and API adds up to its headline', () => {
    let [untied, alone] = [0, 0];
    fc.assert(
      fc.property(withUntied, fc.constantFrom(...WEEKS), (facts, week) => {
        const snapshot = snapshotOf(facts, week);
        const { stages, total, headline, period } = snapshot;
        const rest = stages.find(({ stage }) => stage === 'notTied');
        if ((rest?.netRevenueMinor.value ?? 0) !== 0) untied++;
        if (stages.some(({ stage }) => stage === 'withoutPost')) alone++;

        for (const name of ADDITIVE)
          expect(sum(stages.map((row) => row[name].value)), name).toBeCloseTo(total[name].value ?? 0, 4);
        for (const name of ['posts', 'orders', 'netRevenueMinor', 'spendMinor'] as const)
          expect(sum(stages.map(({ cohort }) => cohort[name].value)), `cohort ${name}`).toBeCloseTo(
            total.cohort[name].value ?? 0,
            4,
          );
        expect([headline.netRevenueMinor.value, headline.clicks.value, headline.orders.value]).toEqual([
          total.netRevenueMinor.value,
          total.clicks.value,
          total.orders.value,
        ]);
        expect(sum(Object.values(snapshot.weeks.at(-1)?.byGroup ?? {}))).toBe(total.clicks.value ?? 0);
        // A link without a post holds some of them: no post's week has them, the week has.
        expect(snapshot.weeks.at(-1)?.clicks).toBe(total.clicks.value ?? 0);
        expectListsToAddUp(snapshot);

        const api = computeRoi(facts, {
          groupBy: 'stage',
          basis: 'period',
          from: period.firstDay,
          to: period.lastDay,
          draws: 5,
        });
        expect(sum(api.rows.map((row) => row.netRevenueMinor))).toBe(api.totals.netRevenueMinor);
        expect(api.totals.netRevenueMinor).toBe(total.netRevenueMinor.value);

        expectShownToAddUp(snapshot);
        expectCsvToAddUp(snapshot, stages, total);
      }),
      { numRuns: 40 },
    );
    expect(untied).toBeGreaterThan(5);
    expect(alone).toBeGreaterThan(0);
  });
});

function expectListsToAddUp({ best, total }: ReportSnapshot): void {
  for (const { rows, ...rests } of Object.values(best ?? {}))
    for (const name of ['clicks', 'netRevenueMinor', 'spendMinor'] as const)
      expect(sum([...rows, ...Object.values(rests)].map((row) => row[name])), name).toBe(
        total[name].value ?? 0,
      );
}

/** The view is what mail, text and page lay out. */
function expectShownToAddUp(snapshot: ReportSnapshot): void {
  const { sections, mail } = presentReport(snapshot, { locale: 'en-GB' });
  const ofPage = sections
    .filter(({ id }) => id === 'stages' || id === 'best')
    .flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'table' ? [block.table] : [])));
  const [stages] = ofPage;
  if (!stages) {
    expect(snapshot.kind).toBe('empty');
    return;
  }
  for (const table of [...ofPage, ...mail.tables])
    for (const label of ['Net revenue', 'Clicks']) expectRowsToAddUp(table, label);
  // A word joiner keeps a minus at its number.
  const html = renderPage(snapshot, { showSpend: true, locale: 'en-GB' }).replaceAll('\u2060', '');
  const at = stages.columns.findIndex(({ label }) => label === 'Net revenue');
  expect(html).toContain(stages.rows.at(-1)?.cells[at]?.text ?? '?');
  for (const name of REPORT_TABLES) expectFileToAddUp(renderTable(snapshot, name, 'en-GB'));
}

/** What a table says of a figure in its rows comes to what it says in its last. */
function expectRowsToAddUp({ caption, columns, rows }: ViewTable, label: string): void {
  const at = columns.findIndex((column) => column.label === label);
  if (at < 0) return;
  const shown = rows.map(({ cells, total }) => ({ total, minor: cents(cells[at]?.text ?? '') }));
  const parts = shown.filter(({ total }) => !total).map(({ minor }) => minor);
  expect(sum(parts), `${caption}: ${label}`).toBe(shown.find(({ total }) => total)?.minor);
}

/** A table to open by hand: its last line is the total. */
function expectFileToAddUp(file: string): void {
  const [head = [], ...lines] = file
    .trimEnd()
    .split('\r\n')
    .map((line) => line.replaceAll('"', '').split(','));
  for (const label of ['Net revenue (EUR)', 'Clicks']) {
    const figures = lines.map((cells) => cents(cells[head.indexOf(label)] ?? ''));
    expect(sum(figures.slice(0, -1)), `${head[1]}: ${label}`).toBe(figures.at(-1));
  }
}

function expectCsvToAddUp(snapshot: ReportSnapshot, stages: StageRow[], total: StageRow): void {
  const lines = renderCsv(snapshot)
    .split('\r\n')
    .map((line) => line.replaceAll('"', '').split(','));
  const value = (section: string, about: string, figure: string) =>
    Number(lines.find((cells) => cells[1] === section && cells[2] === about && cells[3] === figure)?.[4]);
  for (const section of ['stage', 'cohort']) {
    const parts = stages.map(({ stage }) => value(section, stage, 'netRevenue'));
    expect(sum(parts), section).toBeCloseTo(value(section, 'total', 'netRevenue'), 6);
  }
  const figure: Figure = total.netRevenueMinor;
  expect(value('headline', 'brand', 'netRevenue') * 100).toBeCloseTo(figure.value ?? 0, 6);
}

it('adds up with forty creators, of whom most stand together in one row', () => {
  const snapshot = CASES['forty-creators']?.() as ReportSnapshot;
  expect(snapshot.best?.creators.rows).toHaveLength(40);
  expect(snapshot.stages.every(({ netRevenueMinor }) => (netRevenueMinor.value ?? 0) > 0)).toBe(true);
  expectListsToAddUp(snapshot);
  expectShownToAddUp(snapshot);
  // More than a snapshot names: two hundred rows, the others as a sum.
  const more = aSnapshot();
  expect(more.best?.posts.others?.count).toBe(18);
  expectShownToAddUp(more);
});

it('tells of six orders by code a month after the post in a row of their own, and never says that nothing happened', () => {
  const facts = fc.sample(anyFacts, { numRuns: 1, seed: 7 })[0]?.facts as Facts;
  const day = '2026-11-17';
  const orders = Array.from({ length: 6 }, (_, n) =>
    anOrder({
      conversionId: `cnv_${n}`,
      day,
      attributedBy: 'coupon',
      credits: [{ creatorId: 'crt_a', share: 1 }],
    }),
  );
  const snapshot = snapshotOf({ ...facts, days: [], channels: [], spend: [], orders }, weekOfDay(day));
  expect(snapshot.stages.map(({ stage }) => stage)).toContain('notTied');
  expect(snapshot.stages.at(-1)?.netRevenueMinor.value).toBe(30_000);
  expect(snapshot.headline.orders.value).toBe(6);
});

import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { roiLine } from '../../../functions/api/routes/answers/roi.ts';
import { computeRoi } from '../../../shared/domain/roi/compute-roi.ts';
import { anOrder, aPost, aSpend, someFacts } from '../../domain/roi/facts-builder.ts';
import { failures, postBody } from '../../support/api-builders.ts';
import { apiOfFile } from '../../support/api-of-file.ts';

const JUNE = 'from=2026-06-01&to=2026-06-30';
const eur = (amount: number) => ({ amount, currency: 'EUR' });
const at = (day: string) => new Date(`2026-${day}T10:00:00Z`).toISOString();

type Line = {
  repeatRate: number | null;
  spend: { amount: number };
  netRevenue: { amount: number };
  orders: number;
};
type Roi = { rows: Line[]; totals: Line; unconverted: object[] };
const waiting = { currency: 'SEK', amount: 9_000, count: 1 };

const host = apiOfFile();
const { as, made } = host;
const roi = async (query: string) => (await as().get(`/v1/roi?${query}`)).json as Roi;

/** The last line of the CSV, by the names of its first. */
async function csvTotals(query: string): Promise<Record<string, string>> {
  const { text } = await as().get(`/v1/exports/roi.csv?${query}`);
  const rows = parse<Record<string, string>>(text, { bom: true, columns: true });
  return rows.at(-1) ?? {};
}

/** A post of June whose fee was booked in May, six new customers of June, two of whom came back in July and August. */
beforeAll(async () => {
  await as().patch('/v1/brand', { grossMargin: 0.5 });
  const creator = await made('/v1/creators', {
    handle: '@june',
    platform: 'instagram',
    couponCodes: ['JUNE'],
  });
  const post = await made('/v1/posts', postBody(creator.id, { publishedAt: at('06-02') }));
  await made('/v1/spend', { kind: 'fee', amount: eur(5_000), incurredOn: '2026-05-20', postId: post.id });
  const krona = { amount: 9_000, currency: 'SEK' };
  await made('/v1/spend', { kind: 'fee', amount: krona, incurredOn: '2026-05-21', postId: post.id });
  await made('/v1/spend', { kind: 'boost', amount: eur(700), incurredOn: '2026-06-10', postId: post.id });
  const anOrder = (externalId: string, day: string, customerId: string, amount = eur(3_000)) =>
    made('/v1/conversions', {
      kind: 'sale',
      externalId,
      occurredAt: at(day),
      amount,
      couponCode: 'JUNE',
      customerId,
      newCustomer: day.startsWith('06'),
    });
  for (const customer of [1, 2, 3, 4, 5, 6])
    await anOrder(`first-${customer}`, '06-05', `customer-${customer}`);
  await anOrder('again-1', '07-20', 'customer-1');
  await anOrder('again-2', '08-30', 'customer-2');
  await anOrder('too-late-3', '09-20', 'customer-3');
  await anOrder('no-rate', '07-21', 'customer-4', krona);
});

describe('GET /v1/roi loads what its basis asks for', () => {
  it('cohort: what was booked before the first day for posts of the cohort costs them too', async () => {
    const { totals, rows, unconverted } = await roi(`${JUNE}&basis=cohort`);
    expect(unconverted).toEqual([
      { of: 'orders', ...waiting },
      { of: 'spend', ...waiting },
    ]);
    expect(totals.spend).toEqual(eur(5_700));
    expect(rows.map((row) => row.spend.amount)).toEqual([5_700]);
    expect((await csvTotals(`${JUNE}&basis=cohort`)).spend).toBe('57.00');
  });

  it('period: what was booked before the first day, or sold after the last, is another period’s', async () => {
    const { totals, unconverted } = await roi(`${JUNE}&basis=period`);
    expect(totals).toMatchObject({ spend: eur(700), orders: 6, netRevenue: eur(18_000) });
    expect(unconverted).toEqual([]);
    expect(await csvTotals(`${JUNE}&basis=period`)).toMatchObject({ spend: '7.00', netRevenue: '180.00' });
  });

  it.each(['period', 'cohort'])(
    '%s: of six customers two came back within 90 days, also after the last day',
    async (basis) => {
      expect((await roi(`${JUNE}&basis=${basis}`)).totals.repeatRate).toBeCloseTo(2 / 6, 12);
      expect(Number((await csvTotals(`${JUNE}&basis=${basis}`)).repeatRate)).toBeCloseTo(2 / 6, 12);
    },
  );

  it('period: nobody is counted whose 90 days are not over today', async () => {
    const standing = host.api.clock.now;
    host.api.clock.now = Date.parse(at('09-02'));
    const { totals } = await roi(`${JUNE}&basis=period`);
    host.api.clock.now = standing;
    expect(totals.repeatRate).toBeNull();
  });

  it('an interval says its own level', () => {
    const orders = [1, 2, 3, 4, 5].map((one) => anOrder({ conversionId: `cnv_${one}` }));
    const known = someFacts({ catalog: { posts: [aPost()] }, orders, spend: [aSpend()] });
    const query = { groupBy: 'stage', basis: 'period', from: '2026-10-01', to: '2026-10-31' } as const;
    const { totals } = computeRoi(known, { ...query, level: 0.95 });
    const rates = { conversionRateInterval: { low: 0, high: 1, level: 0.8 } };
    const line = roiLine({ ...totals, ...rates }, 'EUR');
    expect([line.roiInterval?.level, line.conversionRateInterval?.level]).toEqual([0.95, 0.8]);
  });

  it('fails nowhere by our own fault', () => expect(failures).toEqual([]));
});

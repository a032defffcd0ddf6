import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readReports, readScale, scalePage } from './main.ts';
import { measureReports } from './measure-reports.ts';
import { measureScale } from './measure-scale.ts';

it('docs/scale.md is what the script writes from what was measured', () => {
  expect(readFileSync('docs/scale.md', 'utf8')).toBe(scalePage());
});

it('the thin hour was sealed whole, the viral one cut and three of its pieces counted, within the functions’ memory', () => {
  const { problems, thinHour, cut, piece, recount, linkMinutes, brands } = readScale();
  expect(problems).toEqual([]);
  expect([linkMinutes, brands]).toEqual([66_000, 2_000]);
  for (const { peakMb } of [thinHour, cut, piece, recount]) expect(peakMb).toBeLessThan(1_024);
});

it('seals a small thin hour and a piece of a viral one through the bundles, with as few requests', async () => {
  const small = await measureScale({ brands: 6, linkMinutes: 60, perPartition: 320, pieces: 1 });
  expect(small.problems).toEqual([]);
  expect(small.cut.pieces).toBe(3);
  expect(small.recount.requests / small.recount.partitions).toBeLessThan(2.6);
  const measured = readScale();
  const fixed = ({ thinHour, linkMinutes, brands }: typeof small) => thinHour.requests - linkMinutes / brands;
  expect(fixed(small)).toBeLessThan(fixed(measured) * 1.3);
}, 120_000);

it('the measured Monday named, reported and mailed each brand once, within the functions’ memory', () => {
  const { problems, sweep, report, mail, due } = readReports();
  expect([problems, sweep.named]).toEqual([[], due]);
  for (const { peakMb } of [sweep, ...Object.values(report)]) expect(peakMb).toBeLessThan(1_769);
  for (const { peakMb } of Object.values(mail)) expect(peakMb).toBeLessThan(1_024);
});

it('reports and mails a small brand through the bundles, with as few requests', async () => {
  const { problems, report, mail } = await measureReports({
    due: 3,
    made: { small: 1, middle: 0, large: 0 },
  });
  expect(problems).toEqual([]);
  const measured = readReports();
  expect(report.small?.requests).toBeLessThan((measured.report.small?.requests ?? 0) * 1.3);
  expect(mail.small?.requests).toBeLessThan((measured.mail.small?.requests ?? 0) * 1.3);
}, 120_000);

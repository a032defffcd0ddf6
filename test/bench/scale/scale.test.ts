import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { compareLayouts } from './by-the-hour.ts';
import { readReports, readScale, scalePage } from './main.ts';
import { measureReports } from './measure-reports.ts';
import { measureScale } from './measure-scale.ts';
import { READ_LANES, RECOUNT_LANES, RECOUNT_TIMEOUT_S, SEAL_TIMEOUT_S, seconds } from './reckon.ts';

it('docs/scale.md is what the script writes from what was measured', () => {
  expect(readFileSync('docs/scale.md', 'utf8')).toBe(scalePage());
});

it('the thin hour of all brands was sealed whole, and the viral one’s pieces, within the functions’ time and memory', () => {
  const { problems, brands, linkMinutes, perPartition, pieces, ...runs } = readScale();
  expect(problems).toEqual([]);
  expect([brands, linkMinutes, perPartition * 960]).toEqual([2_000, 66_000, 18_000_000]);
  const { plan, thinHour, cut, piece, lastPiece = piece, recount, busyRecount = recount } = runs;
  expect(runs.lastPiece === undefined).toBe(pieces < cut.pieces);
  for (const run of [plan, thinHour, cut, piece, lastPiece, recount, busyRecount])
    expect(run.peakMb).toBeLessThan(1_024);
  for (const run of [plan, thinHour, cut, piece, lastPiece])
    expect(seconds(run, READ_LANES)).toBeLessThan(SEAL_TIMEOUT_S);
  expect(seconds(recount, RECOUNT_LANES)).toBeLessThan(RECOUNT_TIMEOUT_S);
  // Two of each partition, a few of each hundred and one of each brand, however slow the machine was.
  expect(recount.requests / recount.partitions).toBeLessThan(2.6);
  // Busy partitions are read one by one.
  expect(seconds(busyRecount, 1)).toBeLessThan(RECOUNT_TIMEOUT_S);
});

it('seals a small thin hour and a viral one whole through the bundles, with as few requests', async () => {
  const small = await measureScale({ brands: 6, linkMinutes: 60, perPartition: 160, pieces: 2 });
  expect(small.problems).toEqual([]);
  expect([small.cut.pieces, small.lastPiece === undefined]).toEqual([2, false]);
  // Two of each of thirty partitions, and fifteen of the batch: six of them a brand's settings, each asked for once.
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

it('counts each click once wherever raw clicks lie, and says what that takes', async () => {
  const table = await compareLayouts([{ brands: 2, links: 3, clicksEach: 4 }]);
  const rows = table.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
  expect(rows.slice(2).map(([, , layout]) => layout)).toEqual([
    'link and minute',
    'link and hour',
    'brand and hour',
    'brand and hour, 16 parts',
  ]);
  const sealing = rows.slice(2).map((cells) => Number(cells[6]));
  expect(sealing[0]).toBeGreaterThan(sealing[1] ?? Number.NaN);
  expect(sealing[1]).toBeGreaterThan(sealing[2] ?? Number.NaN);
});

import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readScale, scalePage } from './main.ts';
import { measureScale } from './measure-scale.ts';

it('docs/scale.md is what the script writes from what was measured', () => {
  expect(readFileSync('docs/scale.md', 'utf8')).toBe(scalePage());
});

it('the measured hours were sealed whole, within the functions’ memory', () => {
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

import { describe, expect, it } from 'vitest';
import { draw, type Mutant } from './only-drawn.ts';
import { sayScores, scoresOf, type Tried } from './score.ts';

const aMutant = (n: number, room: string): Mutant => ({
  id: String(n),
  fileName: `/tmp/copy/shared/domain/${room}/file.ts`,
  mutatorName: 'ConditionalExpression',
  replacement: 'false',
  location: { start: { line: n, column: 0 }, end: { line: n, column: 1 } },
});

describe('a sample of mutants', () => {
  const all = Array.from({ length: 1_000 }, (_, n) =>
    aMutant(n, n < 800 ? 'roi' : n < 999 ? 'judge' : 'time'),
  );
  const roomsOf = (drawn: Mutant[]) => {
    return ['roi', 'judge', 'time'].map(
      (room) => drawn.filter(({ fileName }) => fileName.includes(room)).length,
    );
  };

  it('has of each room its share, and of the smallest one', () => {
    expect(roomsOf(draw(all, 100, '1'))).toEqual([80, 20, 1]);
  });

  it('is the same again for a seed, wherever the copy lies and in whatever order mutants come; another for another', () => {
    const elsewhere = all.map((one) => ({ ...one, fileName: one.fileName.replace('/tmp/copy', '/home/me') }));
    const idsOf = (mutants: Mutant[], seed: string) => draw(mutants, 100, seed).map(({ id }) => id);
    expect(idsOf(elsewhere, '1')).toEqual(idsOf(all, '1'));
    expect(idsOf([...all].reverse(), '1').sort()).toEqual(idsOf(all, '1').sort());
    expect(idsOf(all, '2')).not.toEqual(idsOf(all, '1'));
  });
});

describe('the score of a sample', () => {
  const of = (file: string, statuses: Record<string, number>): Tried[] =>
    Object.entries(statuses).flatMap(([status, times]) =>
      Array.from({ length: times }, () => ({ file, status })),
    );

  it('has Wilson’s interval: 81 of 263 are 25.5 to 36.6 % (Newcombe 1998)', () => {
    const tried = of('shared/domain/roi/ledger.ts', { Killed: 81, Survived: 182 });
    expect(sayScores(tried, true)).toContain('81 of   263 noticed, 30.8 % (95 %: 25.5 to 36.6)');
    expect(sayScores(tried, false)).not.toContain('95 %');
  });

  it('takes a mutant that no test runs for missed; one left out, not drawn or that breaks the tests is not tried', () => {
    const tried = [
      ...of('shared/domain/money/money.ts', {
        Killed: 1,
        Timeout: 1,
        NoCoverage: 1,
        CompileError: 4,
        Ignored: 2,
      }),
      ...of('shared/domain/id.ts', { Survived: 1, RuntimeError: 1 }),
      ...of('shared/domain/time/week.ts', { Ignored: 1 }),
    ];
    expect(scoresOf(tried)).toEqual([
      { room: 'money', tried: 3, noticed: 2, endless: 1 },
      { room: 'loose', tried: 1, noticed: 0, endless: 0 },
    ]);
    expect(sayScores(tried, false)).toContain(
      'all              2 of     4 noticed, 50.0 %, 1 of them by tests that never ended',
    );
  });
});

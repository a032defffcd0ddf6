import { describe, expect, it } from 'vitest';
import { answerBeforeDeciding } from '../naive/answer-before-deciding.ts';
import { sweepStopsAtFirst } from '../naive/sweep-stops-at-first.ts';
import { ABSENT, type Read, violations, type Write } from './history.ts';
import { proveApi } from './prove-api.ts';

type Row = [value: string, start: number, end: number, outcome?: Write['outcome']];
const written = ([value, start, end, outcome = 'done']: Row, rule: Write['rule'] = 'last'): Write => ({
  thing: 'links/n0',
  value,
  rule,
  start,
  end,
  outcome,
  what: `write ${value}`,
});

const A: Row = ['a', 0, 1];
const B: Row = ['b', 2, 3];
const GONE: Row = [ABSENT, 2, 3];

describe('a history', () => {
  it.each<[string, Write['rule'], Row[], string, number]>([
    ['the last that was done stands', 'last', [A, B], 'b', 0],
    ['one that was done later is gone', 'last', [A, B], 'a', 1],
    [
      'of two at once either stands',
      'last',
      [
        ['a', 0, 3],
        ['b', 1, 2],
      ],
      'a',
      0,
    ],
    ['one of unknown outcome stands', 'last', [A, ['b', 2, 3, 'unknown']], 'b', 0],
    ['one of unknown outcome does not', 'last', [A, ['b', 2, 3, 'unknown']], 'a', 0],
    ['one that was refused stands', 'last', [A, ['b', 2, 3, 'refused']], 'b', 1],
    ['nothing stands', 'last', [A], ABSENT, 1],
    ['nothing stands, and it was taken away', 'last', [A, GONE], ABSENT, 0],
    ['what was taken away stands', 'last', [A, GONE], 'a', 1],
    ['something that nobody wrote stands', 'last', [A], 'c', 1],
    ['of a thing whose first write stays: the first stands', 'first', [A, B], 'a', 0],
    ['of a thing whose first write stays: a later one stands', 'first', [A, B], 'b', 1],
    ['of a thing whose first write stays: nothing stands', 'first', [A], ABSENT, 1],
  ])('%s', (_name, rule, rows, found, count) => {
    const writes = rows.map((row) => written(row, rule));
    expect(violations(writes, [], new Map([['links/n0', found]]))).toHaveLength(count);
  });

  it.each<[string, Partial<Read>, number]>([
    ['one’s own words', { value: 'b' }, 0],
    ['another’s', { value: 'c' }, 1],
    ['another’s, to a repeat', { value: 'c', isRepeat: true }, 0],
    ['what had been overwritten before, to a repeat', { value: 'a', start: 7, end: 7, isRepeat: true }, 1],
    ['what was written after, to a repeat', { value: 'd', isRepeat: true }, 1],
  ])('an answer shows %s', (_name, over, count) => {
    const writes = [written(['a', 0, 1]), written(['b', 2, 6]), written(['c', 3, 5]), written(['d', 8, 9])];
    const read = { ...written(['b', 4, 6]), own: 'b', isRepeat: false, ...over };
    expect(violations(writes, [read], new Map([['links/n0', 'd']]))).toHaveLength(count);
  });
});

describe('the API under faults, kills and jumps of the clock', () => {
  it('keeps what it answered and leaves nothing half done', { timeout: 180_000 }, async () => {
    const proof = await proveApi({ writes: 450, faults: 0.1, seed: 'test' });
    expect(proof.violations).toEqual([]);
    expect(proof.left).toEqual([]);
    expect(proof.outcomes.done).toBeGreaterThan(200);
    // How many answers a kill cuts off hangs on how long each takes: most are known, however busy the machine.
    expect(proof.outcomes.unknown).toBeLessThan(proof.outcomes.done / 2);
    expect(proof.faults).toBeGreaterThan(100);
  });

  it('an API that answers before deciding is found out', async () => {
    const proof = await proveApi({ writes: 120, faults: 0, seed: 'test', front: answerBeforeDeciding });
    expect(proof.violations.length).toBeGreaterThan(0);
  }, 60_000);

  it('a sweep that stops at the first intent it cannot finish is found out', async () => {
    const proof = await proveApi({ writes: 60, faults: 0, seed: 'test', sweep: sweepStopsAtFirst });
    expect(proof.left.length).toBeGreaterThan(0);
  }, 60_000);
});

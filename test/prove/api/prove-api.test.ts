import { describe, expect, it } from 'vitest';
import { answerBeforeDeciding } from '../naive/answer-before-deciding.ts';
import { sweepStopsAtFirst } from '../naive/sweep-stops-at-first.ts';
import { violations, type Write } from './history.ts';
import { proveApi } from './prove-api.ts';

const write = (mark: number, start: number, end: number, outcome: Write['outcome'] = 'done'): Write => ({
  thing: 'links/n0',
  mark,
  start,
  end,
  outcome,
  what: `write ${mark}`,
});

describe('a history', () => {
  it.each<[string, Write[], number | undefined, number]>([
    ['the last that was done stands', [write(1, 0, 1), write(2, 2, 3)], 2, 0],
    ['one that was done later is gone', [write(1, 0, 1), write(2, 2, 3)], 1, 1],
    ['of two at once either stands', [write(1, 0, 3), write(2, 1, 2)], 1, 0],
    ['one of unknown outcome stands', [write(1, 0, 1), write(2, 2, 3, 'unknown')], 2, 0],
    ['one of unknown outcome does not', [write(1, 0, 1), write(2, 2, 3, 'unknown')], 1, 0],
    ['one that was refused stands', [write(1, 0, 1), write(2, 2, 3, 'refused')], 2, 1],
    ['nothing stands', [write(1, 0, 1)], undefined, 1],
    ['something that nobody wrote stands', [write(1, 0, 1)], 7, 1],
  ])('%s', (_name, writes, found, count) => {
    expect(violations(writes, new Map([['links/n0', found]]))).toHaveLength(count);
  });
});

describe('the API under faults, kills and jumps of the clock', () => {
  it('keeps what it answered and leaves nothing half done', { timeout: 180_000 }, async () => {
    const proof = await proveApi({ writes: 450, faults: 0.1, seed: 'test' });
    expect(proof.violations).toEqual([]);
    expect(proof.left).toEqual([]);
    expect(proof.outcomes.done).toBeGreaterThan(100);
    expect(proof.faults).toBeGreaterThan(100);
  });

  it('an API that answers before deciding is found out', async () => {
    const proof = await proveApi({ writes: 200, faults: 0, seed: 'test', front: answerBeforeDeciding });
    expect(proof.violations.length).toBeGreaterThan(0);
  }, 60_000);

  it('a sweep that stops at the first intent it cannot finish is found out', async () => {
    const proof = await proveApi({ writes: 60, faults: 0, seed: 'test', sweep: sweepStopsAtFirst });
    expect(proof.left.length).toBeGreaterThan(0);
  }, 60_000);
});

import { describe, expect, it } from 'vitest';
import {
  type DnsAnswer,
  isCheckDue,
  isProved,
  leadsHere,
  stateAfter,
} from '../../../shared/domain/domains/read-proof.ts';
import { DAY_MS, HOUR_MS } from '../../../shared/domain/time/units.ts';

const found = (...values: string[]): DnsAnswer => ({ kind: 'found', values });
const NONE: DnsAnswer = { kind: 'none' };
const UNCLEAR: DnsAnswer = { kind: 'unclear' };

describe('the proof of a host', () => {
  it('is the record with this brand’s id, among others, and nobody else’s', () => {
    expect(isProved('dom_1', found('v=spf1', ' vouch=dom_1 '))).toBe(true);
    expect(isProved('dom_1', found('vouch=dom_2'))).toBe(false);
    expect(isProved('dom_1', found('vouch=dom_1x', 'dom_1'))).toBe(false);
    expect(isProved('dom_1', NONE)).toBe(false);
    expect(isProved('dom_1', UNCLEAR)).toBeUndefined();
  });

  it('leads here where one address is one of ours; behind a proxy nobody can say', () => {
    const ours = found('203.0.113.1', '203.0.113.2');
    expect(leadsHere({ addresses: found('198.51.100.9', '203.0.113.2'), ours })).toBe(true);
    expect(leadsHere({ addresses: found('198.51.100.9'), ours })).toBe(false);
    expect(leadsHere({ addresses: NONE, ours })).toBe(false);
    expect(leadsHere({ addresses: NONE, ours: UNCLEAR })).toBe(false);
    expect(leadsHere({ addresses: UNCLEAR, ours })).toBeUndefined();
    expect(leadsHere({ addresses: found('203.0.113.1'), ours: UNCLEAR })).toBeUndefined();
    expect(leadsHere({ addresses: found('203.0.113.1'), ours: NONE })).toBeUndefined();
  });

  it.each([
    ['waiting', true, true, 'verified'],
    ['waiting', true, false, 'waiting'],
    ['waiting', false, false, 'waiting'],
    ['waiting', undefined, false, 'waiting'],
    ['verified', true, true, 'verified'],
    ['verified', false, true, 'failing'],
    ['verified', true, false, 'failing'],
    ['verified', undefined, false, 'verified'],
    ['failing', true, true, 'verified'],
    ['failing', false, false, 'failing'],
    ['failing', undefined, true, 'failing'],
  ] as const)('%s, then proof %s and ours %s: %s', (before, proof, isHeld, after) =>
    expect(stateAfter(before, proof, isHeld)).toBe(after),
  );

  it('is looked for at every turn for three days while it waits, else each hour', () => {
    const createdAt = '2026-11-09T07:00:00.000Z';
    const now = Date.parse(createdAt);
    const justChecked = (at: number) => new Date(at - 1).toISOString();
    expect(isCheckDue({ state: 'verified', createdAt }, now)).toBe(true);
    expect(isCheckDue({ state: 'waiting', createdAt, checkedAt: justChecked(now) }, now)).toBe(true);
    const later = now + 3 * DAY_MS;
    expect(isCheckDue({ state: 'waiting', createdAt, checkedAt: justChecked(later - 1) }, later - 1)).toBe(
      true,
    );
    expect(isCheckDue({ state: 'waiting', createdAt, checkedAt: justChecked(later) }, later)).toBe(false);
    expect(isCheckDue({ state: 'verified', createdAt, checkedAt: createdAt }, now + HOUR_MS - 1)).toBe(false);
    expect(isCheckDue({ state: 'verified', createdAt, checkedAt: createdAt }, now + HOUR_MS)).toBe(true);
  });
});

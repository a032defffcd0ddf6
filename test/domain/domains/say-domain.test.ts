import { describe, expect, it } from 'vitest';
import { recordsFor, stepsFor } from '../../../shared/domain/domains/say-domain.ts';
import type { StoredDomain } from '../../../shared/domain/schema/access/domains.ts';

const aDomain = (over: Partial<StoredDomain> = {}): StoredDomain => ({
  id: 'dom_1',
  host: 'go.socks.example',
  state: 'waiting',
  pointsHere: true,
  createdAt: '2026-11-09T07:00:00.000Z',
  updatedAt: '2026-11-09T07:00:00.000Z',
  ...over,
});
const seen = { checkedAt: '2026-11-09T08:00:00.000Z' };
const steps = (over: Partial<StoredDomain>) => stepsFor(aDomain(over), 'vou.ch');
const codes = (over: Partial<StoredDomain>) => steps(over).map(({ code }) => code);

describe('a domain of the brand’s own', () => {
  it('needs two records at the provider of its DNS: the proof, and where it leads', () => {
    expect(recordsFor(aDomain(), 'vou.ch')).toEqual([
      { type: 'TXT', name: '_vouch.go.socks.example', value: 'vouch=dom_1', purpose: 'proof' },
      { type: 'CNAME', name: 'go.socks.example', value: 'vou.ch', purpose: 'address' },
    ]);
  });

  it('is first told what to enter and where to lead', () => {
    const [proof, address, ...more] = steps({});
    expect(proof?.text).toBe(
      'Enter a TXT record named _vouch.go.socks.example with the value vouch=dom_1, then check again; DNS may take an hour to tell everybody.',
    );
    expect(address?.text).toBe(
      'Let go.socks.example lead here: a CNAME record to vou.ch, or where the name itself can have none, A and AAAA records with its addresses. The server in front must have a certificate for go.socks.example.',
    );
    expect(more).toEqual([]);
  });

  it.each<[string, Partial<StoredDomain>, string[]]>([
    ['is well: nothing', { ...seen, state: 'verified' }, []],
    ['was never looked at: both', {}, ['enter-proof', 'lead-here']],
    ['has no record yet: enter it', { ...seen, found: [] }, ['enter-proof']],
    ['has another record: correct it', { ...seen, found: ['v=spf1'] }, ['correct-proof']],
    ['could not be asked: once more', { ...seen }, ['ask-again']],
    ['was proved by another: theirs goes first', { ...seen, takenBy: 'another' }, ['remove-other-proof']],
    ['leads elsewhere: lead it here', { ...seen, state: 'verified', pointsHere: false }, ['lead-here']],
    ['DNS can’t tell: try a link', { ...seen, state: 'verified', pointsHere: null }, ['try-a-link']],
  ])('%s', (_name, over, expected) => expect(codes(over)).toEqual(expected));

  it('says what DNS has instead, and of one that failed that its links go on', () => {
    const text = (over: Partial<StoredDomain>) => steps({ ...seen, ...over })[0]?.text;
    const enter =
      'Enter a TXT record named _vouch.go.socks.example with the value vouch=dom_1, then check again; DNS may take an hour to tell everybody.';
    expect(text({ found: [] })).toBe(`There is no TXT record at _vouch.go.socks.example yet. ${enter}`);
    expect(text({ found: ['a', 'b'], state: 'failing' })).toBe(
      `At _vouch.go.socks.example stands “a”, “b”, and not what proves it. ${enter} Its links go on working until another brand proves go.socks.example.`,
    );
    expect(text({})).toBe('DNS could not be asked just now; check again in a moment.');
    expect(text({ state: 'failing' })).toBe(
      'DNS could not be asked just now; check again in a moment. Its links go on working until another brand proves go.socks.example.',
    );
    expect(text({ takenBy: 'another' })).toBe(
      'Another brand of this installation has proved go.socks.example, and its record still stands. Whoever keeps the DNS of go.socks.example removes that other record at _vouch.go.socks.example; then check again.',
    );
    expect(text({ state: 'verified', pointsHere: null })).toBe(
      'DNS does not tell whether go.socks.example leads here, as where a proxy of yours stands in front: open a link of it once.',
    );
  });
});

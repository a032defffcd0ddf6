import { describe, expect, it } from 'vitest';
import {
  type Delivery,
  type DeliveryEvent,
  KEEP_TRYING_MS,
  LEASE_MS,
  MAX_UNCLEAR_ATTEMPTS,
  newDelivery,
  nextStep,
  UNCERTAIN_WAIT_MS,
} from '../../../shared/domain/report/delivery.ts';
import { MINUTE_MS } from '../../../shared/domain/time/units.ts';
import type { DeliveryState } from '../../../shared/domain/vocabulary.ts';

const T0 = 1_795_000_000_000;

const aDelivery = (change: Partial<Delivery> = {}): Delivery => ({
  ...newDelivery({ deliveryId: 'dlv_1', reportId: 'rpt_1', recipient: 'ann@example.com' }, T0),
  ...change,
});
const sending = aDelivery({ state: 'sending', attempt: 1, unclearAttempts: 1, untilMs: T0 + LEASE_MS });
const uncertain = aDelivery({
  state: 'uncertain',
  attempt: 1,
  unclearAttempts: 1,
  untilMs: T0 + UNCERTAIN_WAIT_MS,
});
const sent = aDelivery({ state: 'sent', attempt: 1, unclearAttempts: 1, providerMessageId: 'ses-1' });
const failed = aDelivery({ state: 'failed', attempt: 3, unclearAttempts: 3, reason: 'ETIMEDOUT' });
const suppressed = aDelivery({ state: 'suppressed', reason: 'unsubscribed' });
const claim = (nowMs: number): DeliveryEvent => ({ kind: 'claim', nowMs });

/** Every edge: from, event, where to (or why not), effects. */
const EDGES: [string, Delivery, DeliveryEvent, DeliveryState | `stay: ${string}`, string[]][] = [
  ['a fresh delivery is sent', aDelivery(), claim(T0), 'sending', ['send']],
  ['back-off is waited out', aDelivery({ untilMs: T0 + 1 }), claim(T0), 'stay: too-early', []],
  ['a second claim inside the lease does nothing', sending, claim(T0 + LEASE_MS - 1), 'stay: being-sent', []],
  ['a lease that ran out is a doubt, not a resend', sending, claim(T0 + LEASE_MS), 'uncertain', []],
  ['an accepted mail is sent', sending, { kind: 'accepted', attempt: 1, messageId: 'ses-1' }, 'sent', []],
  [
    'a refusal goes back to pending',
    sending,
    { kind: 'refused', attempt: 1, nowMs: T0, reason: 'throttled' },
    'pending',
    [],
  ],
  [
    'a refusal after a day is given up',
    sending,
    { kind: 'refused', attempt: 1, nowMs: T0 + KEEP_TRYING_MS, reason: 'throttled' },
    'failed',
    ['give-up'],
  ],
  [
    'a time-out is a doubt',
    sending,
    { kind: 'unclear', attempt: 1, nowMs: T0, reason: 'ETIMEDOUT' },
    'uncertain',
    [],
  ],
  [
    'a rejection is final',
    sending,
    { kind: 'rejected', attempt: 1, nowMs: T0, reason: 'MessageRejected' },
    'failed',
    ['give-up'],
  ],
  [
    'an answer to an older attempt says nothing of this one',
    { ...sending, attempt: 2 },
    { kind: 'refused', attempt: 1, nowMs: T0, reason: 'x' },
    'stay: outdated',
    [],
  ],
  [
    'a late time-out of a settled delivery is ignored',
    sent,
    { kind: 'unclear', attempt: 1, nowMs: T0, reason: 'x' },
    'stay: outdated',
    [],
  ],
  ['doubt waits for the provider', uncertain, claim(T0 + UNCERTAIN_WAIT_MS - 1), 'stay: too-early', []],
  ['doubt without a sign is sent again', uncertain, claim(T0 + UNCERTAIN_WAIT_MS), 'sending', ['send']],
  [
    'three doubts are enough',
    { ...uncertain, unclearAttempts: MAX_UNCLEAR_ATTEMPTS },
    claim(T0 + UNCERTAIN_WAIT_MS),
    'failed',
    ['give-up'],
  ],
  ['the provider ends the doubt', uncertain, { kind: 'confirmed', messageId: 'ses-1' }, 'sent', []],
  [
    'the provider may be faster than its own answer',
    sending,
    { kind: 'confirmed', messageId: 'ses-1' },
    'sent',
    [],
  ],
  [
    'a late acceptance counts whatever the attempt',
    { ...sending, attempt: 2 },
    { kind: 'accepted', attempt: 1, messageId: 'ses-1' },
    'sent',
    [],
  ],
  [
    'a confirmation stops a delivery that waits to be repeated',
    aDelivery({ attempt: 1 }),
    { kind: 'confirmed', messageId: 'ses-1' },
    'sent',
    [],
  ],
  [
    'a confirmation corrects a delivery given up',
    failed,
    { kind: 'confirmed', messageId: 'ses-1' },
    'sent',
    [],
  ],
  [
    'a bounce is not undone by an event that came late',
    { ...failed, reason: 'bounced: General' },
    { kind: 'confirmed', messageId: 'ses-1' },
    'stay: settled',
    [],
  ],
  [
    'a sent mail can bounce',
    sent,
    { kind: 'bounced', permanent: true, reason: 'General' },
    'failed',
    ['suppress-recipient'],
  ],
  [
    'a full mailbox is no reason to suppress',
    sent,
    { kind: 'bounced', permanent: false, reason: 'MailboxFull' },
    'failed',
    [],
  ],
  [
    'a bounce during doubt ends it',
    uncertain,
    { kind: 'bounced', permanent: true, reason: 'General' },
    'failed',
    ['suppress-recipient'],
  ],
  [
    'a complaint suppresses and leaves the mail sent',
    sent,
    { kind: 'complained' },
    'stay: settled',
    ['suppress-recipient'],
  ],
  [
    'a complaint proves that a doubtful mail arrived',
    uncertain,
    { kind: 'complained' },
    'sent',
    ['suppress-recipient'],
  ],
  [
    'who unsubscribed is not mailed',
    aDelivery(),
    { kind: 'suppress', reason: 'unsubscribed' },
    'suppressed',
    [],
  ],
  [
    'suppression cannot recall a mail being sent',
    sending,
    { kind: 'suppress', reason: 'x' },
    'stay: being-sent',
    [],
  ],
  [
    'who is suppressed already stays so, for the reason of then',
    suppressed,
    { kind: 'suppress', reason: 'x' },
    'stay: settled',
    [],
  ],
  [
    'a mail that may have gone out can’t be held back',
    aDelivery({ attempt: 1, unclearAttempts: 1 }),
    { kind: 'suppress', reason: 'x' },
    'stay: settled',
    [],
  ],
  [
    'a complaint about a mail that was given up suppresses, and proves nothing',
    failed,
    { kind: 'complained' },
    'stay: settled',
    ['suppress-recipient'],
  ],
  [
    'so does one of who is suppressed',
    suppressed,
    { kind: 'complained' },
    'stay: settled',
    ['suppress-recipient'],
  ],
  ['sent stays sent', sent, claim(T0 + 1e9), 'stay: settled', []],
  ['failed stays failed', failed, claim(T0 + 1e9), 'stay: settled', []],
  ['suppressed stays suppressed', suppressed, claim(T0 + 1e9), 'stay: settled', []],
];

describe('one mail to one recipient', () => {
  it.each(EDGES)('%s', (_, from, event, wanted, effects) => {
    const step = nextStep(from, event);
    expect(step.kind === 'move' ? step.to.state : `stay: ${step.why}`).toBe(wanted);
    expect(step.effects).toEqual(effects);
    if (step.kind === 'move') expect(step.to.version).toBe(from.version + 1);
  });

  it('that was given up says why: as it was told, or that nobody knows', () => {
    const doubted = { ...uncertain, unclearAttempts: MAX_UNCLEAR_ATTEMPTS };
    const reasonOf = (from: Delivery) => {
      const step = nextStep(from, claim(T0 + UNCERTAIN_WAIT_MS));
      return step.kind === 'move' && step.to.reason;
    };
    expect(reasonOf({ ...doubted, reason: 'ETIMEDOUT' })).toBe('ETIMEDOUT');
    expect(reasonOf(doubted)).toBe('unclear');
  });

  it('waits out lease and doubt before a mail whose worker died is sent again', () => {
    const step = nextStep(sending, claim(T0 + 60 * MINUTE_MS));
    expect(step.kind === 'move' && step.to.untilMs).toBe(T0 + LEASE_MS + UNCERTAIN_WAIT_MS);
  });

  it('backs off longer with every refusal, at most an hour, and a refusal costs none of the three doubts', () => {
    let delivery = aDelivery();
    const waits: number[] = [];
    for (let now = T0; waits.length < 9; now = delivery.untilMs) {
      const claimed = nextStep(delivery, claim(now));
      if (claimed.kind !== 'move') throw new Error('not claimed');
      const refused = nextStep(claimed.to, {
        kind: 'refused',
        attempt: claimed.to.attempt,
        nowMs: now,
        reason: 'throttled',
      });
      if (refused.kind !== 'move') throw new Error('not refused');
      delivery = refused.to;
      waits.push((delivery.untilMs - now) / MINUTE_MS);
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
    expect(delivery.unclearAttempts).toBe(0);
  });
});

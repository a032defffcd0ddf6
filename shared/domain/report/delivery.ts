import { DAY_MS, MINUTE_MS } from '../time/units.ts';
import type { DeliveryState } from '../vocabulary.ts';

/**
 * One mail to one recipient: a small state machine, so that nobody gets a week twice and nobody gets none.
 *
 *   pending ──claim──▶ sending ──accepted──▶ sent ──bounced──▶ failed
 *      ▲                 │ │
 *      │◀──refused───────┘ └──unclear, or the lease ran out──▶ uncertain ──provider saw it──▶ sent
 *      └──────────────── 15 minutes without a sign ───────────────┘
 *
 * A mail provider has no idempotency key: after a time-out nobody knows. We wait for the provider's own event, and
 * only then try again, preferring a rare double over silence; three such attempts at most. A refusal is different
 * (the provider surely has nothing), so it may be repeated, with back-off, for a day.
 */

export type Delivery = {
  deliveryId: string;
  reportId: string;
  recipient: string;
  state: DeliveryState;
  createdAtMs: number;
  /** Counts claims; an answer names the attempt it belongs to. */
  attempt: number;
  /** Attempts whose mail may be out there. */
  unclearAttempts: number;
  /** pending: not before this. sending: lease's end. uncertain: wait for the provider until then. */
  untilMs: number;
  providerMessageId?: string;
  /** When the provider took it; absent where only its own event told of it without a time. */
  sentAtMs?: number;
  reason?: string;
  /** Raised by every stored change; what compare-and-set compares. */
  version: number;
};

export type DeliveryEvent =
  /** A worker wants to send. Also what the sweep calls, so it carries time forward. */
  | { kind: 'claim'; nowMs: number }
  | { kind: 'accepted'; attempt: number; messageId: string; nowMs?: number }
  /** The provider surely does not have the mail: throttled, or never connected. */
  | { kind: 'refused'; attempt: number; nowMs: number; reason: string }
  /** Time-out or server error: it may have the mail. */
  | { kind: 'unclear'; attempt: number; nowMs: number; reason: string }
  /** Never acceptable: a broken address, an unverified sender. */
  | { kind: 'rejected'; attempt: number; nowMs: number; reason: string }
  /** From the provider's event stream, found by our delivery id. */
  | { kind: 'confirmed'; messageId: string; nowMs?: number }
  | { kind: 'bounced'; permanent: boolean; reason: string }
  | { kind: 'complained' }
  | { kind: 'suppress'; reason: string };

export type Effect = 'send' | 'give-up' | 'suppress-recipient';
export type StayReason = 'too-early' | 'being-sent' | 'settled' | 'outdated';
export type Transition =
  | { kind: 'move'; to: Delivery; effects: Effect[] }
  | { kind: 'stay'; why: StayReason; effects: Effect[] };

export const LEASE_MS = 10 * MINUTE_MS;
export const UNCERTAIN_WAIT_MS = 15 * MINUTE_MS;
export const MAX_UNCLEAR_ATTEMPTS = 3;
/** A weekly report that is a day late is still better than none; later it would be confusing. */
export const KEEP_TRYING_MS = DAY_MS;

export const newDelivery = (
  of: Pick<Delivery, 'deliveryId' | 'reportId' | 'recipient'>,
  nowMs: number,
): Delivery => ({
  ...of,
  state: 'pending',
  createdAtMs: nowMs,
  attempt: 0,
  unclearAttempts: 0,
  untilMs: nowMs,
  version: 0,
});

/** What an event does to a delivery. Pure: store the move with compare-and-set on `version`, then do its effects. */
export function nextStep(delivery: Delivery, event: DeliveryEvent): Transition {
  switch (event.kind) {
    case 'claim':
      return claim(delivery, event.nowMs);
    case 'accepted':
    case 'confirmed':
      return confirm(delivery, event.messageId, event.nowMs);
    case 'refused':
      return whenSending(delivery, event.attempt, () => refuse(delivery, event.nowMs, event.reason));
    case 'unclear':
      return whenSending(delivery, event.attempt, () =>
        move(delivery, {
          state: 'uncertain',
          untilMs: event.nowMs + UNCERTAIN_WAIT_MS,
          reason: event.reason,
        }),
      );
    case 'rejected':
      return whenSending(delivery, event.attempt, () => fail(delivery, event.reason));
    case 'bounced':
      return bounce(delivery, event);
    case 'complained':
      return complain(delivery);
    case 'suppress':
      return suppress(delivery, event.reason);
  }
}

function claim(delivery: Delivery, nowMs: number): Transition {
  if (delivery.state === 'pending') {
    return nowMs < delivery.untilMs ? stay('too-early') : startSending(delivery, nowMs);
  }
  if (delivery.state === 'sending') {
    if (nowMs < delivery.untilMs) return stay('being-sent');
    // The worker died between claim and answer: its mail may be out, as after a time-out.
    const untilMs = delivery.untilMs + UNCERTAIN_WAIT_MS;
    return move(delivery, { state: 'uncertain', untilMs, reason: 'lease-ended' });
  }
  if (delivery.state === 'uncertain') {
    if (nowMs < delivery.untilMs) return stay('too-early');
    if (delivery.unclearAttempts >= MAX_UNCLEAR_ATTEMPTS) return fail(delivery, delivery.reason ?? 'unclear');
    return startSending(delivery, nowMs);
  }
  return stay('settled');
}

/** An attempt counts as unclear from its start, until a refusal proves that nothing went out. */
const startSending = (delivery: Delivery, nowMs: number): Transition =>
  move(
    delivery,
    {
      state: 'sending',
      attempt: delivery.attempt + 1,
      unclearAttempts: delivery.unclearAttempts + 1,
      untilMs: nowMs + LEASE_MS,
    },
    ['send'],
  );

/** A fact about the mail itself: it holds whichever attempt brought it and however late it comes. */
function confirm(delivery: Delivery, messageId: string, sentAtMs: number | undefined): Transition {
  if (delivery.state === 'sent') return stay('settled');
  if (delivery.state === 'failed' && delivery.reason?.startsWith('bounced')) return stay('settled');
  const { reason: _, ...rest } = delivery;
  return move(rest, {
    state: 'sent',
    providerMessageId: messageId,
    ...(sentAtMs === undefined ? {} : { sentAtMs }),
  });
}

function refuse(delivery: Delivery, nowMs: number, reason: string): Transition {
  if (nowMs - delivery.createdAtMs >= KEEP_TRYING_MS) return fail(delivery, reason);
  return move(delivery, {
    state: 'pending',
    unclearAttempts: delivery.unclearAttempts - 1,
    untilMs: nowMs + backOffMs(delivery.attempt),
    reason,
  });
}

/** 1, 2, 4, … minutes, at most an hour. */
const backOffMs = (attempt: number): number => Math.min(2 ** Math.min(attempt - 1, 10), 60) * MINUTE_MS;

function bounce(delivery: Delivery, event: { permanent: boolean; reason: string }): Transition {
  const effects: Effect[] = event.permanent ? ['suppress-recipient'] : [];
  if (delivery.state === 'failed' || delivery.state === 'suppressed') return stay('settled', effects);
  return move(delivery, { state: 'failed', reason: `bounced: ${event.reason}` }, effects);
}

/** The mail arrived, and its reader wants no more of them. */
const complain = (delivery: Delivery): Transition =>
  delivery.state === 'sent' || delivery.state === 'failed' || delivery.state === 'suppressed'
    ? stay('settled', ['suppress-recipient'])
    : move(delivery, { state: 'sent', reason: 'complained' }, ['suppress-recipient']);

/** Only what surely has not gone out can still be held back. */
const suppress = (delivery: Delivery, reason: string): Transition =>
  delivery.state === 'pending' && delivery.unclearAttempts === 0
    ? move(delivery, { state: 'suppressed', reason })
    : stay(delivery.state === 'sending' ? 'being-sent' : 'settled');

const whenSending = (delivery: Delivery, attempt: number, then: () => Transition): Transition =>
  delivery.state === 'sending' && delivery.attempt === attempt ? then() : stay('outdated');

const fail = (delivery: Delivery, reason: string): Transition =>
  move(delivery, { state: 'failed', reason }, ['give-up']);

const move = (from: Delivery, change: Partial<Delivery>, effects: Effect[] = []): Transition => ({
  kind: 'move',
  to: { ...from, ...change, version: from.version + 1 },
  effects,
});

const stay = (why: StayReason, effects: Effect[] = []): Transition => ({
  kind: 'stay',
  why,
  effects,
});

import { undisturbed } from '../../../shared/data/table/undisturbed.ts';
import {
  type Delivery,
  type DeliveryEvent,
  type Effect,
  nextStep,
  type StayReason,
  type Transition,
} from '../../../shared/domain/report/delivery.ts';
import type { DeliveryStore } from '../../../shared/domain/report/delivery-store.ts';
import type { DeliveryState } from '../../../shared/domain/vocabulary.ts';
import { type Mailer, type OutgoingMail, reasonOf, type SendOutcome } from './mailer.ts';

export type SendDeps = {
  store: DeliveryStore;
  mailer: Mailer;
  /** Builds the .eml; called after the claim, so a failure here is a refusal (surely nothing went out). */
  compose: (delivery: Delivery) => Promise<OutgoingMail>;
  /** Unsubscribed, bounced or removed since the delivery was made? Its reason, or undefined to send. */
  suppressedReason: (delivery: Delivery) => Promise<string | undefined>;
  nowMs: () => number;
  /** Begins no further delivery once this says so. */
  isStopping?: () => boolean;
  onEffect: (effect: Exclude<Effect, 'send'>, delivery: Delivery) => Promise<void>;
  /** Called with every delivery that is found or put in its end, again and again; must be safe to repeat. */
  tell?: (delivery: Delivery) => Promise<void>;
};

export type SendResult =
  | { kind: DeliveryState; delivery: Delivery }
  | { kind: 'skipped'; why: 'unknown' | 'taken' | StayReason };

/**
 * Carries one delivery as far as it goes now: claim it, send once, remember the answer. Safe to call at any time and
 * from several workers at once; only the one whose claim was stored sends.
 */
export async function sendDelivery(deps: SendDeps, deliveryId: string): Promise<SendResult> {
  const delivery = await deps.store.find(deliveryId);
  if (!delivery) return { kind: 'skipped', why: 'unknown' };
  const suppressed = delivery.state === 'pending' ? await deps.suppressedReason(delivery) : undefined;
  const event: DeliveryEvent = suppressed
    ? { kind: 'suppress', reason: suppressed }
    : { kind: 'claim', nowMs: deps.nowMs() };
  const step = nextStep(delivery, event);
  if (step.kind === 'stay') {
    await tellEnd(deps, delivery);
    return { kind: 'skipped', why: step.why };
  }
  if ((await deps.store.replace(step.to)) === 'conflict') return { kind: 'skipped', why: 'taken' };
  await runEffects(deps, step);
  if (!step.effects.includes('send')) {
    await tellEnd(deps, step.to);
    return { kind: step.to.state, delivery: step.to };
  }
  return settle(deps, deliveryId, answerOf(await attempt(deps, step.to), step.to.attempt, deps.nowMs()));
}

/** Applies an answer or a provider's event, however many others write at the same time. */
export async function settle(
  deps: Pick<SendDeps, 'store' | 'onEffect' | 'tell'>,
  deliveryId: string,
  event: DeliveryEvent,
): Promise<SendResult> {
  const settled = await undisturbed(`delivery ${deliveryId}`, async () => {
    const delivery = await deps.store.find(deliveryId);
    if (!delivery) return { done: undefined };
    const step = nextStep(delivery, event);
    const isLost = step.kind === 'move' && (await deps.store.replace(step.to)) === 'conflict';
    return isLost ? undefined : { done: { delivery, step } };
  });
  if (!settled) return { kind: 'skipped', why: 'unknown' };
  const { delivery, step } = settled;
  await runEffects(deps, step, delivery);
  await tellEnd(deps, step.kind === 'move' ? step.to : delivery);
  return step.kind === 'move'
    ? { kind: step.to.state, delivery: step.to }
    : { kind: 'skipped', why: step.why };
}

/** The sweep's share: every delivery whose time has come, one after the other; one that throws stops no other. */
export async function sendDue(deps: SendDeps): Promise<{ results: SendResult[]; errors: unknown[] }> {
  const results: SendResult[] = [];
  const errors: unknown[] = [];
  for (const { deliveryId } of await deps.store.listDue(deps.nowMs())) {
    if (deps.isStopping?.()) break;
    try {
      results.push(await sendDelivery(deps, deliveryId));
    } catch (error) {
      errors.push(error);
    }
  }
  return { results, errors };
}

async function attempt(deps: SendDeps, delivery: Delivery): Promise<SendOutcome> {
  let mail: OutgoingMail;
  try {
    mail = await deps.compose(delivery);
  } catch (error) {
    return { kind: 'refused', reason: `compose: ${reasonOf(error)}` };
  }
  try {
    return await deps.mailer.send(mail);
  } catch (error) {
    return { kind: 'unclear', reason: reasonOf(error) };
  }
}

function answerOf(outcome: SendOutcome, attempt: number, nowMs: number): DeliveryEvent {
  return { ...outcome, attempt, nowMs };
}

async function tellEnd(deps: Pick<SendDeps, 'tell'>, delivery: Delivery): Promise<void> {
  if (delivery.state === 'sent' || delivery.state === 'failed') await deps.tell?.(delivery);
}

async function runEffects(
  deps: Pick<SendDeps, 'onEffect'>,
  step: Transition,
  unmoved?: Delivery,
): Promise<void> {
  const delivery = step.kind === 'move' ? step.to : unmoved;
  for (const effect of step.effects) {
    if (effect !== 'send' && delivery) await deps.onEffect(effect, delivery);
  }
}

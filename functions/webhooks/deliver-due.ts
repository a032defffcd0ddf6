import { Webhook as Signer } from 'standardwebhooks';
import type { DueDelivery } from '../../shared/data/access/webhooks-store.ts';
import type { Stores } from '../../shared/data/stores.ts';
import { type Failure, inLanesApart, tellFailures } from '../../shared/data/table/lanes.ts';
import { RecordMissing } from '../../shared/data/table/records-store.ts';
import type { StoredWebhook, WebhookDelivery } from '../../shared/domain/schema/access/webhooks.ts';
import { purposes } from '../../shared/domain/sealed/purposes.ts';
import { openSealed, type SealKeys } from '../../shared/domain/sealed/sealed-text.ts';
import { MINUTE_MS } from '../../shared/domain/time/units.ts';
import { LASTING_FAILURE_MS, nextAttemptAt } from '../../shared/domain/time/webhook-schedule.ts';
import type { Roads } from './roads.ts';
import type { Outgoing, WebhookOutcome } from './send-safely.ts';

export type WebhookDeps = {
  stores: Stores;
  sealKeys: SealKeys;
  now: () => number;
  /** [0, 1), for jitter. */
  dice: () => number;
  send: (outgoing: Outgoing) => Promise<WebhookOutcome>;
  roads: Roads;
};

/** Of one round, longest waiting first; looked at are many more, so that one brand's import hides no other's event. */
const MOST_IN_A_ROUND = 1_000;
const LOOKED_AT = 50_000;
const AT_ONCE = 20;
/** Of one address in a round: a slow one with many events holds a fifth of the lanes. */
const MOST_OF_ONE = 4;
/**
 * A look at a long queue reads megabytes: so many rounds live off it, unless they take so long that others may have come.
 * Counted from when the look was over, and as long as it took: a slow one must not leave its rounds no time.
 */
const ROUNDS_OF_A_LOOK = 50;
const LOOK_AGAIN_MS = 2_000;

/**
 * Far longer than an attempt may take (send-safely.ts: three seconds). Whoever claims a delivery and dies leaves it due
 * again after this.
 */
const CLAIM_MS = MINUTE_MS;

/**
 * Sends what is due; how many deliveries were tried or put off. Called every few seconds, by any number of workers: each
 * delivery is claimed by one of them. No address holds up the others: of each a few are sent in a round, and while one
 * goes on failing its events are put off. What can't even be tried (a secret that no key opens) is told at the end.
 */
export async function deliverDue(deps: WebhookDeps): Promise<number> {
  const began = deps.now();
  let tried = 0;
  const rounds = await inRounds(deps.stores.webhookQueue.due(iso(began)));
  const looked = deps.now();
  const enough = Math.max(LOOK_AGAIN_MS, looked - began);
  const failures: Failure<DueDelivery>[] = [];
  for (const round of rounds) {
    if (deps.now() - looked >= enough) break;
    failures.push(...(await inLanesApart(AT_ONCE, round, (entry) => deliver(entry, deps))));
    tried += round.length;
  }
  tellFailures(failures, 'deliveries not tried');
  return tried;
}

/** What is due, a few of each address in each round. */
async function inRounds(due: AsyncIterable<DueDelivery>): Promise<DueDelivery[][]> {
  const seen = new Map<string, number>();
  const first: DueDelivery[] = [];
  const rounds = [first];
  let lookedAt = 0;
  for await (const entry of due) {
    const before = seen.get(entry.webhookId) ?? 0;
    seen.set(entry.webhookId, before + 1);
    const nth = Math.floor(before / MOST_OF_ONE);
    if (nth >= rounds.length && nth < ROUNDS_OF_A_LOOK) rounds.push([]);
    rounds[nth]?.push(entry);
    if (first.length === MOST_IN_A_ROUND || ++lookedAt === LOOKED_AT) break;
  }
  return rounds;
}

async function deliver(due: DueDelivery, deps: WebhookDeps): Promise<void> {
  const queue = deps.stores.webhookQueue;
  const stores = deps.stores.brand(due.brandId);
  const webhook = await stores.webhooks.find(due.webhookId);
  const delivery = await stores.webhookDeliveries(due.webhookId).find(due.deliveryId);
  if (!delivery) {
    // Queued a moment ago and not yet written, or its process died before it was: then nobody knows of it.
    if (Date.parse(due.dueAt) < deps.now() - MINUTE_MS) await queue.remove(due);
    return;
  }
  const wanted = webhook?.status === 'active' && webhook.archivedAt === undefined;
  if (!wanted || delivery.state !== 'pending' || delivery.nextAttemptAt !== due.dueAt)
    return queue.remove(due);

  const began = deps.now();
  const closedUntil = deps.roads.closedUntil(webhook.id, began);
  if (closedUntil !== undefined) return putOff(due, closedUntil, deps);
  const claim = await claimed(due, began + CLAIM_MS, deps);
  if (!claim) return;
  const sent = await deps.send(outgoingOf(webhook, delivery, began, deps.sealKeys));
  deps.roads.note(webhook.id, isGood(sent), deps.now());
  const next = afterAttempt(delivery, sent, began, deps);
  if (next.nextAttemptAt) await queue.add({ ...due, dueAt: next.nextAttemptAt });
  // Sent again by hand meanwhile, or claimed anew by somebody who thought us dead: theirs is the next attempt.
  await stores
    .webhookDeliveries(due.webhookId)
    .update(due.deliveryId, (stored) =>
      stored.nextAttemptAt === claim.dueAt ? next : { ...stored, attempts: next.attempts },
    );
  await noteHealth(webhook, sent, next, began, deps, due);
  await queue.remove(claim);
}

/**
 * The entry moved on to `until`, if nobody else moved it first. It stands there before it goes here, and the loser's is
 * dropped when its time comes: it may be the winner's as well.
 */
async function claimed(
  due: DueDelivery,
  until: number,
  { stores }: WebhookDeps,
): Promise<DueDelivery | undefined> {
  const claim = { ...due, dueAt: iso(until) };
  let isOurs = false;
  await stores.webhookQueue.add(claim);
  await stores
    .brand(due.brandId)
    .webhookDeliveries(due.webhookId)
    .update(due.deliveryId, (delivery) => {
      isOurs = delivery.state === 'pending' && delivery.nextAttemptAt === due.dueAt;
      return isOurs ? { ...delivery, nextAttemptAt: claim.dueAt } : delivery;
    });
  await stores.webhookQueue.remove(due);
  return isOurs ? claim : undefined;
}

/** Not tried, and so no attempt of its ten. Spread over a minute, or all of them were due at once again. */
async function putOff(due: DueDelivery, until: number, { stores, dice }: WebhookDeps): Promise<void> {
  const dueAt = iso(Math.round(until + dice() * MINUTE_MS));
  await stores.webhookQueue.add({ ...due, dueAt });
  await stores
    .brand(due.brandId)
    .webhookDeliveries(due.webhookId)
    .update(due.deliveryId, (delivery) => ({ ...delivery, nextAttemptAt: dueAt }));
  await stores.webhookQueue.remove(due);
}

/** Signed and timestamped anew at every attempt, under the event's own id. */
export function outgoingOf(
  webhook: StoredWebhook,
  delivery: WebhookDelivery,
  now: number,
  keys: SealKeys,
): Outgoing {
  const secret = openSealed(webhook.sealedSecret, purposes.webhookSecret(webhook.id), keys);
  if (secret === undefined) throw new Error(`secret of ${webhook.id} cannot be opened`);
  const at = new Date(now);
  return {
    url: webhook.url,
    body: delivery.payload,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Vouch-Webhooks/1',
      'webhook-id': delivery.eventId,
      'webhook-timestamp': String(Math.floor(now / 1_000)),
      'webhook-signature': new Signer(secret).sign(delivery.eventId, at, delivery.payload),
    },
  };
}

const isGood = (sent: WebhookOutcome): boolean =>
  sent.kind === 'answered' && sent.status >= 200 && sent.status < 300;

function afterAttempt(
  delivery: WebhookDelivery,
  sent: WebhookOutcome,
  began: number,
  deps: WebhookDeps,
): WebhookDelivery {
  const attempt = {
    at: iso(began),
    ...(sent.kind === 'answered' ? { status: sent.status } : { failure: sent.reason }),
    milliseconds: Math.max(0, Math.round(deps.now() - began)),
  };
  const { nextAttemptAt: _was, ...rest } = delivery;
  const next: WebhookDelivery = {
    ...rest,
    attempts: [...delivery.attempts, attempt].slice(-20),
    updatedAt: iso(began),
  };
  if (isGood(sent)) return { ...next, state: 'delivered' };
  const retryAt = isGone(sent) ? undefined : nextAttemptAt(next.attempts.length, deps.now(), deps.dice());
  return retryAt === undefined ? { ...next, state: 'failed' } : { ...next, nextAttemptAt: iso(retryAt) };
}

const isGone = (sent: WebhookOutcome): boolean => sent.kind === 'answered' && sent.status === 410;

/** 410 switches a webhook off at once; giving up on a delivery does when it failed all that time. */
async function noteHealth(
  webhook: StoredWebhook,
  sent: WebhookOutcome,
  delivery: WebhookDelivery,
  now: number,
  deps: WebhookDeps,
  due: DueDelivery,
): Promise<void> {
  if (isGood(sent) && !webhook.failingSince) return;
  const webhooks = deps.stores.brand(due.brandId).webhooks;
  try {
    await webhooks.update(webhook.id, (stored) => {
      const { failingSince, ...rest } = stored;
      if (isGood(sent)) return rest;
      const since = failingSince ?? iso(now);
      const lasting = delivery.state === 'failed' && now - Date.parse(since) >= LASTING_FAILURE_MS * 0.9;
      if (!isGone(sent) && !lasting) return { ...rest, failingSince: since };
      const disabledReason = isGone(sent)
        ? 'The address answered 410 Gone.'
        : 'The address failed for three days.';
      return {
        ...rest,
        failingSince: since,
        status: 'disabled' as const,
        disabledReason,
        disabledAt: iso(now),
        updatedAt: iso(now),
      };
    });
  } catch (failure) {
    if (!(failure instanceof RecordMissing)) throw failure;
  }
}

const iso = (at: number): string => new Date(at).toISOString();

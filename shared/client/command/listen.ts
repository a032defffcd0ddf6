import { createHmac } from 'node:crypto';
import { EVENT_TYPES } from '../../domain/vocabulary.ts';
import type { Connection } from './connection.ts';
import { isWebAddress, Mistyped } from './connection.ts';

const POLL_MS = 2_000;
/** A name that is reserved to lead nowhere (RFC 2606): deliveries are read from the log instead. */
const NOWHERE = 'https://listen.example/';
export type Listening = { say: (line: string) => void; stopped: Promise<void>; forward: string | undefined };

/**
 * Brings webhooks to a program of this machine, from any installation and through any firewall: a webhook of our own is
 * made, its log of deliveries read every two seconds, and each event passed on as it would have come, signed anew. At
 * the end the webhook is taken away.
 */
export async function listen({ vouch }: Connection, { say, stopped, forward }: Listening) {
  if (!forward || !isWebAddress(forward))
    throw new Mistyped('say where to, whole: vouch listen http://localhost:3000/hooks/vouch');
  const webhook = await vouch.post('/v1/webhooks', { body: { url: NOWHERE, events: [...EVENT_TYPES] } });
  say(`passing webhooks on to ${forward}; their secret: ${webhook.secret}`);
  const known = new Set<string>();
  let isOver = false;
  void stopped.then(() => {
    isOver = true;
  });
  try {
    while (!isOver) {
      for await (const delivery of vouch.each('/v1/webhooks/{id}/deliveries', {
        params: { id: webhook.id },
      })) {
        if (known.has(delivery.eventId)) continue;
        known.add(delivery.eventId);
        say(`${delivery.type} ${delivery.eventId}: ${await pass(delivery, webhook.secret, forward)}`);
      }
      await Promise.race([stopped, new Promise((resolve) => setTimeout(resolve, POLL_MS))]);
    }
  } finally {
    await vouch.delete('/v1/webhooks/{id}', { params: { id: webhook.id } });
  }
  return { answer: { passed: known.size }, text: `${known.size} passed on; the webhook is removed` };
}

type Passed = { eventId: string; payload: string };

async function pass({ eventId, payload }: Passed, secret: string, forward: string): Promise<string> {
  const at = String(Math.floor(Date.now() / 1_000));
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', key).update(`${eventId}.${at}.${payload}`).digest('base64');
  const headers = {
    'content-type': 'application/json',
    'webhook-id': eventId,
    'webhook-timestamp': at,
    'webhook-signature': `v1,${signature}`,
  };
  try {
    return String((await fetch(forward, { method: 'POST', headers, body: payload })).status);
  } catch (failure) {
    const { cause, message } = failure as { cause?: { code?: string }; message: string };
    return `nobody there (${cause?.code ?? message})`;
  }
}

import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SESv2Client } from '@aws-sdk/client-sesv2';
import { describe, expect, it } from 'vitest';
import type { Mailer, OutgoingMail, SendOutcome } from '../../../functions/deliver/mail/mailer.ts';
import { outboxMailer } from '../../../functions/deliver/mail/outbox-mailer.ts';
import {
  type SendDeps,
  sendDelivery,
  sendDue,
  settle,
} from '../../../functions/deliver/mail/send-delivery.ts';
import { deliveryEventOf, SesEvent } from '../../../functions/deliver/mail/ses-event.ts';
import { sesMailer } from '../../../functions/deliver/mail/ses-mailer.ts';
import { type Delivery, newDelivery } from '../../../shared/domain/report/delivery.ts';
import type { DeliveryStore } from '../../../shared/domain/report/delivery-store.ts';
import { seededRandom } from '../../../shared/domain/statistics/seeded-random.ts';
import { MINUTE_MS } from '../../../shared/domain/time/units.ts';

const T0 = 1_795_000_000_000;

/** Compare-and-set in memory, answering in a later turn as a table would, so that workers interleave. */
function memoryStore(): DeliveryStore & { held: Map<string, Delivery> } {
  const held = new Map<string, Delivery>();
  const later = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    held,
    async create(delivery) {
      await later();
      if (held.has(delivery.deliveryId)) return 'exists';
      held.set(delivery.deliveryId, delivery);
      return 'created';
    },
    async find(id) {
      await later();
      return held.get(id);
    },
    async replace(next) {
      await later();
      if (held.get(next.deliveryId)?.version !== next.version - 1) return 'conflict';
      held.set(next.deliveryId, next);
      return 'stored';
    },
    async listDue(nowMs) {
      return [...held.values()].filter(
        ({ state, untilMs }) => ['pending', 'sending', 'uncertain'].includes(state) && untilMs <= nowMs,
      );
    },
  };
}

async function aPost(send: Mailer['send']) {
  const store = memoryStore();
  await store.create(
    newDelivery({ deliveryId: 'dlv_1', reportId: 'rpt_1', recipient: 'ann@example.com' }, T0),
  );
  const clock = { nowMs: T0 };
  const effects: string[] = [];
  const deps: SendDeps = {
    store,
    mailer: { send },
    compose: async ({ deliveryId, recipient }): Promise<OutgoingMail> => ({
      deliveryId,
      from: 'r@v.example',
      to: recipient,
      raw: Buffer.from('mail'),
    }),
    suppressedReason: async () => undefined,
    nowMs: () => clock.nowMs,
    onEffect: async (effect) => void effects.push(effect),
  };
  return { store, clock, effects, deps, state: () => store.held.get('dlv_1') };
}

const accepting =
  (inbox: string[]) =>
  async (mail: OutgoingMail): Promise<SendOutcome> => {
    inbox.push(mail.to);
    return { kind: 'accepted', messageId: `m-${inbox.length}` };
  };

describe('sending a delivery', () => {
  it('sends once when a sweep fires twice at the same moment', async () => {
    const inbox: string[] = [];
    const { deps, state } = await aPost(accepting(inbox));
    const results = await Promise.all([sendDue(deps), sendDue(deps), sendDelivery(deps, 'dlv_1')]);
    expect(inbox).toEqual(['ann@example.com']);
    expect(state()?.state).toBe('sent');
    expect(JSON.stringify(results)).toContain('taken');
  });

  it('calls a mail sent when the provider took it, not when it was made', async () => {
    const { deps, clock, state } = await aPost(accepting([]));
    clock.nowMs += 47 * MINUTE_MS;
    await sendDelivery(deps, 'dlv_1');
    expect(state()).toMatchObject({ state: 'sent', sentAtMs: clock.nowMs });
    expect(state()?.createdAtMs).toBe(clock.nowMs - 47 * MINUTE_MS);
  });

  it('sends nobody the week twice when the provider accepted and then timed out, and says so', async () => {
    const inbox: string[] = [];
    const { deps, clock, state } = await aPost(async (mail) => {
      inbox.push(mail.to);
      throw Object.assign(new Error('socket hang up'), { code: 'ETIMEDOUT' });
    });
    expect((await sendDelivery(deps, 'dlv_1')).kind).toBe('uncertain');
    clock.nowMs += 5 * MINUTE_MS;
    await settle(deps, 'dlv_1', { kind: 'confirmed', messageId: 'ses-9' });
    clock.nowMs += 60 * MINUTE_MS;
    await sendDue(deps);
    expect(inbox).toHaveLength(1);
    expect(state()).toMatchObject({ state: 'sent', providerMessageId: 'ses-9' });
  });

  it('leaves nobody without the week when the time-out came before acceptance', async () => {
    const inbox: string[] = [];
    let calls = 0;
    const accept = accepting(inbox);
    const { deps, clock, state } = await aPost(async (mail) => {
      calls += 1;
      return calls === 1 ? { kind: 'unclear', reason: 'ETIMEDOUT' } : accept(mail);
    });
    await sendDelivery(deps, 'dlv_1');
    clock.nowMs += 14 * MINUTE_MS;
    await sendDue(deps);
    expect(inbox).toEqual([]);
    clock.nowMs += MINUTE_MS;
    await sendDue(deps);
    expect(inbox).toHaveLength(1);
    expect(state()?.state).toBe('sent');
  });

  it('gives up loudly after three doubts', async () => {
    const { deps, clock, effects, state } = await aPost(async () => ({
      kind: 'unclear',
      reason: 'HTTP 500',
    }));
    for (let round = 0; round < 8; round++, clock.nowMs += 30 * MINUTE_MS) await sendDue(deps);
    expect(state()).toMatchObject({ state: 'failed', attempt: 3 });
    expect(effects).toEqual(['give-up']);
  });

  it('takes a mail that cannot be composed as not sent', async () => {
    const { deps, state } = await aPost(accepting([]));
    await sendDelivery({ ...deps, compose: async () => Promise.reject(new TypeError('no font')) }, 'dlv_1');
    expect(state()).toMatchObject({ state: 'pending', reason: 'compose: TypeError', unclearAttempts: 0 });
  });

  it('does not mail who unsubscribed in the meantime', async () => {
    const inbox: string[] = [];
    const { deps, state } = await aPost(accepting(inbox));
    await sendDelivery({ ...deps, suppressedReason: async () => 'unsubscribed' }, 'dlv_1');
    expect([inbox, state()?.state]).toEqual([[], 'suppressed']);
  });

  it('keeps a confirmation that arrives while the answer is still on its way', async () => {
    const { deps, state } = await aPost(async () => {
      await settle(deps, 'dlv_1', { kind: 'confirmed', messageId: 'ses-1' });
      throw new Error('ETIMEDOUT');
    });
    await sendDelivery(deps, 'dlv_1');
    expect(state()).toMatchObject({ state: 'sent', providerMessageId: 'ses-1' });
  });

  it('over 300 seeded storms of crashes, time-outs, refusals and double sweeps: with events nobody gets two, nobody gets none', async () => {
    for (let seed = 0; seed < 300; seed++) await storm(`storm ${seed}`);
  });
});

/** A provider that accepts, refuses, hangs after accepting or before, and workers that die; its events come within ten minutes. */
async function storm(seed: string): Promise<void> {
  const random = seededRandom(seed);
  const inbox: string[] = [];
  const events: { dueMs: number; messageId: string }[] = [];
  const post = await aPost(async (mail) => {
    const dice = random();
    if (dice < 0.25) return { kind: 'refused', reason: 'throttled' };
    const taken = dice < 0.8;
    if (taken) {
      inbox.push(mail.to);
      events.push({ dueMs: post.clock.nowMs + random() * 10 * MINUTE_MS, messageId: `m-${inbox.length}` });
    }
    if (dice < 0.5) return { kind: 'accepted', messageId: `m-${inbox.length}` };
    throw new Error('ETIMEDOUT');
  });
  let crashes = 2;
  const dying: DeliveryStore = {
    ...post.store,
    async replace(next) {
      const stored = await post.store.replace(next);
      if (next.state === 'sending' && crashes > 0 && random() < 0.2) {
        crashes -= 1;
        throw new Error('killed after the claim');
      }
      return stored;
    },
  };
  for (let minute = 0; minute < 60 * 12; minute += 5, post.clock.nowMs += 5 * MINUTE_MS) {
    for (const event of events.splice(0)) {
      if (event.dueMs <= post.clock.nowMs)
        await settle(post.deps, 'dlv_1', { kind: 'confirmed', messageId: event.messageId });
      else events.push(event);
    }
    await Promise.all([sendDue({ ...post.deps, store: dying }), sendDue({ ...post.deps, store: dying })]);
    if (post.state()?.state === 'sent' || post.state()?.state === 'failed') break;
  }
  expect(inbox.length, seed).toBeLessThanOrEqual(1);
  if (inbox.length === 0) expect(post.state(), seed).toMatchObject({ state: 'failed', unclearAttempts: 3 });
}

describe('mailers', () => {
  const mail: OutgoingMail = {
    deliveryId: 'dlv_../1',
    from: 'r@v.example',
    to: 'ann@example.com',
    raw: Buffer.from('hello'),
  };

  it('the outbox holds one whole file per delivery, inside its folder whatever the id', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'vouch-outbox-'));
    await Promise.all([outboxMailer(dir).send(mail), outboxMailer(dir).send(mail)]);
    expect(await readdir(dir)).toEqual(['dlv____1.eml']);
    expect(await readFile(join(dir, 'dlv____1.eml'), 'utf8')).toBe('hello');
  });

  const named = (name: string) => Object.assign(new Error('x'), { name });

  it.each([
    ['TooManyRequestsException', 429, 'refused'],
    ['SendingPausedException', 400, 'refused'],
    ['ExpiredTokenException', 403, 'refused'],
    ['MessageRejected', 400, 'rejected'],
    ['AccessDeniedException', 403, 'rejected'],
    ['ConflictException', 409, 'rejected'],
    ['A name of next year', 400, 'rejected'],
    ['RequestTimeout', 408, 'unclear'],
    ['InternalServiceErrorException', 500, 'unclear'],
    ['TimeoutError', undefined, 'unclear'],
  ])('SES answering %s with %s is %s', async (name, httpStatusCode, kind) => {
    const answer = Object.assign(named(name), { $metadata: { httpStatusCode } });
    const client = { send: () => Promise.reject(answer) } as unknown as SESv2Client;
    expect((await sesMailer(client, { wait: async () => {} }).send(mail)).kind).toBe(kind);
  });

  /** SES that answers these in turn, the last one for ever; what was waited between them, ms. */
  function answering(...names: string[]) {
    const asked: string[] = [];
    const waited: number[] = [];
    const client = {
      send: async () => {
        const name = names[Math.min(asked.length, names.length - 1)] ?? '';
        asked.push(name);
        if (name === 'taken') return { MessageId: 'ses-1' };
        throw Object.assign(named(name), {
          $metadata: { httpStatusCode: name === 'TimeoutError' ? undefined : 429 },
        });
      },
    } as unknown as SESv2Client;
    const mailer = sesMailer(client, { wait: async (ms) => void waited.push(ms), dice: () => 0.5 });
    return { mailer, asked, waited };
  }

  it('above its sending rate SES is asked again a moment later, in the same run', async () => {
    const fast = answering('TooManyRequestsException', 'ThrottlingException', 'taken');
    expect(await fast.mailer.send(mail)).toEqual({ kind: 'accepted', messageId: 'ses-1' });
    expect(fast.waited).toEqual([1_500, 1_500]);
  });

  it('what may have been taken is never asked again, and a run never waits half a minute', async () => {
    const unclear = answering('TooManyRequestsException', 'TimeoutError', 'taken');
    expect((await unclear.mailer.send(mail)).kind).toBe('unclear');
    expect(unclear.asked).toHaveLength(2);
    const paused = answering('SendingPausedException');
    expect((await paused.mailer.send(mail)).kind).toBe('refused');
    expect(paused.asked).toHaveLength(1);
    const without = answering('TooManyRequestsException');
    expect((await without.mailer.send(mail)).kind).toBe('refused');
    expect(without.waited.reduce((sum, ms) => sum + ms, 0)).toBeLessThan(30_000);
  });

  it('SES gets the bytes as they are and our delivery id as a tag', async () => {
    const seen: unknown[] = [];
    const client = {
      send: async (command: { input: unknown }) => {
        seen.push(command.input);
        return { MessageId: 'ses-1' };
      },
    } as unknown as SESv2Client;
    expect(await sesMailer(client, { configurationSet: 'vouch' }).send(mail)).toEqual({
      kind: 'accepted',
      messageId: 'ses-1',
    });
    expect(seen).toMatchObject([
      {
        Content: { Raw: { Data: mail.raw } },
        EmailTags: [{ Name: 'vouch-delivery', Value: mail.deliveryId }],
        ConfigurationSetName: 'vouch',
      },
    ]);
  });

  it('an SES event finds its delivery by tag; opens and other mail say nothing', () => {
    const event = (eventType: string, more = {}) =>
      deliveryEventOf(
        SesEvent.parse({
          eventType,
          mail: { messageId: 'ses-1', tags: { 'vouch-delivery': ['dlv_1'] } },
          ...more,
        }),
      );
    expect(event('Send')).toEqual({ deliveryId: 'dlv_1', event: { kind: 'confirmed', messageId: 'ses-1' } });
    expect(event('Bounce', { bounce: { bounceType: 'Permanent', bounceSubType: 'General' } })?.event).toEqual(
      { kind: 'bounced', permanent: true, reason: 'General' },
    );
    expect(event('Complaint')?.event).toEqual({ kind: 'complained' });
    expect(event('Open')).toBeUndefined();
    expect(deliveryEventOf({ eventType: 'Send', mail: { messageId: 'x' } })).toBeUndefined();
  });
});

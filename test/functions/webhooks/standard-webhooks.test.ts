import { Webhook as Verifier } from 'standardwebhooks';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { outgoingOf } from '../../../functions/webhooks/deliver-due.ts';
import type { StoredWebhook, WebhookDelivery } from '../../../shared/domain/schema/access/webhooks.ts';
import { purposes } from '../../../shared/domain/sealed/purposes.ts';
import { type SealKeys, sealText } from '../../../shared/domain/sealed/sealed-text.ts';

/** The vector of the reference implementations (github.com/standard-webhooks/standard-webhooks, libraries/*, MIT). */
const PUBLISHED = {
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  at: 1_614_265_330_000,
  body: '{"test": 2432232314}',
  signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
};
/** What a receiver should tolerate; the reference verifiers do. */
const TOLERANCE_MS = 5 * 60_000;
const OTHER = 'v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=';

beforeEach(() => void vi.useFakeTimers({ now: PUBLISHED.at, toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());

/** What we send for an event of that id and body. */
function sentAt(now: number): { body: string; headers: Record<string, string> } {
  const keys: SealKeys = [Buffer.alloc(32, 7)];
  const sealedSecret = sealText(PUBLISHED.secret, purposes.webhookSecret('whk_1'), Buffer.alloc(12, 1), keys);
  const webhook = {
    id: 'whk_1',
    url: 'https://hooks.example.com/',
    sealedSecret,
  } as unknown as StoredWebhook;
  const delivery = { eventId: PUBLISHED.id, payload: PUBLISHED.body } as WebhookDelivery;
  return outgoingOf(webhook, delivery, now, keys);
}
const verify = ({ body, headers }: ReturnType<typeof sentAt>) =>
  new Verifier(PUBLISHED.secret).verify(body, headers);

describe('an outgoing webhook', () => {
  it('carries the very signature that Standard Webhooks publishes', () => {
    const sent = sentAt(PUBLISHED.at);
    expect(sent.headers).toMatchObject({
      'webhook-id': PUBLISHED.id,
      'webhook-timestamp': '1614265330',
      'webhook-signature': PUBLISHED.signature,
    });
    expect(verify(sent)).toEqual({ test: 2_432_232_314 });
  });

  it.each([
    ['with another event’s id', { 'webhook-id': 'msg_other' }],
    ['with a later timestamp than was signed', { 'webhook-timestamp': '1614265331' }],
    ['without its id', { 'webhook-id': '' }],
    ['without its timestamp', { 'webhook-timestamp': '' }],
    ['with a timestamp that is none', { 'webhook-timestamp': 'hello' }],
    ['without its signature', { 'webhook-signature': '' }],
    ['with half of its signature', { 'webhook-signature': PUBLISHED.signature.slice(0, 8) }],
    ['with an empty signature', { 'webhook-signature': 'v1,' }],
    ['with somebody’s signature', { 'webhook-signature': OTHER }],
    [
      'with the signature under another version',
      { 'webhook-signature': PUBLISHED.signature.replace('v1', 'v2') },
    ],
  ])('is refused %s', (_how, changed) => {
    const sent = sentAt(PUBLISHED.at);
    expect(() => verify({ ...sent, headers: { ...sent.headers, ...changed } })).toThrow();
  });

  it.each(['{"test": 2432232315}', '{"test":2432232314}', '{"test": 2432232314} ', ''])(
    'is refused with the body %j',
    (body) => {
      expect(() => verify({ ...sentAt(PUBLISHED.at), body })).toThrow();
    },
  );

  it('is refused under another secret', () => {
    const { body, headers } = sentAt(PUBLISHED.at);
    expect(() => new Verifier(`whsec_${btoa('another secret of ours')}`).verify(body, headers)).toThrow();
  });

  it('is accepted while one of several signatures fits, as when a secret is replaced', () => {
    const sent = sentAt(PUBLISHED.at);
    const signature = `${OTHER} v2,x ${PUBLISHED.signature}`;
    expect(() =>
      verify({ ...sent, headers: { ...sent.headers, 'webhook-signature': signature } }),
    ).not.toThrow();
  });

  it.each([
    ['accepted at the end of the tolerance', TOLERANCE_MS, true],
    ['refused a second later', TOLERANCE_MS + 1_000, false],
    ['refused replayed a day later', 86_400_000, false],
    ['accepted from a clock that is a little ahead', -TOLERANCE_MS, true],
    ['refused from the future', -TOLERANCE_MS - 1_000, false],
  ])('is %s', (_what, after, good) => {
    const sent = sentAt(PUBLISHED.at);
    vi.setSystemTime(PUBLISHED.at + after);
    const outcome = () => verify(sent);
    if (good) expect(outcome).not.toThrow();
    else expect(outcome).toThrow();
  });

  it('shows a replay inside the tolerance by its id, which a second attempt keeps under a signature of its own', () => {
    const [first, again] = [sentAt(PUBLISHED.at), sentAt(PUBLISHED.at + 1_000)];
    expect(again.headers['webhook-id']).toBe(first.headers['webhook-id']);
    expect(again.headers['webhook-signature']).not.toBe(first.headers['webhook-signature']);
    expect(verify(again)).toEqual(verify(first));
  });
});

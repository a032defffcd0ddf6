import { randomBytes } from 'node:crypto';
import { Webhook as Signer } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createVouch, type Vouch, VouchError } from 'vouch/client';
import { registerRoutes } from '../../../functions/api/routes/rooms.ts';
import {
  createVouch as createPackaged,
  VouchUnreachable,
  verifyWebhook,
} from '../../../shared/client/package.ts';
import { ALL_ROUTES } from '../../../shared/domain/schema/all-routes.ts';
import { OPERATIONS } from '../../../shared/domain/schema/operations.ts';
import { anApi, type TestApi } from '../../support/api-builders.ts';
import { type Engine, startEngine } from '../../support/engine.ts';

let engine: Engine;
let api: TestApi;
beforeAll(async () => {
  engine = await startEngine();
  api = await anApi(engine, { random: (count) => randomBytes(count) });
});
afterAll(() => engine.stop());

type Fault = 'lose-request' | 'lose-answer' | 'throttle' | undefined;

/** A client on the app itself, over a network that misbehaves as told, one fault a request. */
function aClient(faults: Fault[] = []): { vouch: Vouch; waits: number[]; sent: Request[] } {
  const waits: number[] = [];
  const sent: Request[] = [];
  const vouch = createVouch({
    baseUrl: 'https://vou.ch',
    apiKey: api.sock.ownerKey,
    dice: () => 0.5,
    sleep: async (milliseconds) => {
      waits.push(milliseconds);
    },
    fetch: async (request) => {
      sent.push(request.clone());
      const fault = faults.shift();
      if (fault === 'lose-request') throw new TypeError('network');
      if (fault === 'throttle')
        return new Response('{}', {
          status: 429,
          headers: { 'retry-after': '2', 'content-type': 'application/json' },
        });
      const answer = await api.app.request(request);
      if (fault === 'lose-answer') throw new TypeError('network');
      return answer;
    },
  });
  return { vouch, waits, sent };
}

const aCreator = { handle: '@ada', platform: 'instagram', followers: 6_200 };

it('knows every route that the app answers', () => {
  const registered: string[] = [];
  registerRoutes({ on: ({ method, path }) => void registered.push(`${method} ${path}`) }, api.deps);
  expect(ALL_ROUTES.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(registered.sort());
});

it('has a name for every route, and no name without one', () => {
  expect(Object.keys(OPERATIONS).sort()).toEqual(
    ALL_ROUTES.map(({ method, path }) => `${method} ${path}`).sort(),
  );
});

describe('the client', () => {
  it('takes the tour: creator, campaign, post, links, and reads them back with their types', async () => {
    const { vouch } = aClient();
    const creator = await vouch.post('/v1/creators', { body: { ...aCreator, couponCodes: ['ADA10'] } });
    const campaign = await vouch.post('/v1/campaigns', {
      body: { name: 'October', startsOn: '2026-10-01', endsOn: '2026-10-31' },
    });
    const post = await vouch.post('/v1/posts', {
      body: {
        creatorId: creator.id,
        campaignId: campaign.id,
        stage: 'campaign',
        platform: 'instagram',
        format: 'short',
        publishedAt: '2026-10-05T09:30:00+02:00',
        destination: 'https://shop.example.com/socks',
        placements: ['feed', 'story'],
      },
    });
    expect(post.links.map(({ placement }) => placement).sort()).toEqual(['feed', 'story']);
    const [first] = post.links;
    const paused = await vouch.patch('/v1/links/{id}', {
      params: { id: first?.id ?? '' },
      body: { status: 'paused' },
    });
    expect(paused.status).toBe('paused');
    const handles: string[] = [];
    for await (const { handle } of vouch.each('/v1/creators', { query: { limit: 1 } })) handles.push(handle);
    expect(handles).toContain('@ada');
  });

  it('sends nothing for a list that nobody goes through, and goes through it page by page', async () => {
    const { vouch, sent } = aClient();
    const creators = vouch.each('/v1/creators', { query: { limit: 1 } });
    expect(sent).toHaveLength(0);
    await creators.next();
    expect(sent).toHaveLength(1);
  });

  it('makes one thing though the answer got lost, the network failed and the API was busy', async () => {
    const { vouch, waits, sent } = aClient(['lose-request', 'throttle', 'lose-answer', undefined]);
    const made = await vouch.post('/v1/creators', { body: { ...aCreator, handle: '@once' } });
    expect(sent).toHaveLength(4);
    expect(new Set(sent.map(({ headers }) => headers.get('idempotency-key'))).size).toBe(1);
    expect(waits).toEqual([250, 2_000, 1_000]);
    const all: string[] = [];
    for await (const { id, handle } of aClient().vouch.each('/v1/creators'))
      if (handle === '@once') all.push(id);
    expect(all).toEqual([made.id]);
  });

  it('throws what the API refuses, with its code and fields, and does not try again', async () => {
    const { vouch, sent } = aClient();
    const wrong = vouch.post('/v1/creators', { body: { ...aCreator, followers: -1 } });
    await expect(wrong).rejects.toThrow(VouchError);
    await expect(wrong).rejects.toMatchObject({
      status: 422,
      code: 'invalid',
      errors: [{ path: 'followers' }],
    });
    expect(sent).toHaveLength(1);
  });

  it('gives up after its tries', async () => {
    const { vouch, sent } = aClient(Array<Fault>(9).fill('lose-request'));
    await expect(vouch.get('/v1/brand')).rejects.toThrow('network');
    expect(sent).toHaveLength(5);
  });

  it('does not compile with a path, a field or a method that is not there', () => {
    const { vouch } = aClient();
    const never = () => {
      // @ts-expect-error no such path
      void vouch.get('/v1/nothing');
      // @ts-expect-error no such field
      void vouch.post('/v1/creators', { body: { ...aCreator, nope: 1 } });
      // @ts-expect-error no such method on it
      void vouch.delete('/v1/brand');
      // @ts-expect-error a body is needed
      void vouch.post('/v1/creators');
    };
    expect(never).toBeTypeOf('function');
  });
});

describe('the calls by their names', () => {
  const answering = (...answers: (() => Response | Promise<Response>)[]) => {
    const sent: Request[] = [];
    // Typed as whoever installs the package has it typed (test/infra/client-package.test.ts), so not here.
    // biome-ignore lint/suspicious/noExplicitAny: see above.
    const vouch: any = createPackaged({
      baseUrl: 'https://vou.ch/base/',
      apiKey: 'vouch_x',
      dice: () => 0.5,
      sleep: async () => {},
      fetch: async (request: Request) => {
        sent.push(request);
        return (answers.length > 1 ? answers.shift() : answers[0])?.() ?? Response.error();
      },
    });
    return { vouch, sent };
  };
  const empty = () => Response.json({});

  it('put ids into the path in their order, then the body, then the settings', async () => {
    const { vouch, sent } = answering(empty);
    await vouch.orders.reverseRefund('cnv_a/b', 'rfd_c', { reason: 'failed' }, { idempotencyKey: 'k1' });
    await vouch.webhooks.test('whk_a', { idempotencyKey: 'k2' });
    await vouch.links.list({ limit: 3, q: undefined });
    expect(sent.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'POST https://vou.ch/base/v1/conversions/cnv_a%2Fb/refunds/rfd_c/reverse',
      'POST https://vou.ch/base/v1/webhooks/whk_a/test',
      'GET https://vou.ch/base/v1/links?limit=3',
    ]);
    expect(sent.map(({ headers }) => headers.get('idempotency-key'))).toEqual(['k1', 'k2', null]);
    expect(await sent[0]?.json()).toEqual({ reason: 'failed' });
    expect(sent[1]?.body).toBeNull();
  });

  it('refuse a missing id before anything is sent', () => {
    const { vouch, sent } = answering(empty);
    expect(() => vouch.links.get(undefined)).toThrow('vouch.links.get: id is missing');
    expect(() => vouch.orders.reverseRefund('cnv_a', { reason: 'x' })).toThrow('refundId is missing');
    expect(sent).toHaveLength(0);
  });

  it('tell a server that was never there at once, and wait for one that only restarts', async () => {
    const refused = () =>
      Promise.reject(
        new TypeError('fetch failed', { cause: Object.assign(new Error(''), { code: 'ECONNREFUSED' }) }),
      );
    const never = answering(refused);
    await expect(never.vouch.brand.get()).rejects.toThrow(VouchUnreachable);
    expect(never.sent).toHaveLength(1);
    const restarting = answering(empty, refused, refused, empty);
    await restarting.vouch.brand.get();
    await restarting.vouch.brand.get();
    expect(restarting.sent).toHaveLength(4);
  });

  it('say what a proxy answered in place of the API, with the id of the request', async () => {
    const page = () =>
      new Response('<h1>no</h1>', {
        status: 404,
        headers: { 'content-type': 'application/json', 'x-request-id': 'r-1' },
      });
    const { vouch } = answering(page);
    const failure = await vouch.brand.get().catch((reason: unknown) => reason);
    expect(failure).toMatchObject({ status: 404, code: 'unknown', requestId: 'r-1' });
    expect(String(failure)).toContain('(request r-1)');
  });

  it('give a picture as its bytes', async () => {
    const bytes = Uint8Array.of(137, 80, 78, 71, 255);
    const { vouch } = answering(() => new Response(bytes, { headers: { 'content-type': 'image/png' } }));
    expect(await vouch.reports.chart('rpt_a')).toEqual(bytes);
  });
});

describe('a webhook', () => {
  const secret = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;
  const body = '{"type":"webhook.test","timestamp":"2026-10-05T12:00:00.000Z","data":{"s":"ä"}}';
  const at = new Date('2026-10-05T12:00:00Z');
  const headersOf = (signed = body) => ({
    'Webhook-Id': 'evt_1',
    'webhook-timestamp': String(at.getTime() / 1_000),
    'webhook-signature': `v1,AAAA ${new Signer(secret).sign('evt_1', at, signed)}`,
  });
  const now = at.getTime();

  it.each([
    ['a Headers', new Headers(headersOf())],
    ['an object in any case', headersOf()],
    [
      'lists of values',
      Object.fromEntries(Object.entries(headersOf()).map(([name, value]) => [name, [value]])),
    ],
  ])('is read with %s, as text and as bytes, under the old secret and the new', async (_how, headers) => {
    const read = await verifyWebhook(body, headers, ['whsec_AAAA', secret], { now });
    expect(read).toEqual(JSON.parse(body));
    expect(await verifyWebhook(Buffer.from(body), headers, secret, { now })).toEqual(read);
  });

  it.each([
    ['a changed body', { signed: body.replace('test', 'text') }, 'does not match'],
    ['another secret', { secret: 'whsec_AAAA' }, 'does not match'],
    ['a time too long ago', { now: now + 301_000 }, 'too far'],
    ['a time too far ahead', { now: now - 301_000 }, 'too far'],
  ])('is refused for %s', async (_why, given: { signed?: string; secret?: string; now?: number }, words) => {
    const verified = verifyWebhook(body, headersOf(given.signed), given.secret ?? secret, {
      now: given.now ?? now,
    });
    await expect(verified).rejects.toThrow(words);
  });

  it('is refused without its headers, and a parsed body is told to be one', async () => {
    await expect(verifyWebhook(body, {}, secret)).rejects.toThrow('webhook-id is missing');
    await expect(verifyWebhook(JSON.parse(body), headersOf(), secret)).rejects.toThrow('raw text or bytes');
  });
});

import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createVouch, type Vouch, VouchError } from 'vouch/client';
import { registerRoutes } from '../../../functions/api/app.ts';
import { ALL_ROUTES } from '../../../shared/domain/schema/all-routes.ts';
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

import { describe, expect, it, vi } from 'vitest';
import { createRouteCache, type Lookup } from '../../../functions/redirect/route-cache.ts';
import type { LinkRoute } from '../../../shared/domain/link/link-route.ts';
import { aRoute } from '../../support/builders.ts';

function caching(lookUp: Lookup<LinkRoute>, over = {}) {
  const clock = { now: 0 };
  const spy = vi.fn(lookUp);
  return {
    clock,
    lookUp: spy,
    cache: createRouteCache(spy, { now: () => clock.now, deadlineMs: 20, ...over }),
  };
}

describe('a link in memory', () => {
  it('is looked up once a minute, however many ask at once', async () => {
    const { cache, clock, lookUp } = caching(async () => aRoute());
    await Promise.all([cache.find('a'), cache.find('a'), cache.find('a')]);
    clock.now = 59_999;
    await cache.find('a');
    expect(lookUp).toHaveBeenCalledTimes(1);
    clock.now = 60_000;
    await cache.find('a');
    expect(lookUp).toHaveBeenCalledTimes(2);
  });

  it('is answered at once while it is fresh: no tap waits a turn of the loop for it', async () => {
    const { cache } = caching(async () => aRoute());
    await cache.find('a');
    expect(cache.find('a')).toEqual(aRoute());
  });

  it('that does not exist is asked for again after five seconds', async () => {
    const { cache, clock, lookUp } = caching(async () => undefined);
    await cache.find('a');
    clock.now = 4_999;
    await cache.find('a');
    expect(lookUp).toHaveBeenCalledTimes(1);
    clock.now = 5_000;
    await cache.find('a');
    expect(lookUp).toHaveBeenCalledTimes(2);
  });

  it('that was paused is honoured within a minute', async () => {
    let status: 'active' | 'paused' = 'active';
    const { cache, clock } = caching(async () => aRoute({ status }));
    await cache.find('a');
    status = 'paused';
    clock.now = 60_000;
    expect((await cache.find('a'))?.status).toBe('paused');
  });

  it('still leads on while the store fails, and the store is not asked by every follower', async () => {
    let isDown = false;
    const { cache, clock, lookUp } = caching(async () =>
      isDown ? Promise.reject(new Error('down')) : aRoute(),
    );
    await cache.find('a');
    isDown = true;
    clock.now = 60_000;
    for (let follower = 0; follower < 100; follower++) expect(await cache.find('a')).toEqual(aRoute());
    expect(lookUp).toHaveBeenCalledTimes(2);
    isDown = false;
    clock.now = 62_000;
    await cache.find('a');
    expect(lookUp).toHaveBeenCalledTimes(3);
  });

  it('is looked up anew after a look-up that hung for ever', async () => {
    let hangs = true;
    const { cache } = caching(() => (hangs ? new Promise(() => {}) : Promise.resolve(aRoute())));
    await expect(cache.find('a')).rejects.toThrow('no answer within 20 ms');
    hangs = false;
    expect(await cache.find('a')).toEqual(aRoute());
  });

  it('that was changed here is not overwritten by a look-up begun before', async () => {
    let answer: (status: 'active' | 'paused') => void = () => {};
    const { cache } = caching(
      () => new Promise((resolve) => (answer = (status) => resolve(aRoute({ status })))),
    );
    const before = cache.find('a');
    const answerOld = answer;
    cache.forget('a');
    const after = cache.find('a');
    answer('paused');
    await after;
    answerOld('active');
    await before;
    expect((await cache.find('a'))?.status).toBe('paused');
  });

  it('makes room for others, least recently used first', async () => {
    const { cache, lookUp } = caching(async (slug) => aRoute({ slug }), { capacity: 2 });
    for (const slug of ['a', 'b', 'a', 'c', 'a', 'b']) await cache.find(slug);
    expect(lookUp.mock.calls.map(([slug]) => slug)).toEqual(['a', 'b', 'c', 'b']);
  });
});

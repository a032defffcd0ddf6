import { describe, expect, it } from 'vitest';
import { createClickKeySource } from '../../functions/redirect/click-key-source.ts';
import { renewing } from '../../shared/renewing.ts';

const key = (byte: number) => Buffer.alloc(32, byte).toString('base64url');

describe('what is renewed every few minutes', () => {
  it('serves the old while the new is on its way, and keeps the old when it fails', async () => {
    let at = 0;
    let answer: () => Promise<string> = async () => 'old';
    const value = renewing(() => answer(), { everyMs: 1_000, retryMs: 100, now: () => at });
    expect(await value()).toBe('old');
    at = 1_000;
    answer = () => Promise.reject(new Error('throttled'));
    expect(await value()).toBe('old');
    answer = async () => 'new';
    expect(await value()).toBe('old');
    at = 1_100;
    expect(await value()).toBe('old');
    expect(await value()).toBe('new');
  });

  it('a first failure is not kept', async () => {
    let fails = true;
    const value = renewing(async () => (fails ? Promise.reject(new Error('no')) : 'there'), {
      everyMs: 1_000,
    });
    await expect(value()).rejects.toThrow('no');
    fails = false;
    expect(await value()).toBe('there');
  });
});

describe('where the redirect has its keys from', () => {
  it('the copy first, the parameter store only when there is none', async () => {
    const asked: string[] = [];
    const place = (name: string, text: string | undefined) => async () => {
      asked.push(name);
      return text;
    };
    const source = createClickKeySource([place('copy', undefined), place('store', key(1))], { now: () => 0 });
    expect((await source.find())?.[0]).toEqual(Buffer.alloc(32, 1));
    expect(asked).toEqual(['copy', 'store']);
  });

  it('rests after a failure, so that no follower waits twice; an instance that runs takes up the new', async () => {
    let at = 0;
    let tries = 0;
    let text: string | undefined;
    const source = createClickKeySource(
      [
        async () => {
          tries++;
          if (!text) throw new Error('throttled');
          return text;
        },
      ],
      { now: () => at, everyMs: 1_000, retryMs: 100 },
    );
    expect(await source.find()).toBeUndefined();
    expect(await source.find()).toBeUndefined();
    expect(tries).toBe(1);
    at = 100;
    text = key(1);
    expect((await source.find())?.[0]).toEqual(Buffer.alloc(32, 1));
    at = 1_100;
    text = key(2);
    expect((await source.find())?.[0]).toEqual(Buffer.alloc(32, 1));
    await new Promise((resolve) => setImmediate(resolve));
    expect((await source.find())?.[0]).toEqual(Buffer.alloc(32, 2));
  });

  it('a place that hangs costs its deadline once', async () => {
    const source = createClickKeySource([() => new Promise(() => {}), async () => key(3)], {
      now: () => 0,
      deadlineMs: 5,
    });
    expect((await source.find())?.[0]).toEqual(Buffer.alloc(32, 3));
  });
});

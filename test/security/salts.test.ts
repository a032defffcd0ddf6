import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSaltStore, SALT_LIFE_MS } from '../../shared/data/clicks/salt-store.ts';
import { visitorKey } from '../../shared/domain/click/visitor.ts';
import { HOUR_MS } from '../../shared/domain/time/units.ts';
import { anApi, aPostedLink, NOON, type TestApi } from '../support/api-builders.ts';
import { IPHONE } from '../support/builders.ts';
import { dumpOf, type Engine, startEngine } from '../support/engine.ts';
import { aFront, type Front } from './front.ts';

const ADDRESS = '203.0.113.77';

let engine: Engine;
let api: TestApi;
let front: Front;
let slug: string;

beforeAll(async () => {
  engine = await startEngine();
  api = await anApi(engine);
  front = aFront(engine, api);
  slug = (await aPostedLink(api)).slug;
});
afterAll(async () => {
  front.stop();
  await engine.stop();
});

/** Whatever a thief of everything that is stored could use as a key: every text, plain and decoded. */
async function everyKey(): Promise<Uint8Array[]> {
  const texts = new Set<string>();
  for (const { item } of await dumpOf(engine))
    for (const value of Object.values(item)) texts.add(String(value.S ?? value.N ?? ''));
  for (const text of (await front.files()).match(/[\w+/=-]{8,}/g) ?? []) texts.add(text);
  return [...texts].flatMap((text) => [
    Buffer.from(text),
    Buffer.from(text, 'base64'),
    Buffer.from(text, 'hex'),
  ]);
}

/** Visitors that the thief, who knows address and device, can name. */
async function named(visitors: readonly string[]): Promise<string[]> {
  const keys = await everyKey();
  const guesses = new Set(
    keys.flatMap((key) => [
      visitorKey(key, ADDRESS, IPHONE),
      createHmac('sha256', key).update(ADDRESS).digest('base64url').slice(0, 12),
    ]),
  );
  return visitors.filter((visitor) => guesses.has(visitor));
}

describe('a day’s salt', () => {
  it('is gone within 48 hours, and then nothing that is stored joins an address with its clicks', async () => {
    const visitors = new Set<string>();
    const salts = createSaltStore({
      ...front,
      tables: engine.tables,
      now: () => api.clock.now,
      randomBytes: (count) => new Uint8Array(count),
    });
    // Taps through the day at whose end, worst for us, the last salt is made.
    for (const hour of [0, 3, 6, 9.9]) {
      api.clock.now = NOON + hour * HOUR_MS;
      await front.follow(slug, { address: ADDRESS });
      for (const { visitor } of await front.drain()) if (visitor) visitors.add(visitor);
    }
    expect(visitors.size).toBe(1);
    // While the salt lives this very search names the visitor: it is no empty test.
    expect(await named([...visitors])).toEqual([...visitors]);

    const lastMade = api.clock.now;
    for (; api.clock.now < lastMade + 48 * HOUR_MS; api.clock.now += HOUR_MS) await salts.deleteOld();
    expect(SALT_LIFE_MS).toBeLessThan(48 * HOUR_MS);
    expect((await dumpOf(engine)).filter(({ item }) => item.salt)).toEqual([]);
    expect(await named([...visitors])).toEqual([]);

    await front.follow(slug, { address: ADDRESS });
    const [again] = await front.drain();
    expect(visitors.has(again?.visitor ?? '')).toBe(false);
  });

  it('is forgotten by an instance that remembered it', async () => {
    let made = 0;
    const clock = { now: NOON };
    const store = createSaltStore({
      ...front,
      tables: engine.tables,
      now: () => clock.now,
      randomBytes: (count) => new Uint8Array(count).fill(++made),
    });
    const first = await store.find('brd_remembered', '2026-10-05');
    clock.now += SALT_LIFE_MS;
    await store.deleteOld();
    expect(await store.find('brd_remembered', '2026-10-05')).not.toEqual(first);
  });
});

describe('who asks not to be tracked', () => {
  it.each([{ 'sec-gpc': '1' }, { dnt: '1' }])(
    '%o: counts, without a visitor and without a click id',
    async (header) => {
      const answer = await front.follow(slug, {
        address: ADDRESS,
        headers: { 'user-agent': IPHONE, ...header },
      });
      expect(answer.headers.location).toBe('https://shop.example.com/socks');
      const [click] = await front.drain();
      expect(click).toMatchObject({ verdict: { kind: 'counted' } });
      expect(click).not.toHaveProperty('visitor');
    },
  );
});

import { type SealDeps, sealDue } from '../../functions/seal/seal.ts';
import { drainClicks } from '../../shared/data/chores/drain.ts';
import { type RecountDeps, recountPartition } from '../../shared/data/counts/recount.ts';
import { recountOrders } from '../../shared/data/orders/order-lines-store.ts';
import { hourOf } from '../../shared/data/table/keys.ts';
import type { Click } from '../../shared/domain/click/click.ts';
import { mintClickId } from '../../shared/domain/click/mint-click-id.ts';
import type { Channel } from '../../shared/domain/vocabulary.ts';
import { countedBytes, type TestApi } from './api-builders.ts';
import { type Engine, wireTo } from './engine.ts';

type ClickWish = {
  brandId: string;
  linkId: string;
  at: number;
  channel?: Channel;
  app?: string;
  visitor?: string;
  excluded?: 'bot' | 'preview' | 'repeat';
  country?: string;
};

/** The click path of tests: clicks into the tables, counted at once, sealed when asked. */
export function countingOf(engine: Engine, api: TestApi, counted?: RecountDeps['counted']) {
  const bytes = countedBytes('clicks');
  const { stores } = api.deps;
  const { clicks, counts, newToken } = stores;
  const wire = wireTo(engine);
  const markHours: SealDeps['recount']['announce'] = async (touched) => {
    for (const { brandId, hour } of touched) await counts.markDirty('hour', brandId, hour, newToken());
  };
  const timeZoneOf = async () => api.sock.brand.timeZone;
  const recount = {
    clicks,
    counts,
    dedupeSecondsOf: async () => 0,
    announce: markHours,
    ...(counted ? { counted } : {}),
  };
  const sealing: SealDeps = {
    clicks,
    counts,
    recount,
    timeZoneOf,
    recountOrders: (brandId, day) => recountOrders(stores, brandId, day),
    exportHour: async () => {},
    now: () => api.clock.now,
    newToken,
  };
  /** Stores and counts clicks that were made elsewhere. */
  async function take(made: Click[]): Promise<void> {
    const { clickKeys } = api.deps;
    const deps = { wire, names: engine.tables, clickKeys, counts, newToken, now: () => api.clock.now };
    const touched = await drainClicks(made, deps);
    for (const partition of touched.values()) await recountPartition(partition, recount);
  }
  return {
    take,
    /** Stores and counts the clicks; answers their ids. */
    async follow(wishes: readonly ClickWish[]): Promise<string[]> {
      const made = wishes.map((wish) => clickOf(wish, bytes(6), api));
      await take(made);
      return made.map(({ id }) => id);
    },
    /** Seals the hours that hold clicks; the empty ones in between are passed over. */
    async seal() {
      await counts.advanceSealedThrough(hourOf(api.clock.now - 2 * 3_600_000));
      return sealDue(sealing);
    },
    sealing,
  };
}

/** The same from a moment on: it is that time, and every hour before it is sealed. */
export async function countingSince(startMs: number, engine: Engine, api: TestApi) {
  const counting = countingOf(engine, api);
  await counting.sealing.counts.takeAsSealed(hourOf(startMs - 3_600_000));
  api.clock.now = startMs;
  return counting;
}

function clickOf({ linkId, at, excluded, ...wish }: ClickWish, random: Uint8Array, api: TestApi): Click {
  const reading = {
    channel: wish.channel ?? ('own_inapp' as const),
    ...(wish.app ? { app: wish.app } : {}),
    strength: 'strong' as const,
    confidence: 0.9,
    evidence: ['ua:instagram'],
    device: 'mobile' as const,
    os: 'ios' as const,
    browser: 'webview' as const,
    trigger: 'link' as const,
  };
  return {
    id: mintClickId({ linkId, at, shard: 0 }, random, api.deps.clickKeys),
    brandId: wish.brandId,
    linkId,
    at,
    verdict: excluded ? { kind: 'excluded', reason: excluded, ...reading } : { kind: 'counted', ...reading },
    rulesVersion: 'test',
    referrerOnly: 'Direct',
    visitor: wish.visitor ?? Buffer.from(random).toString('hex'),
    ...(wish.country ? { country: wish.country } : {}),
    raw: { method: 'GET', query: '', headers: { 'user-agent': 'test' } },
  };
}

import { afterAll, beforeAll, expect, it } from 'vitest';
import { createStores } from '../../../shared/data/stores.ts';
import { limitedKey, minuteOf } from '../../../shared/data/table/keys.ts';
import { recordRow } from '../../../shared/data/table/records-store.ts';
import { tablesOn } from '../../../shared/data/table/sdk.ts';
import { foldClicks } from '../../../shared/domain/click/fold.ts';
import { anApi, aPostedLink, countedBytes } from '../../support/api-builders.ts';
import { queueEvent, scheduleEvent } from '../../support/aws-events.ts';
import { aBrandId, aClick, aLinkId } from '../../support/builders.ts';
import { type Bundles, startBundles } from '../../support/bundles.ts';

let bundles: Bundles;
beforeAll(async () => {
  bundles = await startBundles();
});
afterAll(() => bundles.stop());

it('a link that is used up is ended by the run that its brand’s message asks for', async () => {
  const { engine, aws, start } = bundles;
  const api = await anApi(engine, { random: countedBytes('limits in aws'), now: Date.now });
  const { linkId, slug } = await aPostedLink(api);
  await api.sock.as.patch(`/v1/links/${linkId}`, { clickLimit: 2 });
  await count(api.sock.brand.id, linkId, 2);
  const seal = await start('seal');
  await seal.invoke(scheduleEvent());
  const messages = (aws.messages.get(aws.queueUrl('to-seal')) ?? []).filter((body) =>
    body.includes('limitsOf'),
  );
  expect(messages).toEqual([JSON.stringify({ limitsOf: [api.sock.brand.id] })]);
  const { find } = api.deps.stores.linkRoutes();
  expect((await find(slug))?.limitReached).toBeUndefined();
  expect(await seal.invoke(queueEvent(messages))).toEqual({ batchItemFailures: [] });
  expect((await find(slug))?.limitReached).toBe(true);
});

it('one that can’t be looked at is told to who watches, and waits for the next turn', async () => {
  const { engine, start } = bundles;
  const entry = limitedKey(aBrandId('gone'), aLinkId('gone'));
  const { records } = tablesOn(engine.client, engine.tables);
  await records.put(
    recordRow(aBrandId('gone') as never, 'LINK', { id: aLinkId('gone'), clickLimit: 1 } as never),
  );
  await records.put(entry);
  const seal = await start('seal');
  const body = JSON.stringify({ limitsOf: [aBrandId('gone')] });
  expect(await seal.invoke(queueEvent([body]))).toEqual({ batchItemFailures: [] });
  expect(seal.log()).toContain('"SealFailures":1');
  expect(await records.get(entry)).toBeDefined();
});

/** As recount would have counted them, a moment ago. */
async function count(brandId: string, linkId: string, clicks: number): Promise<void> {
  const { engine } = bundles;
  const { counts } = createStores({
    tables: tablesOn(engine.client, engine.tables),
    now: Date.now,
    random: countedBytes('counts'),
  });
  const at = Date.now();
  const made = Array.from({ length: clicks }, (_, n) => aClick({ name: `limit ${n}`, at, brandId, linkId }));
  const partition = { linkId, minute: minuteOf(at), shard: 0 };
  await counts.putMinuteRowIfGrown(partition, { tally: foldClicks(made, 1_800), generation: 0 });
  await counts.ensureIndexed([{ brandId, partition }]);
}

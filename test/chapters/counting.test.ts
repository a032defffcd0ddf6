import { appendFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ChangeRecord, recountBatch } from '../../functions/recount/recount.ts';
import { type SealDeps, sealDue } from '../../functions/seal/seal.ts';
import { createChangeFeed } from '../../infra/local/background/change-feed.ts';
import { createJournalCarrier } from '../../infra/local/journal/carry-journal.ts';
import { openJournal } from '../../infra/local/journal/journal.ts';
import { createClickStore } from '../../shared/data/clicks/click-store.ts';
import { partitionOfClick } from '../../shared/data/clicks/click-writer.ts';
import { createCountReader } from '../../shared/data/counts/count-reader.ts';
import { createCountStore } from '../../shared/data/counts/count-store.ts';
import { announceLate } from '../../shared/data/counts/recount.ts';
import { hourOf } from '../../shared/data/table/keys.ts';
import { tablesOn } from '../../shared/data/table/sdk.ts';
import type { Click } from '../../shared/domain/click/click.ts';
import { HOUR_MS } from '../../shared/domain/time/units.ts';
import { aBrandId, aClick, excluded, KEYS, NOON } from '../support/builders.ts';
import { type Engine, startEngine, wireTo } from '../support/engine.ts';

/**
 * How a click becomes a number, from the first line of a file to a day that is closed. Read it from top to bottom: each
 * `it` goes on where the one before stopped, over the real journal, engine, feed, recount and seal. The words are the
 * glossary's.
 */
const DAY = '2026-11-22';
const brandId = aBrandId();
const clock = { now: NOON };
const [ada, bo, bot] = [
  aClick({ name: 'ada', at: NOON + 1_000, visitor: 'ada' }),
  aClick({ name: 'bo', at: NOON + 2_000, visitor: 'bo' }),
  aClick({ name: 'bot', at: NOON + 3_000, verdict: excluded('bot') }),
];

let engine: Engine;
let story: ReturnType<typeof begin>;
beforeAll(async () => {
  engine = await startEngine();
  story = begin(engine, mkdtempSync(join(tmpdir(), 'vouch-chapter-')));
  await story.counts.takeAsSealed(hourOf(NOON - HOUR_MS));
});
afterAll(async () => {
  story.journal.close();
  rmSync(story.folder, { recursive: true });
  await engine.stop();
});

/**
 * 1. The journal. A follower never waits for a table: her click is safe when its line is in a file. Nothing is counted
 * yet, and nobody said that it was.
 */
it('is safe as a line of the journal before anything counts it', async () => {
  for (const click of [ada, bo, bot]) await story.journal.append(click);
  expect(readdirSync(story.folder)).toHaveLength(1);
  expect(await story.stored(ada)).toEqual([]);
});

/**
 * 2. The carrier. Lines go into the table, each click under a key made of its own id, so that carrying the same line twice
 * writes the same item. All three lie in one raw partition: one link, one minute.
 */
it('is carried into its raw partition, and carrying it again makes no second', async () => {
  const carried = await story.carry();
  expect(carried?.clicks).toBe(3);
  for (const partition of carried?.partitions.values() ?? []) story.feed.note(partition);
  appendFileSync(
    join(story.folder, readdirSync(story.folder).filter((name) => name.endsWith('.ndjson'))[0] ?? ''),
    `${JSON.stringify(ada)}\n`,
  );
  await story.carry();
  expect((await story.stored(ada)).map(({ id }) => id).sort()).toEqual([ada.id, bo.id, bot.id].sort());
});

/**
 * 3. The feed and the recount. The feed names the partition that changed; it does not say by how much. The recount reads it
 * whole and writes what it folds to: two clicks, and a hit that is kept with the reason why it counts for nothing.
 */
it('is counted by reading its partition whole', async () => {
  await story.feed.run();
  expect(await story.day()).toMatchObject({ hits: 3, clicks: 2, uniques: 2, excluded: { bot: 1 } });
});

/**
 * 4. Why it is read whole. A feed may say a thing twice, late, or in the wrong order. An increment would count twice; a
 * fold over what lies there comes to the same.
 */
it('comes to the same however often the feed says it', async () => {
  for (let turn = 0; turn < 3; turn++) {
    story.feed.note(partitionOfClick(ada, KEYS));
    clock.now += HOUR_MS / 60;
    await story.feed.run();
  }
  expect(await story.day()).toMatchObject({ hits: 3, clicks: 2, uniques: 2 });
});

/**
 * 5. The seal. Here the feed loses a click for good: it is carried, and nobody names its partition. After the hour has
 * ended the seal asks the hour index, which was written with the partition's first click, and counts every partition
 * again. What it finds and the feed had not counted is the drift.
 */
it('is found by the seal where the feed lost it', async () => {
  const lost = aClick({ name: 'lost', at: NOON + 20 * (HOUR_MS / 60), visitor: 'cy' });
  await story.journal.append(lost);
  await story.carry();
  expect(await story.day()).toMatchObject({ hits: 3 });
  clock.now = NOON + 2 * HOUR_MS;
  const sealed = await sealDue(story.sealing);
  expect(sealed.drift).toBe(1);
  expect(await story.day()).toMatchObject({ hits: 4, clicks: 3, uniques: 3 });
});

/** 6. Sealed is sealed: sealing again finds nothing, and the figure is the one that was told. */
it('stays what it was when everything is done once more', async () => {
  story.feed.note(partitionOfClick(ada, KEYS));
  await story.feed.run();
  clock.now += HOUR_MS;
  expect((await sealDue(story.sealing)).drift).toBe(0);
  expect(await story.day()).toMatchObject({ hits: 4, clicks: 3, uniques: 3 });
});

function begin({ client, tables: names, ...rest }: Engine, folder: string) {
  const tables = tablesOn(client, names);
  const [clicks, counts] = [createClickStore(tables), createCountStore(tables)];
  const now = () => clock.now;
  let tokens = 0;
  const newToken = () => `token ${tokens++}`;
  const drain = { wire: wireTo(rest), names, clickKeys: KEYS, counts, newToken, now };
  const recount = {
    clicks,
    counts,
    announce: announceLate(counts, newToken),
    dedupeSecondsOf: async () => 30,
  };
  const timeZoneOf = async () => 'UTC';
  const sealing: SealDeps = {
    clicks,
    counts,
    recount,
    timeZoneOf,
    recountOrders: async () => {},
    exportHour: async () => {},
    now,
    newToken,
  };
  const reader = createCountReader(clicks, counts, now);
  const tell = (trouble: string) => expect.unreachable(trouble);
  return {
    folder,
    counts,
    sealing,
    journal: openJournal({ folder, sync: false, now }),
    carry: createJournalCarrier(folder, drain, tell),
    feed: createChangeFeed((records: ChangeRecord[]) => recountBatch(records, recount), now),
    stored: (click: Click) => clicks.listPartition(partitionOfClick(click, KEYS)),
    day: async () => (await reader.listLinkDays({ brandId, timeZone: 'UTC' }, DAY, DAY))[0],
  };
}

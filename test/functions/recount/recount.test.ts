import { describe, expect, it } from 'vitest';
import { changeRecordOf, recountBatch } from '../../../functions/recount/recount.ts';
import { createClickStore } from '../../../shared/data/clicks/click-store.ts';
import { clickWrite, partitionOfClick } from '../../../shared/data/clicks/click-writer.ts';
import { createCountStore } from '../../../shared/data/counts/count-store.ts';
import {
  announceLate,
  type RecountDeps,
  recountPartition,
  refoldPartition,
} from '../../../shared/data/counts/recount.ts';
import { hourOf } from '../../../shared/data/table/keys.ts';
import { tablesOn } from '../../../shared/data/table/sdk.ts';
import { type Table, tableOf } from '../../../shared/data/table/table.ts';
import { namedTables } from '../../../shared/data/table/table-shape.ts';
import type { Click } from '../../../shared/domain/click/click.ts';
import { createMemoryStore } from '../../prove/memory-store.ts';
import { aBrandId, aClick, excluded, KEYS, NOON } from '../../support/builders.ts';

const tables = namedTables('t-');
const HOUR = hourOf(NOON);

function counting() {
  const store = createMemoryStore();
  const asked: Record<string, number> = {};
  const at = async <T>(operation: string, commit: () => T) => {
    asked[operation] = (asked[operation] ?? 0) + 1;
    return commit();
  };
  const client = store.client(at);
  const wire = store.wire(at);
  const bound = tablesOn(client, tables);
  const counts = createCountStore(bound);
  const clicks = createClickStore(bound);
  const deps: RecountDeps & { counts: typeof counts; now: () => number } = {
    clicks,
    counts,
    announce: announceLate(counts, () => 'token'),
    dedupeSecondsOf: async () => 30,
    now: () => NOON,
  };
  const keep = async (...clicks: Click[]) => {
    for (const click of clicks) {
      const { table, row } = clickWrite(click, partitionOfClick(click, KEYS), tables);
      await tableOf(wire, table).put(row);
    }
  };
  const row = () => counts.findMinuteRow(partition);
  return { deps, counts, clicks, keep, row, asked, tables: bound };
}
const [first, second, third] = [aClick({ name: '1' }), aClick({ name: '2' }), aClick({ name: '3' })];
const partition = partitionOfClick(first, KEYS);

it('counts a partition whole, and counting it again changes nothing', async () => {
  const { deps, keep, row } = counting();
  await keep(first, second, first);
  expect(await recountPartition(partition, deps)).toBe('grown');
  expect(await recountPartition(partition, deps)).toBe('same');
  expect((await row())?.tally.hits).toBe(2);
});

it('refuses the smaller count of somebody who read earlier and writes later', async () => {
  const { deps, counts, keep, row } = counting();
  await keep(first, second);
  const stale = { ...deps, clicks: { listCountable: async () => [first] } };
  await recountPartition(partition, deps);
  await recountPartition(partition, stale);
  expect((await row())?.tally.hits).toBe(2);
  const { tally } = (await row()) ?? { tally: undefined };
  const late = { tally: { ...(tally as never as object), hits: 1 } as never, generation: 0 };
  expect(await counts.putMinuteRowIfGrown(partition, late)).toBe('refused');
});

it('names a partition in the hour index when whoever stored the click died before', async () => {
  const { deps, keep } = counting();
  await keep(first);
  expect(await deps.clicks.listCountable(partition)).toHaveLength(1);
  await recountPartition(partition, deps);
  const named = await createNamed(deps).listPartitionsOfHour(HOUR);
  expect(named).toEqual([{ brandId: aBrandId(), partition }]);
});
const createNamed = (deps: RecountDeps) => deps.clicks as ReturnType<typeof createClickStore>;

it('counts judged-again clicks by a new generation, even when they are fewer', async () => {
  const { deps, keep, row } = counting();
  await keep(first, second);
  await recountPartition(partition, deps);
  await keep({ ...second, verdict: excluded('bot') });
  await refoldPartition(partition, aBrandId(), deps);
  const after = await row();
  expect(after?.generation).toBe(1);
  expect(after?.tally.cells.find((cell) => cell.reason === 'bot')?.count).toBe(1);
});

it('keeps what was counted when some of the raw clicks have expired before they are judged again', async () => {
  const { deps, keep, row } = counting();
  await keep(first, second);
  await recountPartition(partition, deps);
  const left = { ...deps.clicks, listCountable: async () => [second] };
  await refoldPartition(partition, aBrandId(), { ...deps, clicks: left });
  expect(await row()).toMatchObject({ generation: 0, tally: { hits: 2 } });
});

it('does not let a recount that read before the rejudgement undo it, nor the rejudgement a click it had not seen', async () => {
  const { deps, keep, row } = counting();
  await keep(first, second);
  let isFirstRead = true;
  const overtaken = {
    ...deps,
    clicks: {
      listCountable: async () => {
        const read = await deps.clicks.listCountable(partition);
        if (!isFirstRead) return read;
        isFirstRead = false;
        // Between this read and the generation's write another click comes and is counted by somebody else.
        await keep(third);
        await recountPartition(partition, deps);
        return read;
      },
    },
  };
  await refoldPartition(partition, aBrandId(), overtaken);
  expect(await row()).toMatchObject({ generation: 1, tally: { hits: 3 } });
});

it.each([
  ['nobody has sealed anything', undefined, 1],
  ['its hour is being sealed', HOUR, 1],
  ['its hour is still open', hourOf(NOON - 3_600_000), 0],
])('marks the hour of a click when %s: %s', async (_when, begun, marks) => {
  const { deps, counts, keep } = counting();
  if (begun) await counts.advanceSealBegun(begun);
  await keep(first);
  await recountPartition(partition, deps);
  expect(await counts.listDirty('hour')).toHaveLength(marks);
});

it('reports the partition that fails and counts the others all the same', async () => {
  const { deps, keep, counts } = counting();
  const other = aClick({ name: 'other', at: NOON + 60_000 });
  await keep(first, other);
  const broken: RecountDeps = {
    ...deps,
    clicks: {
      listCountable: (asked) =>
        asked.minute === partition.minute
          ? Promise.reject(new Error('throttled'))
          : deps.clicks.listCountable(asked),
    },
  };
  const answer = await recountBatch(
    [
      changeRecordOf(partition, first.id, '7'),
      changeRecordOf(partitionOfClick(other, KEYS), other.id, '8'),
      { dynamodb: { Keys: { pk: { S: 'NONSENSE' } }, SequenceNumber: '9' } },
    ],
    broken,
  );
  expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: '7' }] });
  expect((await counts.findMinuteRow(partitionOfClick(other, KEYS)))?.tally.hits).toBe(1);
});

it('asks two things for each quiet link of a full batch, and a handful for all of them', async () => {
  const { deps, counts, keep, asked } = counting();
  const clicks = Array.from({ length: 300 }, (_, n) => aClick({ name: `quiet ${n}`, at: NOON + n * 60_000 }));
  await keep(...clicks);
  const records = clicks.map((click, n) =>
    changeRecordOf(partitionOfClick(click, KEYS), click.id, String(n)),
  );
  for (const name of Object.keys(asked)) delete asked[name];
  expect(await recountBatch(records, deps)).toEqual({ batchItemFailures: [] });
  expect(asked).toEqual({
    Query: 300,
    UpdateItem: 300,
    // Rows and index entries by the hundred, new entries by twenty-five; how far sealers have begun, once a hundred.
    BatchGetItem: 6,
    BatchWriteItem: 12,
    GetItem: 3,
    PutItem: expect.any(Number),
  });
  const rows = await counts.listMinuteRows(clicks.map((click) => partitionOfClick(click, KEYS)));
  expect(rows.every((row) => row?.tally.hits === 1)).toBe(true);
});

it('names by their first record the partitions that failed, and counts the others', async () => {
  const { deps, keep, counts } = counting();
  const clicks = Array.from({ length: 40 }, (_, n) => aClick({ name: `one ${n}`, at: NOON + n * 60_000 }));
  await keep(...clicks);
  const partitions = clicks.map((click) => partitionOfClick(click, KEYS));
  const listCountable: typeof deps.clicks.listCountable = async (asked) => {
    if (asked.minute === partitions[7]?.minute) throw new Error('throttled');
    return deps.clicks.listCountable(asked);
  };
  const records = partitions.flatMap((one, n) => [
    changeRecordOf(one, 'a', `${n}a`),
    changeRecordOf(one, 'b', `${n}b`),
  ]);
  const answer = await recountBatch(records, { ...deps, clicks: { listCountable } });
  expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: '7a' }] });
  const rows = await counts.listMinuteRows(partitions);
  expect(rows.filter((row) => row?.tally.hits === 1)).toHaveLength(39);
});

describe('what is read as it stood a moment ago', () => {
  /** Answers stale questions as a table that has heard of nothing yet. */
  function behind() {
    const all = counting();
    let stale = 0;
    const getMany: Table['getMany'] = async (keys, options) => {
      if (!options?.stale) return all.tables.counts.getMany(keys, options);
      stale += keys.length;
      return [];
    };
    const counts = createCountStore({ ...all.tables, counts: { ...all.tables.counts, getMany } });
    return { ...all, deps: { ...all.deps, counts }, staleKeys: () => stale };
  }
  const named = [changeRecordOf(partition, first.id, '1')];

  it('is only the row and the entry: half the price, and the count is the same', async () => {
    const { deps, keep, row, staleKeys } = behind();
    await keep(first);
    await recountBatch(named, deps);
    await keep(second);
    await recountBatch(named, deps);
    await recountBatch(named, deps);
    expect((await row())?.tally.hits).toBe(2);
    expect(staleKeys()).toBe(6);
  });

  it('writes nothing over a fold of more hits, nor over a newer judgement', async () => {
    const { deps, counts, keep, row } = behind();
    await keep(first, second);
    await recountBatch(named, deps);
    await refoldPartition(partition, aBrandId(), { ...deps, counts });
    const judged = await row();
    await recountBatch(named, { ...deps, clicks: { listCountable: async () => [first] } });
    expect(await row()).toEqual(judged);
    await keep(third);
    await recountBatch(named, deps);
    expect(await row()).toMatchObject({ generation: judged?.generation, tally: { hits: 3 } });
  });

  it('names a partition in the hour index, though it was named before', async () => {
    const { deps, keep, clicks } = behind();
    await keep(first);
    await recountBatch(named, deps);
    await recountBatch(named, deps);
    expect(await clicks.listPartitionsOfHour(HOUR)).toEqual([{ brandId: aBrandId(), partition }]);
  });
});

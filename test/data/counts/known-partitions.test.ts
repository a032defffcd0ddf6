import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createClickStore } from '../../../shared/data/clicks/click-store.ts';
import { clickWrite, partitionOfClick } from '../../../shared/data/clicks/click-writer.ts';
import { type CountStore, createCountStore } from '../../../shared/data/counts/count-store.ts';
import { createKnownPartitions } from '../../../shared/data/counts/known-partitions.ts';
import { recountPartition, refoldPartition } from '../../../shared/data/counts/recount.ts';
import type { RawPartition } from '../../../shared/data/table/keys.ts';
import { tablesOn } from '../../../shared/data/table/sdk.ts';
import { namedTables } from '../../../shared/data/table/table-shape.ts';
import { writeMany } from '../../../shared/data/table/write-many.ts';
import type { Click } from '../../../shared/domain/click/click.ts';
import { foldClicks } from '../../../shared/domain/click/fold.ts';
import { MINUTE_MS } from '../../../shared/domain/time/units.ts';
import { createMemoryStore } from '../../prove/memory-store.ts';
import { aClick, KEYS, NOON } from '../../support/builders.ts';

const tables = namedTables('t-');
const partition = partitionOfClick(aClick({ at: NOON + MINUTE_MS }), KEYS);

/** A process that carries clicks, and others that store, recount and rejudge beside it, over one table. */
function aMachine(putOver?: (counts: CountStore) => CountStore['putMinuteRowOver']) {
  const store = createMemoryStore();
  const client = store.client(async (_operation, commit) => commit());
  const wire = store.wire(async (_operation, commit) => commit());
  const counts = createCountStore(tablesOn(client, tables));
  const clicks = createClickStore(tablesOn(client, tables));
  const dedupeSecondsOf = async () => 30;
  const clock = { now: NOON };
  const now = () => clock.now;
  const recounting = { clicks, counts, dedupeSecondsOf, announce: async () => {}, now };
  const steady = { now: 0 };
  const known = createKnownPartitions({
    counts: { putMinuteRowOver: putOver?.(counts) ?? counts.putMinuteRowOver },
    dedupeSecondsOf,
    now: () => clock.now,
    steadily: () => steady.now,
  });
  const toRead: RawPartition[] = [];
  let made = 0;
  const storeOne = async (): Promise<Click> => {
    const click = aClick({ name: `click ${made++}`, at: NOON + MINUTE_MS + made, visitor: `v${made % 3}` });
    await writeMany(wire, [clickWrite(click, partition, tables)]);
    return click;
  };
  const steps = {
    carry: async () => toRead.push(...known.take([{ click: await storeOne(), partition }])),
    stranger: async () => {
      await storeOne();
      await recountPartition(partition, recounting);
    },
    rejudge: () => refoldPartition(partition, aClick().brandId, recounting),
    write: async () => {
      steady.now += 60_000;
      toRead.push(...(await known.write()));
    },
    read: async () => {
      for (const one of toRead.splice(0)) await recountPartition(one, recounting);
    },
    later: async () => {
      clock.now += 3 * MINUTE_MS;
    },
  };
  return {
    steps,
    clock,
    row: () => counts.findMinuteRow(partition),
    truth: async () => foldClicks(await clicks.listCountable(partition), 30),
  };
}

const names = ['carry', 'stranger', 'rejudge', 'write', 'read', 'later'] as const;
const history = fc.array(fc.constantFrom(...names, 'carry' as const, 'write' as const), { maxLength: 14 });

/** The first history after which the row is not the fold of what lies there, once nothing is left to do. */
async function firstWrong(putOver?: (counts: CountStore) => CountStore['putMinuteRowOver']) {
  const runs = await fc.check(
    fc.asyncProperty(history, async (steps) => {
      const machine = aMachine(putOver);
      for (const step of [...steps, 'write', 'read', 'write', 'read'] as const) await machine.steps[step]();
      const truth = await machine.truth();
      if (truth.hits > 0) expect((await machine.row())?.tally).toEqual(truth);
    }),
    { numRuns: 400, seed: 20261128 },
  );
  return runs.failed ? runs.counterexample : undefined;
}

it('leaves the fold of everything that lies there, whoever else stores, counts and rejudges beside it', async () => {
  expect(await firstWrong()).toBeUndefined();
});

it('is found out when it believes instead of asking: over whatever row is smaller, or over any row', async () => {
  const ifGrown = (counts: CountStore): CountStore['putMinuteRowOver'] => {
    return (where, folding) => counts.putMinuteRowIfGrown(where, { ...folding, generation: 0 });
  };
  const asIfNew = (counts: CountStore): CountStore['putMinuteRowOver'] => {
    return (where, folding) => counts.putMinuteRowOfGeneration(where, { ...folding, generation: 99 });
  };
  expect(await firstWrong(ifGrown)).toBeDefined();
  expect(await firstWrong(asIfNew)).toBeDefined();
});

it('opens no minute that began before it did, nor one that it has let go', async () => {
  const machine = aMachine();
  machine.clock.now = NOON + 10 * MINUTE_MS;
  await machine.steps.later();
  await machine.steps.write();
  await machine.steps.carry();
  await machine.steps.write();
  expect(await machine.row()).toBeUndefined();
  await machine.steps.read();
  expect((await machine.row())?.tally.hits).toBe(1);
});

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createJournalCarrier } from '../../../../infra/local/journal/carry-journal.ts';
import { createClickStore } from '../../../../shared/data/clicks/click-store.ts';
import { partitionOfClick } from '../../../../shared/data/clicks/click-writer.ts';
import { createCountStore } from '../../../../shared/data/counts/count-store.ts';
import { tablesOn } from '../../../../shared/data/table/sdk.ts';
import { namedTables } from '../../../../shared/data/table/table-shape.ts';
import type { Click } from '../../../../shared/domain/click/click.ts';
import { createMemoryStore } from '../../../prove/memory-store.ts';
import { aClick, KEYS } from '../../../support/builders.ts';

const tables = namedTables('t-');
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vouch-carry-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function carrying(lines: string[]) {
  const journal = join(folder, 'journal');
  mkdirSync(journal);
  writeFileSync(join(journal, '000000000000001.ndjson'), lines.map((line) => `${line}\n`).join(''));
  const store = createMemoryStore();
  const engine = { refuses: false };
  const client = store.client(async (_operation, commit) => commit());
  const wire = store.wire(async (_operation, commit) => {
    if (engine.refuses) throw new Error('the engine is away');
    return commit();
  });
  const told: string[] = [];
  const counts = createCountStore(tablesOn(client, tables));
  const drain = { wire, names: tables, clickKeys: KEYS, counts, newToken: () => 't', now: () => Date.now() };
  const carrier = () => createJournalCarrier(journal, drain, (trouble) => told.push(trouble));
  const stored = (click: Click) =>
    createClickStore(tablesOn(client, tables)).listPartition(partitionOfClick(click, KEYS));
  return {
    carrier,
    stored,
    told,
    engine,
    setAside: () => readFileSync(join(journal, 'set-aside.txt'), 'utf8'),
  };
}

const [one, two] = [aClick({ name: 'one' }), aClick({ name: 'two' })];

it('sets aside what is no click of ours, tells so, and carries what stands around it', async () => {
  const foreign = { ...one, id: 'not-ours' };
  const lines = [
    JSON.stringify(one),
    '{"id":"torn',
    '5',
    'null',
    JSON.stringify(foreign),
    JSON.stringify(two),
  ];
  const { carrier, stored, told, setAside } = carrying(lines);
  const carryNext = carrier();
  expect((await carryNext())?.clicks).toBe(5);
  expect((await stored(one)).map(({ id }) => id).sort()).toEqual([one.id, two.id].sort());
  expect(setAside().split('\n').sort()).toEqual(['', ...lines.slice(1, -1)].sort());
  expect(told.join()).toContain('not counted: 1;');
  expect(told.join()).toContain('not counted: 3;');
  expect(await carryNext()).toBeUndefined();
});

it('carries the same chunk again when the engine was away, and sets nothing aside for it', async () => {
  const { carrier, stored, told, engine } = carrying([JSON.stringify(one)]);
  const carryNext = carrier();
  engine.refuses = true;
  await expect(carryNext()).rejects.toThrow('away');
  engine.refuses = false;
  expect((await carryNext())?.clicks).toBe(1);
  expect(await stored(one)).toHaveLength(1);
  expect(told).toEqual([]);
  expect(await carrier()()).toBeUndefined();
});

import fs, { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { openJournal } from '../../../../infra/local/journal/journal.ts';
import { openJournalReader } from '../../../../infra/local/journal/journal-reader.ts';
import { HOUR_MS } from '../../../../shared/domain/time/units.ts';

const disk = { room: Number.POSITIVE_INFINITY, opens: true };
const real = { writeSync: fs.writeSync, openSync: fs.openSync };

/** The real files; a full disk is played by it taking so many bytes more, and then refusing. */
const played = {
  writeSync(handle: number, bytes: Buffer, offset = 0): number {
    if (disk.room <= 0) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    const length = Math.min(bytes.length - offset, disk.room);
    disk.room -= length;
    return real.writeSync(handle, bytes, offset, length);
  },
  openSync(...how: Parameters<typeof fs.openSync>): number {
    if (!disk.opens && how[1] === 'a') throw Object.assign(new Error('too many files'), { code: 'EMFILE' });
    return real.openSync(...how);
  },
};
/** Also for those who have imported them by name, in whichever file of tests before this one. */
function put(functions: object): void {
  Object.assign(fs, functions);
  syncBuiltinESMExports();
}
beforeAll(() => put(played));
afterAll(() => put(real));

const NOON = Date.parse('2026-11-16T12:00:00Z');
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vouch-journal-'));
  Object.assign(disk, { room: Number.POSITIVE_INFINITY, opens: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

const journalAt = (time: number, rotateBytes?: number) =>
  openJournal({ folder, sync: false, now: () => time, ...(rotateBytes ? { rotateBytes } : {}) });

/** Reads to the end, as the background thread does, and says what came. */
function drainAll(reader = openJournalReader(folder)) {
  const ids: string[] = [];
  let unreadable = 0;
  for (let chunk = reader.next(); chunk; chunk = reader.next()) {
    ids.push(...chunk.documents.map((document) => (document as { id: string }).id));
    unreadable += chunk.unreadable.length;
    chunk.commit();
  }
  return { ids, unreadable };
}

it('begins a new line after a write that a full disk broke off', async () => {
  const journal = journalAt(NOON);
  await journal.append({ id: 'first' });
  disk.room = 5;
  await expect(journal.append({ id: 'refused' })).rejects.toThrow('no space');
  disk.room = Number.POSITIVE_INFINITY;
  await journal.append({ id: 'after' });
  journal.close();
  expect(drainAll()).toEqual({ ids: ['first', 'after'], unreadable: 1 });
});

it('keeps every character, of a line that is longer than its buffer too', async () => {
  const journal = journalAt(NOON);
  const ids = ['plain', 'é€😀'.repeat(20_000), '日本'.repeat(60_000), 'after'];
  for (const id of ids) await journal.append({ id });
  journal.close();
  expect(drainAll()).toEqual({ ids, unreadable: 0 });
});

it('loses nothing when the clock steps back between two starts', async () => {
  const before = journalAt(NOON);
  await before.append({ id: 'before' });
  before.close();
  expect(drainAll().ids).toEqual(['before']);
  const after = journalAt(NOON - HOUR_MS);
  await after.append({ id: 'after' });
  expect(drainAll().ids).toEqual(['after']);
  await after.append({ id: 'later' });
  expect(drainAll().ids).toEqual(['later']);
  after.close();
});

it('keeps the order of files when the clock steps back between two rotations, or stands still', async () => {
  let time = NOON;
  const journal = openJournal({ folder, sync: false, now: () => time, rotateBytes: 1 });
  const reader = openJournalReader(folder);
  for (const [id, step] of Object.entries({ a: 0, b: -HOUR_MS, c: 0, d: 2 * HOUR_MS, e: -1 })) {
    time += step;
    await journal.append({ id });
  }
  journal.close();
  expect(readdirSync(folder).filter((name) => name.endsWith('.ndjson'))).toHaveLength(6);
  expect(drainAll(reader).ids).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(readdirSync(folder).filter((name) => name.endsWith('.ndjson'))).toHaveLength(2);
});

it('names a file after the checkpoint even when the files before it are gone', async () => {
  writeFileSync(
    join(folder, 'drained.json'),
    JSON.stringify({ file: '009999999999999-1.ndjson', offset: 7 }),
  );
  const journal = journalAt(NOON);
  await journal.append({ id: 'one' });
  journal.close();
  expect(drainAll().ids).toEqual(['one']);
});

it('goes on in the old file when a new one cannot be opened, and rotates later', async () => {
  const journal = journalAt(NOON, 1);
  disk.opens = false;
  await journal.append({ id: 'one' });
  await journal.append({ id: 'two' });
  disk.opens = true;
  await journal.append({ id: 'three' });
  await journal.append({ id: 'four' });
  journal.close();
  expect(drainAll()).toEqual({ ids: ['one', 'two', 'three', 'four'], unreadable: 0 });
});

it('reads from the start when a power cut emptied the checkpoint: twice is harmless, never is not', async () => {
  const journal = journalAt(NOON);
  await journal.append({ id: 'one' });
  journal.close();
  drainAll();
  writeFileSync(join(folder, 'drained.json'), '');
  expect(drainAll().ids).toEqual(['one']);
  expect(JSON.parse(readFileSync(join(folder, 'drained.json'), 'utf8')).offset).toBeGreaterThan(0);
});

it('passes the half line that a death left, and names lines that were damaged', async () => {
  const journal = journalAt(NOON);
  await journal.append({ id: 'one' });
  journal.close();
  const [name = ''] = readdirSync(folder);
  appendFileSync(join(folder, name), '{"id":"dam\u0000aged"}\n{"id":"half');
  const next = journalAt(NOON);
  await next.append({ id: 'two' });
  next.close();
  expect(drainAll()).toEqual({ ids: ['one', 'two'], unreadable: 1 });
});

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { writeWhole } from './whole-file.ts';

/** Everything in files that sort before `file` is in the engine, and `offset` bytes of that one. */
const Checkpoint = z.object({ file: z.string(), offset: z.number().int().min(0) });
type Checkpoint = z.infer<typeof Checkpoint>;

const STAMP_DIGITS = 15;

const checkpointFileOf = (folder: string): string => join(folder, 'drained.json');

/** Where the reader got. One that was damaged by a power cut is the start: carried in twice is harmless. */
export function readCheckpoint(folder: string): Checkpoint {
  try {
    return Checkpoint.parse(JSON.parse(readFileSync(checkpointFileOf(folder), 'utf8')));
  } catch {
    return { file: '', offset: 0 };
  }
}

export const writeCheckpoint = (folder: string, checkpoint: Checkpoint): void =>
  writeWhole(checkpointFileOf(folder), JSON.stringify(checkpoint));

/** Is every click of the journal in the engine? */
export function carriedIn(folder: string): boolean {
  const { file, offset } = readCheckpoint(folder);
  return listJournalFiles(folder).every(
    (name) => name < file || statSync(join(folder, name)).size <= (name === file ? offset : 0),
  );
}

/** Names, oldest first. */
export function listJournalFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.ndjson'))
    .sort();
}

/**
 * A name that sorts after every file and after the checkpoint, also when the clock was set back: what sorts before
 * the checkpoint is taken for carried in, and removed. `time`: epoch ms.
 */
export function nextJournalFile(folder: string, time: number): string {
  const stamps = [...listJournalFiles(folder), readCheckpoint(folder).file].map(
    (name) => Number.parseInt(name, 10) || 0,
  );
  const stamp = Math.max(time, ...stamps.map((taken) => taken + 1));
  return `${String(stamp).padStart(STAMP_DIGITS, '0')}.ndjson`;
}

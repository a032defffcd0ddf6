import { closeSync, openSync, readSync, statSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { listJournalFiles, readCheckpoint, writeCheckpoint } from './journal-files.ts';

const CHUNK_BYTES = 1024 * 1024;

/** `unreadable`: lines that are no JSON, as they stand. */
export type JournalChunk = { documents: unknown[]; unreadable: string[]; commit: () => void };

/**
 * Reads the journal from where the last commit left it, whole lines only. The half line of a process that died or a
 * disk that was full was never acknowledged; it is passed. Committing twice, or after a crash reading again, is
 * harmless: the same click goes to the same key.
 */
export function openJournalReader(folder: string) {
  let { file, offset } = readCheckpoint(folder);

  function commit(nextFile: string, nextOffset: number): void {
    [file, offset] = [nextFile, nextOffset];
    writeCheckpoint(folder, { file, offset });
  }

  return {
    /** The next whole lines, or `undefined` when everything is drained. */
    next(): JournalChunk | undefined {
      for (const name of listJournalFiles(folder)) {
        if (name < file) {
          unlinkSync(join(folder, name));
          continue;
        }
        const from = name === file ? offset : 0;
        const read = readLines(join(folder, name), from);
        if (read.bytes > 0) {
          return { ...parse(read.lines), commit: () => commit(name, from + read.bytes) };
        }
      }
      return undefined;
    },
  };
}

function readLines(path: string, from: number): { lines: string[]; bytes: number } {
  const size = statSync(path).size;
  if (size <= from) return { lines: [], bytes: 0 };
  const buffer = Buffer.alloc(Math.min(CHUNK_BYTES, size - from));
  const handle = openSync(path, 'r');
  try {
    const got = readSync(handle, buffer, 0, buffer.length, from);
    const end = buffer.subarray(0, got).lastIndexOf(10) + 1;
    const text = buffer.toString('utf8', 0, end);
    return { lines: text.split('\n').filter((line) => line !== ''), bytes: end };
  } finally {
    closeSync(handle);
  }
}

function parse(lines: string[]): { documents: unknown[]; unreadable: string[] } {
  const documents: unknown[] = [];
  const unreadable: string[] = [];
  for (const line of lines) {
    try {
      documents.push(JSON.parse(line));
    } catch {
      unreadable.push(line);
    }
  }
  return { documents, unreadable };
}

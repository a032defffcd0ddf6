import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

const CHUNK_BYTES = 1024 * 1024;
const CHECKPOINT = 'drained.json';

export type JournalChunk = { documents: unknown[]; unreadable: number; commit: () => void };

/**
 * Reads the journal from where the last commit left it, whole lines only. A line that the process died over was never
 * acknowledged; it is counted as unreadable and passed. Committing twice, or after a crash reading again, is harmless:
 * the same click goes to the same key.
 */
export function openJournalReader(folder: string) {
  const checkpointFile = join(folder, CHECKPOINT);
  let { file, offset } = readCheckpoint(checkpointFile);

  function files(): string[] {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.ndjson'))
      .sort();
  }

  function commit(nextFile: string, nextOffset: number): void {
    [file, offset] = [nextFile, nextOffset];
    writeFileSync(`${checkpointFile}.new`, JSON.stringify({ file, offset }));
    renameSync(`${checkpointFile}.new`, checkpointFile);
  }

  return {
    /** The next whole lines, or `undefined` when everything is drained. */
    next(): JournalChunk | undefined {
      const names = files();
      for (const name of names) {
        if (name < file) {
          unlinkSync(join(folder, name));
          continue;
        }
        const from = name === file ? offset : 0;
        const isNewest = name === names[names.length - 1];
        const read = readLines(join(folder, name), from);
        if (read.lines.length > 0) {
          return { ...parse(read.lines), commit: () => commit(name, from + read.bytes) };
        }
        if (!isNewest) continue;
      }
      return undefined;
    },
  };
}

function readCheckpoint(path: string): { file: string; offset: number } {
  if (!existsSync(path)) return { file: '', offset: 0 };
  return JSON.parse(readFileSync(path, 'utf8'));
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

function parse(lines: string[]): { documents: unknown[]; unreadable: number } {
  const documents: unknown[] = [];
  let unreadable = 0;
  for (const line of lines) {
    try {
      documents.push(JSON.parse(line));
    } catch {
      unreadable++;
    }
  }
  return { documents, unreadable };
}

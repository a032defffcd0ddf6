import { closeSync, fdatasync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const syncToDisk = promisify(fdatasync);
const ROTATE_BYTES = 32 * 1024 * 1024;

export type JournalOptions = {
  folder: string;
  /** Also wait for the disk: safe against a power cut, at the price of one flush per group. */
  sync: boolean;
  now: () => number;
};

/**
 * Where clicks are made safe on one machine: lines appended to a file, all that arrived in one turn of the event
 * loop with one write. A caller is answered when its line is in the operating system's hands (or, with `sync`, on
 * the disk): the death of this process can't lose it. The drainer carries the lines into the engine.
 */
export function openJournal({ folder, sync, now }: JournalOptions) {
  mkdirSync(folder, { recursive: true });
  let file = openNext();
  let written = 0;
  let waiting: { line: string; done: () => void; failed: (reason: unknown) => void }[] = [];
  let flushing = false;

  function openNext(): number {
    return openSync(join(folder, `${String(now()).padStart(15, '0')}-${process.pid}.ndjson`), 'a', 0o600);
  }

  async function flush(): Promise<void> {
    const group = waiting;
    waiting = [];
    try {
      const bytes = Buffer.from(group.map(({ line }) => line).join(''));
      writeFully(bytes);
      if (sync) await syncToDisk(file);
      for (const { done } of group) done();
      if (written > ROTATE_BYTES) rotate();
    } catch (reason) {
      for (const { failed } of group) failed(reason);
    }
    if (waiting.length > 0) setImmediate(flush);
    else flushing = false;
  }

  function writeFully(bytes: Buffer): void {
    let offset = 0;
    while (offset < bytes.length) offset += writeSync(file, bytes, offset);
    written += bytes.length;
  }

  function rotate(): void {
    closeSync(file);
    file = openNext();
    written = 0;
  }

  return {
    /** Resolves when the line is safe. The document must be one JSON line. */
    append(document: unknown): Promise<void> {
      return new Promise((done, failed) => {
        waiting.push({ line: `${JSON.stringify(document)}\n`, done, failed });
        if (flushing) return;
        flushing = true;
        setImmediate(flush);
      });
    },
    close: () => closeSync(file),
  };
}
export type Journal = ReturnType<typeof openJournal>;

import { closeSync, fdatasync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { nextJournalFile } from './journal-files.ts';

const syncToDisk = promisify(fdatasync);
const ROTATE_BYTES = 32 * 1024 * 1024;

export type JournalOptions = {
  folder: string;
  /** Also wait for the disk: safe against a power cut, at the price of one flush per group. */
  sync: boolean;
  now: () => number;
  /** A file that is longer is followed by another. */
  rotateBytes?: number;
};

type Waiting = { line: string; done: () => void; failed: (reason: unknown) => void };

/**
 * Where clicks are made safe on one machine: lines appended to a file, all that arrived in one turn of the event
 * loop with one write. A caller is answered when its line is in the operating system's hands (or, with `sync`, on
 * the disk): the death of this process can't lose it. The drainer carries the lines into the engine.
 */
export function openJournal({ sync, ...options }: JournalOptions) {
  const file = openLineFile(options);
  let waiting: Waiting[] = [];
  let flushing = false;

  async function flush(): Promise<void> {
    const group = waiting;
    waiting = [];
    try {
      file.write(group.map(({ line }) => line).join(''));
      if (sync) await file.sync();
      for (const { done } of group) done();
      file.rotateIfLong();
    } catch (reason) {
      for (const { failed } of group) failed(reason);
    }
    if (waiting.length > 0) setImmediate(flush);
    else flushing = false;
  }

  function wait(line: Waiting): void {
    waiting.push(line);
    if (flushing) return;
    flushing = true;
    setImmediate(flush);
  }

  return {
    /** Is a line safe, or refused, in the turn in which it comes? Not where it waits for the disk. */
    isInstant: !sync,
    /** Resolves when the line is safe. The document must be one JSON line. */
    append(document: unknown): Promise<void> {
      return new Promise((done, failed) => wait({ line: `${JSON.stringify(document)}\n`, done, failed }));
    },
    /** Can a line be written now? An empty one is, which no reader takes for anything. */
    probe(): Promise<void> {
      return new Promise((done, failed) => wait({ line: '\n', done, failed }));
    },
    /** Resolves when every line that was acknowledged before is on the disk, whatever `sync` says. */
    settle: file.sync,
    close: file.close,
  };
}
export type Journal = ReturnType<typeof openJournal>;

/** The file that lines go to now, followed by another once it is long. */
function openLineFile({ folder, now, rotateBytes = ROTATE_BYTES }: Omit<JournalOptions, 'sync'>) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const openNext = (): number => openSync(join(folder, nextJournalFile(folder, now())), 'a', 0o600);
  let file = openNext();
  let written = 0;
  let isTorn = false;
  return {
    /** A write that breaks off (a full disk) may leave half a line: the next begins with a line of its own. */
    write(lines: string): void {
      const bytes = Buffer.from(isTorn ? `\n${lines}` : lines);
      isTorn = true;
      let offset = 0;
      while (offset < bytes.length) offset += writeSync(file, bytes, offset);
      isTorn = false;
      written += bytes.length;
    },
    /** Opens before it closes: when no file can be opened, the old one goes on. The full one reaches the disk behind us. */
    rotateIfLong(): void {
      if (written <= rotateBytes) return;
      const full = file;
      file = openNext();
      written = 0;
      const close = () => closeSync(full);
      syncToDisk(full).then(close, close);
    },
    sync: () => syncToDisk(file),
    close: () => closeSync(file),
  };
}

import { closeSync, fdatasync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { nextJournalFile } from './journal-files.ts';
import { lineOf } from './line-of.ts';

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

/** Lines that one write will make safe, and who is told. */
type Group = {
  lines: string;
  written: Promise<void>;
  done: () => void;
  failed: (reason: unknown) => void;
};

function newGroup(): Group {
  const group = { lines: '' } as Group;
  group.written = new Promise((done, failed) => Object.assign(group, { done, failed }));
  return group;
}

/**
 * Where clicks are made safe on one machine: lines appended to a file, all that arrived in one turn of the event
 * loop with one write. A caller is answered when its line is in the operating system's hands (or, with `sync`, on
 * the disk): the death of this process can't lose it. The drainer carries the lines into the engine.
 */
export function openJournal({ sync, ...options }: JournalOptions) {
  const file = openLineFile(options);
  let waiting: Group | undefined;
  let flushing = false;

  async function flush(): Promise<void> {
    const group = waiting;
    waiting = undefined;
    if (group) await writeGroup(group);
    if (waiting) setImmediate(flush);
    else flushing = false;
  }

  async function writeGroup({ lines, done, failed }: Group): Promise<void> {
    try {
      file.write(lines);
      if (sync) await file.sync();
      done();
      file.rotateIfLong();
    } catch (reason) {
      failed(reason);
    }
  }

  /** One promise for all that wait for the same write: a tap costs none of its own. */
  function wait(line: string): Promise<void> {
    waiting ??= newGroup();
    waiting.lines += line;
    if (!flushing) {
      flushing = true;
      setImmediate(flush);
    }
    return waiting.written;
  }

  return {
    /** Is a line safe, or refused, in the turn in which it comes? Not where it waits for the disk. */
    isInstant: !sync,
    /** Resolves when the line is safe. The document must be one JSON line. */
    append: (document: object): Promise<void> => wait(lineOf(document as Record<string, unknown>)),
    /** Can a line be written now? An empty one is, which no reader takes for anything. */
    probe: (): Promise<void> => wait('\n'),
    /** Resolves when every line that was acknowledged before is on the disk, whatever `sync` says. */
    settle: file.sync,
    close: file.close,
  };
}
export type Journal = ReturnType<typeof openJournal>;

/** Where the lines of a write are encoded, each write in the place of the one before. */
const scratch = Buffer.allocUnsafeSlow(256 * 1024);
/** The most bytes that a character of a text takes. */
const WIDEST = 3;

const bytesOf = (text: string): Buffer =>
  text.length * WIDEST > scratch.length ? Buffer.from(text) : scratch.subarray(0, scratch.write(text));

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
      const bytes = bytesOf(isTorn ? `\n${lines}` : lines);
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

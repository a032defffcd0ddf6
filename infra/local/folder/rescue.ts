import { appendFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DataFolder } from './data-folder.ts';

const FILE = 'rescued.ndjson';
const NAME = /^rescued(-\d+)?\.ndjson$/;
const TRY_AGAIN_MS = 1_000;
/** What waits for a disk with room again: some 100 MB of lines. */
const MOST_WAITING = 100_000;

/**
 * The last place for a click that neither journal nor tables took: a line in our own log, and one in a file of our
 * own. When the file can't be written either, its lines wait for it in memory.
 */
export function createRescue({ root }: Pick<DataFolder, 'root'>, print: (line: string) => void) {
  const file = join(root, FILE);
  let waiting: string[] = [];
  let timer: NodeJS.Timeout | undefined;

  function flush(): void {
    timer = undefined;
    if (waiting.length === 0) return;
    try {
      // A line that broke off on a full disk must not take the next with it.
      appendFileSync(file, `\n${waiting.join('\n')}\n`, { mode: 0o600 });
      waiting = [];
    } catch {
      timer = setTimeout(flush, TRY_AGAIN_MS);
      timer.unref();
    }
  }

  return {
    keep(line: string): void {
      print(line);
      if (waiting.length < MOST_WAITING) waiting.push(line);
      if (!timer) flush();
    },
    flush,
  };
}
export type Rescue = ReturnType<typeof createRescue>;

/** The files that hold rescued clicks, and how many lines. */
export function listRescued({ root }: Pick<DataFolder, 'root'>): { files: string[]; lines: number } {
  const names = existsSync(root) ? readdirSync(root).filter((name) => NAME.test(name)) : [];
  const files = names.sort().map((name) => join(root, name));
  const lines = files.reduce((sum, file) => sum + linesOf(file), 0);
  return { files, lines };
}

/** Where a running product goes on writing while a command reads what it had written. */
export const asideName = (now: number): string => `rescued-${now}.ndjson`;
export const RESCUE_FILE = FILE;

const linesOf = (file: string): number =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '').length;

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Outcomes } from './send-items.ts';

type Kept = { of: string; done: number; outcomes: Outcomes };

/**
 * How far an import came, beside its file: whoever starts it again goes on there. Of another file, or told otherwise, it
 * is not this import's. It only saves time: what is sent twice changes nothing.
 */
export function progressFile(file: string, ...what: (string | Uint8Array)[]) {
  const path = `${file}.vouch-import`;
  const hash = createHash('sha256');
  for (const part of what) hash.update(part).update('\n');
  const of = hash.digest('hex');
  return {
    read(): Omit<Kept, 'of'> | undefined {
      try {
        const kept = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Kept) : undefined;
        return kept?.of === of ? kept : undefined;
      } catch {
        return undefined;
      }
    },
    write(kept: Omit<Kept, 'of'>): void {
      try {
        writeFileSync(path, JSON.stringify({ of, ...kept }));
      } catch {
        // A folder that can't be written to costs the going on, not the import.
      }
    },
    remove: () => rmSync(path, { force: true }),
  };
}

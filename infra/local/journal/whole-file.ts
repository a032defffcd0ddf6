import { renameSync, writeFileSync } from 'node:fs';

/** Whole or not at all: a crash leaves the old file. */
export function writeWhole(path: string, text: string): void {
  writeFileSync(`${path}.new`, text, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let folder = '';

/** What tests put aside lies in one folder of the run, and goes with it, however a test ended. */
export function setup(): void {
  folder = mkdtempSync(join(tmpdir(), 'vouch-test-'));
  process.env.TMPDIR = folder;
}

export function teardown(): void {
  rmSync(folder, { recursive: true, force: true });
}

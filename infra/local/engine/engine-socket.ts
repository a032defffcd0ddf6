import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';

/** What the system takes as a socket's path: 108 bytes on Linux, 104 on macOS, with the zero at its end. */
const MOST_PATH_BYTES = 103;
const ENDING = /-[0-9a-f]{8}\.sock$/;

/**
 * A path for the engine's socket that nobody has: beside its files, in the data folder that only its owner enters;
 * where that path would be too long, in a folder of its own under the system's for temporary files, as closed.
 */
export function newSocketPath(enginePath: string): string {
  const name = `${basename(enginePath)}-${randomBytes(4).toString('hex')}.sock`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\vouch-${randomBytes(16).toString('hex')}`;
  const beside = join(dirname(resolve(enginePath)), name);
  if (Buffer.byteLength(beside) <= MOST_PATH_BYTES) return beside;
  return join(mkdtempSync(join(tmpdir(), 'vouch-')), name);
}

/** What a process that was killed left behind; called by who holds the engine's lock. */
export function removeOtherSockets(own: string): void {
  if (process.platform === 'win32') return;
  const [folder, ownName] = [dirname(own), basename(own)];
  const engine = ownName.replace(ENDING, '');
  for (const name of readdirSync(folder)) {
    const isOfEngine = ENDING.test(name) && name.replace(ENDING, '') === engine;
    if (isOfEngine && name !== ownName) rmSync(join(folder, name), { force: true });
  }
}

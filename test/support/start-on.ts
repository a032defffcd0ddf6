import { spawn } from 'node:child_process';

const LONGEST_START_MS = 60_000;

/** `said`: what it complains of, on standard error; which Node and zone rules it runs on is no complaint. */
export type Outcome = { code: number | null; said: string; heard: string; url?: string };

/**
 * Starts on a folder as a user would (the demo is not declined); once it runs, does `work` and stops it. Who says nothing
 * for a while is ended, and has no code.
 */
export function startOn(folder: string, work?: (url: string) => Promise<void>): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['infra/local/run.mjs', 'main'], {
      env: { ...process.env, PORT: '0', VOUCH_DATA_DIR: folder, NODE_NO_WARNINGS: '1' },
    });
    let said = '';
    let heard = '';
    let url: string | undefined;
    const patience = setTimeout(() => child.kill('SIGKILL'), LONGEST_START_MS);
    const hear = (chunk: Buffer) => {
      heard += chunk;
      const found = /(http:\/\/[^/\s]+)\/v1/.exec(heard)?.[1];
      if (!found || url) return;
      url = found;
      void (work?.(found) ?? Promise.resolve()).finally(() => child.kill('SIGTERM'));
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk;
      hear(chunk);
    });
    child.once('close', (code) => {
      clearTimeout(patience);
      resolve({ code, said, heard, ...(url ? { url } : {}) });
    });
  });
}

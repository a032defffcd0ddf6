import { randomBytes } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import { UsageError } from './settings.ts';

const Secrets = z.object({
  clickKey: z.string(),
  cursorKey: z.string(),
  slugSecret: z.string(),
  tokenSecret: z.string(),
});

export type DataFolder = ReturnType<typeof openDataFolder>;

/** Everything that one machine keeps, under one folder. Refuses a folder that it could not write to later. */
export function openDataFolder(path: string) {
  const root = resolve(path);
  try {
    mkdirSync(root, { recursive: true });
    accessSync(root, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (reason) {
    throw new UsageError(
      `the data folder ${root} cannot be written (${codeOf(reason)}); set VOUCH_DATA_DIR to one that can`,
    );
  }
  const at = (name: string) => join(root, name);
  return {
    root,
    engine: at('engine'),
    journal: at('journal'),
    outbox: at('outbox'),
    exports: at('exports'),
    secrets: readSecrets(at('secrets.json')),
    ownerKeyFile: at('owner.key'),
    operatorKeyFile: at('operator.key'),
    runningFile: at('running.json'),
    demoFile: at('demo.json'),
    read: (name: string): string | undefined =>
      existsSync(at(name)) ? readFileSync(at(name), 'utf8') : undefined,
    write(name: string, text: string): void {
      writeWhole(at(name), text);
    },
  };
}

function readSecrets(path: string): Record<keyof z.infer<typeof Secrets>, Buffer> {
  if (!existsSync(path)) {
    const made = Object.fromEntries(
      Object.keys(Secrets.shape).map((name) => [name, randomBytes(32).toString('base64url')]),
    );
    writeWhole(path, `${JSON.stringify(made, null, 2)}\n`);
  }
  const parsed = Secrets.safeParse(readJson(path));
  if (!parsed.success) {
    throw new UsageError(
      `${path} is damaged; put back a copy of it (without it no click id that is out there can be verified)`,
    );
  }
  const bytes = (text: string) => Buffer.from(text, 'base64url');
  const { clickKey, cursorKey, slugSecret, tokenSecret } = parsed.data;
  return {
    clickKey: bytes(clickKey),
    cursorKey: bytes(cursorKey),
    slugSecret: bytes(slugSecret),
    tokenSecret: bytes(tokenSecret),
  };
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Whole or not at all: a crash leaves the old file. */
export function writeWhole(path: string, text: string): void {
  writeFileSync(`${path}.new`, text, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

const codeOf = (reason: unknown): string => (reason as NodeJS.ErrnoException).code ?? String(reason);

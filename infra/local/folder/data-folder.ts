import { randomBytes } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { isMainThread } from 'node:worker_threads';
import * as z from 'zod';
import { writeWhole } from '../journal/whole-file.ts';
import { UsageError } from '../settings.ts';

const Secrets = z.object({
  clickKey: z.string(),
  cursorKey: z.string(),
  slugSecret: z.string(),
  tokenSecret: z.string(),
});

/** Every name that this product gives to something in its folder's first level; what else lies there isn't ours. */
export const OWN_NAMES = [
  'vouch.json',
  'secrets.json',
  'owner.key',
  'operator.key',
  'watermark.json',
  'running.json',
  'demo.json',
  'engine',
  'journal',
  'outbox',
  'exports',
] as const;

export type DataFolder = ReturnType<typeof openDataFolder>;

/** Everything that one machine keeps, under one folder. Refuses a folder that it could not write to later. */
export function openDataFolder(path: string) {
  const root = resolve(path);
  // LevelDB's files too are then its owner's alone. A thread takes the process's.
  if (isMainThread) process.umask(0o077);
  makeWritable(root);
  const at = (name: string) => join(root, name);
  let secrets: Secrets | undefined;
  return {
    root,
    engine: at('engine'),
    journal: at('journal'),
    outbox: at('outbox'),
    exports: at('exports'),
    /** Read when they are first asked for; a UsageError when they are missing or damaged. */
    get secrets() {
      secrets ??= readSecrets(at('secrets.json'));
      return secrets;
    },
    makeSecrets: () => makeSecrets(at('secrets.json')),
    ownerKeyFile: at('owner.key'),
    operatorKeyFile: at('operator.key'),
    runningFile: at('running.json'),
    has: (name: string): boolean => existsSync(at(name)),
    /** A UsageError when it is there and can't be read: a folder in its place. */
    read: (name: string): string | undefined => (existsSync(at(name)) ? readOrTell(at(name)) : undefined),
    write(name: string, text: string): void {
      writeWhole(at(name), text);
    },
    /** Only if it isn't there yet: of two at once, one. */
    writeFirst: (name: string, text: string): boolean => writeFirst(at(name), text),
    remove: (name: string): void => rmSync(at(name), { force: true }),
  };
}

function makeWritable(root: string): void {
  try {
    mkdirSync(root, { recursive: true });
    accessSync(root, constants.R_OK | constants.W_OK | constants.X_OK);
    closeToOthers(root);
  } catch (reason) {
    throw new UsageError(
      `the data folder ${root} cannot be written (${codeOf(reason)}); set VOUCH_DATA_DIR to one that can`,
    );
  }
}

/**
 * 0700 for folders, 0600 for files, down to the last one, when the folder was more open than that. One that holds
 * things of others beside ours, or instead, keeps its own mode.
 */
function closeToOthers(root: string): void {
  const names = readdirSync(root);
  const own = names.filter((name) => (OWN_NAMES as readonly string[]).includes(name));
  const isOpen = (statSync(root).mode & 0o077) !== 0;
  if (isOpen && (own.length > 0 || names.length === 0)) chmodSync(root, 0o700);
  if (isOpen) for (const name of own) closeBelow(join(root, name));
}

function closeBelow(path: string): void {
  const found = lstatSync(path);
  if (found.isFile()) chmodSync(path, 0o600);
  if (!found.isDirectory()) return;
  chmodSync(path, 0o700);
  for (const name of readdirSync(path)) closeBelow(join(path, name));
}

type Secrets = Record<keyof z.infer<typeof Secrets>, Buffer>;

function makeSecrets(path: string): void {
  const made = Object.fromEntries(
    Object.keys(Secrets.shape).map((name) => [name, randomBytes(32).toString('base64url')]),
  );
  writeFirst(path, `${JSON.stringify(made, null, 2)}\n`);
}

function readSecrets(path: string): Secrets {
  const parsed = Secrets.safeParse(readJson(path));
  if (!parsed.success) {
    const fault = existsSync(path) ? 'damaged' : 'missing';
    throw new UsageError(
      `${path} is ${fault}; put back a copy of it (without it no click id that is out there can be verified)`,
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

function readOrTell(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (reason) {
    throw new UsageError(`${path} cannot be read (${codeOf(reason)}); put back a copy of it`);
  }
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/** As writeWhole, but never in place of a file that is there; did it write? */
function writeFirst(path: string, text: string): boolean {
  const own = `${path}.${randomBytes(4).toString('hex')}`;
  writeFileSync(own, text, { mode: 0o600 });
  try {
    linkSync(own, path);
    return true;
  } catch (reason) {
    if (codeOf(reason) === 'EEXIST') return false;
    throw reason;
  } finally {
    rmSync(own);
  }
}

const codeOf = (reason: unknown): string => (reason as NodeJS.ErrnoException).code ?? String(reason);

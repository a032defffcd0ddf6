import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningProduct, startProduct } from '../../bench/product.ts';
import { startOn } from '../../support/start-on.ts';
import { type Acknowledged, acknowledge, whatIsMissing } from './acknowledged.ts';

export type FolderCase = {
  /** `vouch.json: half` */
  name: string;
  /** `refused`: ended with a reason; `whole`: nothing is missing; `told`: something is, and it said so. */
  outcome: 'refused' | 'whole' | 'told';
  said: string;
  /** Why this must not be. */
  problem?: string;
};

/** What becomes of one file; undefined: this fault can't befall it. */
type Fault = (path: string, earlier: string) => (() => void) | undefined;

const FAULTS: Readonly<Record<string, Fault>> = {
  missing: (path) => {
    rmSync(path);
    return () => {};
  },
  empty: (path) => {
    truncateSync(path, 0);
    return () => {};
  },
  half: (path) => {
    if (statSync(path).size < 2) return undefined;
    truncateSync(path, Math.floor(statSync(path).size / 2));
    return () => {};
  },
  old: (path, earlier) => {
    if (!existsSync(earlier) || readFileSync(earlier).equals(readFileSync(path))) return undefined;
    cpSync(earlier, path);
    return () => {};
  },
  'a folder': (path) => {
    rmSync(path);
    mkdirSync(path);
    return () => {};
  },
  'read-only': (path) => {
    execFileSync('chattr', ['+i', path]);
    return () => execFileSync('chattr', ['-i', path]);
  },
};

/**
 * The data folder as the fault (Linux, root): each file of a folder in use missing, empty, half, of an earlier day, a
 * folder, not to be written; and the disk full. In no case may the product start as if nothing had happened: it ends
 * with a reason, or nothing that it acknowledged is missing, or it says what is.
 */
export async function proveFolder(say: (line: string) => void = () => {}): Promise<FolderCase[]> {
  const base = mkdtempSync(join(tmpdir(), 'vouch-prove-folder-'));
  const [used, earlier] = [join(base, 'used'), join(base, 'earlier')];
  try {
    const known = await aUsedFolder(used, earlier);
    const cases: FolderCase[] = [];
    const note = (found: FolderCase) => {
      cases.push(found);
      say(`${found.problem ? 'FAILS ' : ''}${found.name}: ${found.outcome} ${found.problem ?? found.said}`);
    };
    for (const file of filesIn(used)) {
      for (const [fault, strike] of Object.entries(FAULTS)) {
        const folder = join(base, 'case');
        cpSync(used, folder, { recursive: true });
        chmodSync(folder, 0o700);
        const undo = strike(join(folder, file), join(earlier, file));
        if (undo) note(await caseOf(`${file}: ${fault}`, folder, known));
        undo?.();
        rmSync(folder, { recursive: true });
      }
    }
    note(await fullDisk(join(base, 'disk'), used, known));
    return cases;
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
}

async function aUsedFolder(used: string, earlier: string): Promise<Acknowledged> {
  const first = await startProduct(used);
  await first.kill('SIGTERM');
  cpSync(used, earlier, { recursive: true });
  const second = await startProduct(used);
  const known = await acknowledge(second);
  await second.kill('SIGTERM');
  return known;
}

const filesIn = (folder: string): string[] =>
  (readdirSync(folder, { recursive: true }) as string[])
    .filter((name) => statSync(join(folder, name)).isFile())
    .sort();

async function caseOf(name: string, folder: string, known: Acknowledged): Promise<FolderCase> {
  let missing: string[] = [];
  const { code, said, url } = await startOn(folder, async (at) => {
    missing = await whatIsMissing(at, known);
  });
  const told = said.trim().slice(0, 200);
  if (!url) {
    const isReasoned = code !== null && code !== 0 && told !== '';
    return {
      name,
      outcome: 'refused',
      said: told,
      ...(isReasoned ? {} : { problem: `ended with ${code}, saying “${told}”` }),
    };
  }
  if (missing.length === 0) return { name, outcome: 'whole', said: told };
  const what = missing.join(', ');
  return {
    name,
    outcome: 'told',
    said: told,
    ...(told === '' ? { problem: `started without ${what}` } : {}),
  };
}

const DISK_MB = 24;

/** What a full disk was told is refused or kept: once there is room again, all that was answered stands. */
async function fullDisk(disk: string, used: string, known: Acknowledged): Promise<FolderCase> {
  const name = 'the disk is full';
  mkdirSync(disk);
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MB}m`, 'none', disk]);
  try {
    const folder = join(disk, 'folder');
    cpSync(used, folder, { recursive: true });
    const product = await startProduct(folder);
    const ballast = join(disk, 'ballast');
    fill(ballast);
    const acknowledged = await writesUntilQuiet(product);
    const health = (await fetch(`${product.url}/healthz`)).status;
    await product.kill('SIGKILL');
    const full = await caseOf(name, folder, known);
    rmSync(ballast);
    let lost: string[] = [];
    const { url, said } = await startOn(folder, async (at) => {
      lost = await whatIsMissing(at, { ...known, campaigns: [...known.campaigns, ...acknowledged] });
    });
    const problem =
      full.problem ??
      (url ? undefined : `with room again it does not start: ${said.slice(0, 200)}`) ??
      (lost.length > 0 ? `with room again there is no ${lost.join(', ')}` : undefined) ??
      (health === 200 && acknowledged.length === 0
        ? 'nothing could be written, and /healthz said 200'
        : undefined);
    const told = `${full.said}; ${acknowledged.length} writes were answered, /healthz ${health}`;
    return { name, outcome: full.outcome, said: told, ...(problem ? { problem } : {}) };
  } finally {
    execFileSync('umount', ['-l', disk]);
  }
}

/** To the last byte. */
function fill(path: string): void {
  for (const size of [1 << 20, 4_096, 1])
    try {
      for (;;) writeFileSync(path, Buffer.alloc(size), { flag: 'a' });
    } catch {}
}

/** Forty campaigns are asked for; the names of those that were answered with 201. */
async function writesUntilQuiet({ api }: RunningProduct): Promise<string[]> {
  const made: string[] = [];
  for (let n = 0; n < 40; n++) {
    const externalId = `on-a-full-disk-${n}`;
    const body = {
      name: 'x'.repeat(100),
      externalId,
      startsOn: '2026-10-01',
      endsOn: '2026-10-31',
      brief: [],
    };
    const answer = await api('POST', '/v1/campaigns', body).catch(() => undefined);
    if (answer?.status === 201) made.push(externalId);
  }
  return made;
}

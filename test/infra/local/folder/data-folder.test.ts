import {
  chmodSync,
  cpSync,
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
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStores } from '../../../../infra/local/clients.ts';
import { startEngine } from '../../../../infra/local/engine/engine.ts';
import { installationKey } from '../../../../shared/data/table/keys.ts';
import { makeLinks, startProduct } from '../../../bench/product.ts';
import { startOn } from '../../../support/start-on.ts';

/** A folder in use, with an earlier copy of it and the slug of a link in it. */
const base = mkdtempSync(join(tmpdir(), 'vouch-folder-'));
const [used, earlier] = [join(base, 'used'), join(base, 'earlier')];
let slug = '';

beforeAll(async () => {
  const first = await startProduct(used);
  await first.kill('SIGTERM');
  cpSync(used, earlier, { recursive: true });
  const second = await startProduct(used);
  slug = (await makeLinks(second, 1))[0] ?? '';
  await fetch(`${second.url}/${slug}`, { redirect: 'manual' });
  await second.kill('SIGTERM');
}, 60_000);
afterAll(() => rmSync(base, { recursive: true, force: true }));

/** Starts on a copy of the folder, changed by `fault`, as a user would (the demo is not declined). */
async function startedAfter(fault: (folder: string) => void, work?: (url: string) => Promise<void>) {
  const folder = mkdtempSync(join(base, 'case-'));
  cpSync(used, folder, { recursive: true });
  fault(folder);
  const before = filesOf(folder);
  const outcome = await startOn(folder, work);
  return { ...outcome, folder, before, after: filesOf(folder) };
}

/** Keys and manifest, and what lies in the folder at all. */
function filesOf(folder: string): Record<string, string> {
  const kept = ['vouch.json', 'secrets.json', 'owner.key', 'operator.key'];
  const there = readdirSync(folder).filter(
    (name) => kept.includes(name) && statSync(join(folder, name)).isFile(),
  );
  return Object.fromEntries(there.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

const remove = (name: string) => (folder: string) => rmSync(join(folder, name), { recursive: true });
const halve = (name: string) => (folder: string) => {
  const path = join(folder, name);
  truncateSync(path, Math.floor(statSync(path).size / 2));
};
const putBackOld = (name: string) => (folder: string) => {
  rmSync(join(folder, name), { recursive: true, force: true });
  cpSync(join(earlier, name), join(folder, name), { recursive: true });
};
const folderFor = (name: string) => (folder: string) => {
  rmSync(join(folder, name), { force: true });
  mkdirSync(join(folder, name));
};
const write = (name: string, text: string) => (folder: string) => writeFileSync(join(folder, name), text);
/** LevelDB's newest log, in which the last acknowledged writes lie. */
const newestLog = (folder: string): string => {
  const logs = readdirSync(join(folder, 'engine')).filter((name) => name.endsWith('.log'));
  return join('engine', logs.sort().at(-1) ?? '');
};

const newestJournal = (folder: string): string => {
  const names = readdirSync(join(folder, 'journal')).filter((name) => name.endsWith('.ndjson'));
  return join('journal', names.sort().at(-1) ?? '');
};
/** How far the product had got with the journal's newest file, which holds a click. */
function readTo(offset: 'start' | 'end', folder: string): string {
  const file = newestJournal(folder);
  const bytes = offset === 'start' ? 0 : statSync(join(folder, file)).size;
  writeFileSync(
    join(folder, 'journal', 'drained.json'),
    JSON.stringify({ file: basename(file), offset: bytes }),
  );
  return file;
}

/** As a browser does it: a page that says it tries again is tried again. A busy machine's first answer may be one. */
async function followed(url: string, tries = 20): Promise<number> {
  const { status, headers } = await fetch(url, { redirect: 'manual' });
  const again = Number(headers.get('refresh'));
  if (status !== 503 || !(again > 0) || tries === 0) return status;
  await new Promise((resolve) => setTimeout(resolve, 200));
  return followed(url, tries - 1);
}

describe('a data folder in which something is missing or damaged', () => {
  it.each<[string, (folder: string) => void, RegExp]>([
    ['no owner.key', remove('owner.key'), /owner\.key is missing.*npm run keys/],
    ['no operator.key', remove('operator.key'), /operator\.key is missing/],
    ['no secrets.json', remove('secrets.json'), /secrets\.json is missing/],
    ['half of secrets.json', halve('secrets.json'), /secrets\.json is damaged/],
    ['other secrets', write('secrets.json', otherSecrets()), /secrets\.json is another/],
    ['no engine', remove('engine'), /engine.* is missing/],
    ['an empty engine', emptyEngine, /hold nothing of it|is missing/],
    ['an old engine', putBackOld('engine'), /engine is older than the rest/],
    [
      'half of the engine’s log',
      (folder) => halve(newestLog(folder))(folder),
      /engine is older than the rest/,
    ],
    ['no journal', remove('journal'), /journal is missing/],
    ['a folder for a manifest', folderFor('vouch.json'), /vouch\.json cannot be read \(EISDIR\); put back/],
    ['a folder for owner.key', folderFor('owner.key'), /owner\.key cannot be read \(EISDIR\); put back/],
    [
      'a journal file gone that was not carried in',
      (folder) => remove(readTo('start', folder))(folder),
      /ndjson is missing or shorter.*newest copy/,
    ],
    [
      'half of a journal file that was not carried in',
      (folder) => halve(readTo('start', folder))(folder),
      /ndjson is missing or shorter.*newest copy/,
    ],
    ['no manifest', remove('vouch.json'), /vouch\.json is missing/],
    ['half of the manifest', halve('vouch.json'), /vouch\.json is damaged/],
    ['a newer format', write('vouch.json', '{"format":2}'), /format 2.*newer version/],
    ['all but the engine', onlyEngine, /secrets\.json is missing/],
  ])('%s: tells what to put back in one line, ends with 2, changes nothing', async (_name, fault, said) => {
    const outcome = await startedAfter(fault);
    expect(outcome.said.trim().split('\n')).toHaveLength(1);
    expect(outcome.said).toMatch(said);
    expect(outcome.code).toBe(2);
    expect(outcome.after).toEqual(outcome.before);
  });

  it.each<[string, (folder: string) => void, RegExp]>([
    ['half of owner.key', halve('owner.key'), /owner\.key holds no key that is alive/],
    ['no watermark', remove('watermark.json'), /no watermark\.json/],
    ['a journal carried in and gone', removeCarried, /Vouch is running/],
    ['nothing amiss', () => {}, /Vouch is running/],
  ])('%s: starts, says so, and touches neither brand nor keys', async (_name, fault, said) => {
    let status = 0;
    const outcome = await startedAfter(fault, async (url) => {
      status = await followed(`${url}/${slug}`);
    });
    expect(outcome.heard).toMatch(said);
    expect(outcome.code).toBe(0);
    expect(status).toBe(302);
    expect(outcome.heard).not.toMatch(/demo|Oct/);
    expect(outcome.after).toEqual(outcome.before);
  });

  it('a file that the start cannot write is told in one line, and nothing is taken on', async () => {
    const { said, code } = await startedAfter(folderFor('watermark.json.new'));
    expect(said).toMatch(/^vouch: the data folder cannot be written: EISDIR/);
    expect(said.trim().split('\n')).toHaveLength(1);
    expect(code).toBe(1);
  });

  it('a folder of before manifests is taken on as it is: its keys, its links, no demo', async () => {
    let status = 0;
    const folder = mkdtempSync(join(base, 'older-'));
    cpSync(used, folder, { recursive: true });
    await withoutManifest(folder);
    const before = filesOf(folder);
    const outcome = await startOn(folder, async (url) => {
      status = await followed(`${url}/${slug}`);
    });
    expect(outcome.code).toBe(0);
    expect(status).toBe(302);
    const { 'vouch.json': made, ...kept } = filesOf(folder);
    expect(kept).toEqual(before);
    expect(JSON.parse(made ?? '')).toMatchObject({ format: 1, state: 'ready', demo: 'none' });
  });

  it('a folder that was opened to others is closed again by the next start, down to its last file', async () => {
    const opened: string[] = [];
    const outcome = await startedAfter((folder) => {
      for (const name of ['.', 'secrets.json', 'engine', 'engine/CURRENT', 'journal', 'owner.key']) {
        chmodSync(join(folder, name), name.includes('.') && name !== '.' ? 0o644 : 0o755);
        opened.push(join(folder, name));
      }
    });
    expect(outcome.code).toBe(0);
    expect(opened.filter((path) => (statSync(path).mode & 0o077) !== 0)).toEqual([]);
  });

  it('what others can read is closed: 0700 for folders, 0600 for files, the engine’s too', async () => {
    const open: string[] = [];
    const look = (path: string) => {
      const found = statSync(path);
      if ((found.mode & 0o077) !== 0) open.push(path);
      if (found.isDirectory()) for (const name of readdirSync(path)) look(join(path, name));
    };
    look(used);
    expect(open).toEqual([]);
  });
});

function otherSecrets(): string {
  const names = ['clickKey', 'cursorKey', 'slugSecret', 'tokenSecret'];
  return JSON.stringify(Object.fromEntries(names.map((name) => [name, 'AAAA'])));
}

function removeCarried(folder: string): void {
  rmSync(join(folder, readTo('end', folder)));
}

function emptyEngine(folder: string): void {
  for (const name of readdirSync(join(folder, 'engine'))) rmSync(join(folder, 'engine', name));
}

function onlyEngine(folder: string): void {
  for (const name of ['vouch.json', 'secrets.json']) rmSync(join(folder, name));
}

/** As the version before wrote it. */
async function withoutManifest(folder: string): Promise<void> {
  const engine = await startEngine(join(folder, 'engine'));
  const { tables } = openStores(engine.address('vouch-'));
  await tables.records.erase(installationKey());
  await engine.stop();
  for (const name of ['vouch.json', 'watermark.json']) rmSync(join(folder, name));
}

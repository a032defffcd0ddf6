import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import * as z from 'zod';
import { ENGINE_KINDS, UsageError } from '../settings.ts';
import type { DataFolder } from './data-folder.ts';

/** The form of the data folder that this version writes. 0 was the one without a manifest. */
export const FORMAT = 1;
const FILE = 'vouch.json';

/**
 * What a data folder says of itself, written before anything else in it. `new`: nobody was told of anything yet, the
 * first start may be repeated. `ready`: everything that `partsOf` names must be there.
 */
const Manifest = z.object({
  installation: z.string().regex(/^ins_[0-9a-f]{20}$/),
  format: z.int().min(1),
  state: z.enum(['new', 'ready']),
  engine: z.enum(ENGINE_KINDS),
  demo: z.enum(['none', 'loading', 'loaded']),
  createdAt: z.string(),
});
export type Manifest = z.infer<typeof Manifest>;
type EngineKind = Manifest['engine'];

/** Files and folders that a folder in use has, each with what it is for. */
const PARTS: readonly { name: string; without: string }[] = [
  { name: 'secrets.json', without: 'no click id that is out there can be verified' },
  { name: 'engine/CURRENT', without: 'the tables are gone' },
  { name: 'journal', without: 'clicks that were not carried in yet are gone' },
  {
    name: 'operator.key',
    without: 'nobody can make a brand; npm run keys -- new --operator --save makes another',
  },
  { name: 'owner.key', without: 'the first brand has no way in; npm run keys -- new --save makes another' },
];

/** How the folder was found: see `takeFolder`. */
export type FolderStanding = Manifest['state'] | 'older';

const partsOf = (engine: EngineKind) =>
  PARTS.filter(({ name }) => engine === 'embedded' || !name.startsWith('engine'));

/**
 * The folder's manifest: read, or made where the folder holds nothing of ours. `older`: a folder of before manifests,
 * complete. Everything else is told with what to put back: what is new is never guessed from what is missing.
 * `spare`: parts that the caller is about to make anew.
 */
export function takeFolder(
  folder: DataFolder,
  engine: EngineKind,
  now: number,
  spare: readonly string[] = [],
): { manifest: Manifest; standing: FolderStanding } {
  const parts = partsOf(engine).filter(({ name }) => !spare.includes(name));
  const missing = parts.filter(({ name }) => !folder.has(name));
  const manifest = readManifest(folder);
  if (manifest) {
    if (manifest.engine !== engine) {
      throw new UsageError(
        `${folder.root} was made with VOUCH_ENGINE=${manifest.engine}; start it so, or take another VOUCH_DATA_DIR`,
      );
    }
    if (manifest.state === 'ready') refuseMissing(folder, missing);
    return { manifest, standing: manifest.state };
  }
  const fresh = freshManifest(engine, now);
  if (missing.length === 0) return { manifest: fresh, standing: 'older' };
  if (PARTS.some(({ name }) => folder.has(name))) refuseMissing(folder, missing);
  if (folder.writeFirst(FILE, manifestText(fresh))) return { manifest: fresh, standing: 'new' };
  return takeFolder(folder, engine, now, spare);
}

export const writeManifest = (folder: DataFolder, manifest: Manifest): void =>
  folder.write(FILE, manifestText(manifest));

/** For who has to write it by hand. */
export const manifestText = (manifest: Manifest): string => `${JSON.stringify(manifest)}\n`;

const freshManifest = (engine: EngineKind, now: number): Manifest => ({
  installation: `ins_${randomBytes(10).toString('hex')}`,
  format: FORMAT,
  state: 'new',
  engine,
  demo: 'none',
  createdAt: new Date(now).toISOString(),
});

function readManifest(folder: DataFolder): Manifest | undefined {
  const text = folder.read(FILE);
  if (text === undefined) return undefined;
  const format = z.object({ format: z.number() }).safeParse(parseOr(text));
  if (format.success && format.data.format > FORMAT) {
    throw new UsageError(
      `${folder.root} has format ${format.data.format}, this version reads up to ${FORMAT}: start it with the newer version that wrote it`,
    );
  }
  const manifest = Manifest.safeParse(parseOr(text));
  if (manifest.success) return manifest.data;
  throw new UsageError(`${join(folder.root, FILE)} is damaged; put back a copy of it`);
}

function refuseMissing(folder: DataFolder, missing: typeof PARTS): void {
  const [first] = missing;
  if (!first) return;
  const rest =
    missing.length > 1
      ? ` (and ${missing
          .slice(1)
          .map(({ name }) => name)
          .join(', ')})`
      : '';
  throw new UsageError(
    `${join(folder.root, first.name)} is missing${rest}: put it back from a copy. Without it ${first.without}. Nothing was changed.`,
  );
}

function parseOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

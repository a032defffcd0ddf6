import { createHash } from 'node:crypto';
import { join } from 'node:path';
import * as z from 'zod';
import { installationKey } from '../../../shared/data/table/keys.ts';
import { numberOf, textOf as textIn } from '../../../shared/data/table/row.ts';
import type { Tables } from '../../../shared/data/table/tables.ts';
import { undisturbed } from '../../../shared/data/table/undisturbed.ts';
import type { Journal } from '../journal/journal.ts';
import { findCutFiles, JournalExtent, measureJournal } from '../journal/journal-extent.ts';
import { UsageError } from '../settings.ts';
import type { DataFolder } from './data-folder.ts';
import { type FolderStanding, type Manifest, manifestText } from './manifest.ts';

type Store = { tables: Tables };

/** How far the tables and the journal had come when the folder was last told; `clean` after an orderly stop. */
const Watermark = z.object({ mark: z.int(), clean: z.boolean(), journal: JournalExtent.default([]) });
export const WATERMARK_FILE = 'watermark.json';
/** The mark moves once a minute: a power cut may take the last moments, not more. */
const MOMENTS = 2;

/**
 * Do the tables belong to this folder, and are they as new as it is? Each half knows the other: the tables the
 * installation's id and a fingerprint of its secrets, the folder how far the tables had come. Answers what the
 * operator should hear; throws what must be put back.
 */
export async function verifyInstallation(
  store: Store,
  folder: DataFolder,
  { manifest, standing }: { manifest: Manifest; standing: FolderStanding },
): Promise<string | undefined> {
  const known = await readInstallation(store);
  if (!known) {
    if (standing === 'ready') {
      throw new UsageError(
        `the engine’s tables are not those of ${folder.root}: they hold nothing of it. Put back its engine folder from a copy; nothing was changed`,
      );
    }
    await noteInstallation(store, manifest.installation, fingerprintOf(folder));
    return undefined;
  }
  if (standing === 'older') {
    const line = manifestText({ ...manifest, installation: known.id, state: 'ready' }).trim();
    throw new UsageError(`${folder.root}/vouch.json is missing: put it back, or write this into it: ${line}`);
  }
  if (known.id !== manifest.installation) {
    throw new UsageError(
      `the engine’s tables belong to another installation (${known.id}) than ${folder.root} (${manifest.installation}): put back what belongs together; nothing was changed`,
    );
  }
  if (known.fingerprint !== fingerprintOf(folder)) {
    throw new UsageError(
      `${folder.root}/secrets.json is another than this installation was made with; put back the first one (no click id that is out there can be verified without it)`,
    );
  }
  return standing === 'ready' ? checkWatermark(folder, known.mark) : undefined;
}

function checkWatermark(folder: DataFolder, mark: number): string | undefined {
  const told = Watermark.safeParse(parseOr(folder.read(WATERMARK_FILE)));
  if (!told.success)
    return 'there is no watermark.json: nobody can tell whether the engine’s files are the newest ones';
  const [cut, ...others] = findCutFiles(folder.journal, told.data.journal);
  if (cut) {
    const rest = others.length > 0 ? ` (and ${others.join(', ')})` : '';
    throw new UsageError(
      `${join(folder.journal, cut)} is missing or shorter than it was${rest}: clicks that were acknowledged are gone with it. Put back the newest copy; or, to go on without what is missing, remove ${WATERMARK_FILE}`,
    );
  }
  const behind = told.data.mark - mark;
  if (behind <= 0) return undefined;
  if (told.data.clean || behind > MOMENTS) {
    throw new UsageError(
      `${folder.engine} is older than the rest of the folder: something that was acknowledged is missing in it. Put back the newest copy; or, to go on without what is missing, remove ${WATERMARK_FILE}`,
    );
  }
  return 'the engine lost the last moments before it ended (a power cut?): what was written then may have to be sent again';
}

/**
 * Moves the mark on: in the tables and on the journal's disk first, then in the folder, so that the folder never
 * knows more.
 */
export async function moveWatermark(
  store: Store,
  folder: DataFolder,
  journal: Pick<Journal, 'settle'>,
  clean = false,
): Promise<void> {
  const { records } = store.tables;
  const extent = measureJournal(folder.journal);
  await journal.settle();
  const moved = await undisturbed('moving the watermark', async () => {
    const known = await readInstallation(store);
    if (!known) throw new Error('the watermark cannot be moved: the tables know no installation');
    const values = { ':mark': known.mark + 1, ':was': known.mark };
    const outcome = await records.updateIf(installationKey(), 'mark = :mark', 'mark = :was', values);
    return outcome === 'done' ? { done: known.mark + 1 } : undefined;
  });
  folder.write(WATERMARK_FILE, textOfWatermark({ mark: moved, clean, journal: extent }));
}

async function readInstallation({ tables }: Store) {
  const row = await tables.records.get(installationKey());
  if (!row) return undefined;
  return {
    id: textIn(row, 'id') ?? '',
    fingerprint: textIn(row, 'fingerprint') ?? '',
    mark: numberOf(row, 'mark') ?? 0,
  };
}

async function noteInstallation({ tables }: Store, id: string, fingerprint: string): Promise<void> {
  const row = { ...installationKey(), id, fingerprint, mark: 0 };
  await tables.records.putIf(row, 'attribute_not_exists(pk)');
}

/** Tells secrets apart and gives none away: they are 32 random bytes each. */
function fingerprintOf({ secrets }: DataFolder): string {
  const all = Object.entries(secrets).sort(([a], [b]) => (a < b ? -1 : 1));
  const hash = createHash('sha256');
  for (const [name, bytes] of all) hash.update(`${name}=${bytes.toString('base64url')}\n`);
  return hash.digest('base64url').slice(0, 22);
}

/** The same without what it says of the journal, for a copy: its files are carried in, and go, while we copy. */
export function watermarkOfTables(text: string): string | undefined {
  const told = Watermark.safeParse(parseOr(text));
  return told.success ? textOfWatermark({ ...told.data, journal: [] }) : undefined;
}

const textOfWatermark = (told: z.infer<typeof Watermark>): string => `${JSON.stringify(told)}\n`;

function parseOr(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}

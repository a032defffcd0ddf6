import { statSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { listJournalFiles, readCheckpoint } from './journal-files.ts';

/** How far each file of the journal had been written at a moment that the disk has seen. `bytes`: from its start. */
export const JournalExtent = z.array(z.object({ file: z.string(), bytes: z.int().min(0) }));
export type JournalExtent = z.infer<typeof JournalExtent>;

/** As the files stand now. They only grow, until they are carried in and go. */
export const measureJournal = (folder: string): JournalExtent =>
  listJournalFiles(folder).map((file) => ({ file, bytes: sizeOf(join(folder, file)) ?? 0 }));

/**
 * The files that were longer once than they are now, or are gone, before what they held was carried in. Asked after
 * the files is how far the reader came: it may be at work while we look.
 */
export function findCutFiles(folder: string, extent: JournalExtent): string[] {
  const short = extent.filter(({ file, bytes }) => (sizeOf(join(folder, file)) ?? 0) < bytes);
  const read = readCheckpoint(folder);
  const isCarried = ({ file, bytes }: JournalExtent[number]) =>
    file < read.file || (file === read.file && read.offset >= bytes);
  return short.filter((told) => !isCarried(told)).map(({ file }) => file);
}

const sizeOf = (path: string): number | undefined => statSync(path, { throwIfNoEntry: false })?.size;

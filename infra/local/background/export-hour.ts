import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { ClickStore } from '../../../shared/data/clicks/click-store.ts';
import { SURELY_KEPT_MS } from '../../../shared/data/clicks/click-writer.ts';
import type { EditExport } from '../../../shared/data/clicks/erase-exported.ts';
import type { ForgetExports } from '../../../shared/data/clicks/forget-exports.ts';
import { type RawPartition, startOfHour } from '../../../shared/data/table/keys.ts';
import { inLanes } from '../../../shared/data/table/lanes.ts';
import type { LocalStores } from '../clients.ts';

const LANES = 8;
/** Where a sealed hour of a brand lies: `<exports>/<brand>/2026-11-22/2026-11-22T14.ndjson.gz`. */
export const exportPath = (folder: string, brandId: string, hour: string): string =>
  join(folder, brandId, hour.slice(0, 10), `${hour}.ndjson.gz`);

/**
 * Writes a sealed hour's raw clicks to a file, whole or not at all. Written again it holds the late ones too; once the
 * first ones may have expired, late ones get a file beside it.
 */
export function exportHourToFiles(
  folder: string,
  clicks: Pick<ClickStore, 'listPartition'>,
  now: () => number,
) {
  return async function exportHour(hour: string, brandId: string, partitions: RawPartition[]): Promise<void> {
    if (partitions.length === 0) return;
    const first = exportPath(folder, brandId, hour);
    const mayHaveExpired = existsSync(first) && startOfHour(hour) < now() - SURELY_KEPT_MS;
    const path = mayHaveExpired ? first.replace('.ndjson.gz', `.late-${now()}.ndjson.gz`) : first;
    await mkdir(dirname(path), { recursive: true });
    const members: Buffer[] = [];
    await inLanes(LANES, partitions, async (partition, index) => {
      const lines = (await clicks.listPartition(partition)).map((click) => `${JSON.stringify(click)}\n`);
      members[index] = gzipSync(lines.join(''), { level: 1 });
    });
    await writeWhole(path, Buffer.concat(members));
  };
}

/** Rewrites an exported hour in place, its late files too. */
export function editExportedFiles(folder: string): EditExport {
  return async (brandId, hour, edit) => {
    const day = dirname(exportPath(folder, brandId, hour));
    if (!existsSync(day)) return;
    const ofHour = (await readdir(day)).filter((name) => name.startsWith(`${hour}.`) && name.endsWith('.gz'));
    for (const name of ofHour) {
      const held = gunzipSync(await readFile(join(day, name))).toString();
      const edited = edit(held);
      if (edited !== held) await writeWhole(join(day, name), gzipSync(edited, { level: 1 }));
    }
  };
}

/** Removes the folders of days that are old enough, late files and all. */
export function forgetExportedFiles(folder: string): ForgetExports {
  return async (keptOf) => {
    let removed = 0;
    for (const [brandId, { hoursFrom }] of keptOf) {
      const ofBrand = join(folder, brandId);
      const days = existsSync(ofBrand) ? await readdir(ofBrand) : [];
      for (const day of days.filter((name) => A_DAY.test(name) && name < hoursFrom)) {
        await rm(join(ofBrand, day), { recursive: true });
        removed++;
      }
    }
    return removed;
  };
}
const A_DAY = /^\d{4}-\d\d-\d\d$/;

async function writeWhole(path: string, bytes: Buffer): Promise<void> {
  await writeFile(`${path}.new`, bytes);
  await rename(`${path}.new`, path);
}

/** Writes out the sealed hours that wait for it, as long as nothing waits to be counted; how many. */
export async function exportMarked(
  { clicks, counts }: Pick<LocalStores, 'clicks' | 'counts'>,
  folder: string,
  now: () => number,
): Promise<number> {
  const exportHour = exportHourToFiles(folder, clicks, now);
  let written = 0;
  for (const marked of await counts.listDirty('export')) {
    if ((await counts.listDirty('hour')).length > 0) break;
    const named = await clicks.listPartitionsOfHour(marked.period, marked.brandId);
    await exportHour(
      marked.period,
      marked.brandId,
      named.map(({ partition }) => partition),
    );
    await counts.clearDirty(marked);
    written++;
  }
  return written;
}

import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { exportDay } from '../../../functions/seal/export-day.ts';
import { exportHourToFiles, exportPath } from '../../../infra/local/background/export-hour.ts';
import type { LocalStores } from '../../../infra/local/clients.ts';
import { brandHashOf, dayFileKey } from '../../../shared/data/clicks/click-columns.ts';
import { placesOfLinks } from '../../../shared/data/links/link-places.ts';
import { FLAT_CLICK_VERSION } from '../../../shared/domain/analytics/flat-click.ts';
import { dayBounds, listDays } from '../../../shared/domain/time/week.ts';
import { keepingDays } from '../../support/day-files.ts';

/** Every day of a brand as Parquet, made of its exported hours as sealing makes it; answers the folder. */
export async function parquetOfDays(
  stores: LocalStores,
  { from, to, now }: { from: string; to: string; now: number },
): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'vouch-days-'));
  const exportHour = exportHourToFiles(folder, stores.clicks, () => now);
  for await (const brand of stores.brands.all()) {
    const { records } = stores.brand(brand.id);
    for (const day of listDays(from, to))
      await exportDay(
        { brandId: brand.id, day, ...dayBounds(day, brand.timeZone) },
        {
          async *readHour(brandId, hour) {
            const named = await stores.clicks.listPartitionsOfHour(hour, brandId);
            if (named.length === 0) return;
            await exportHour(
              hour,
              brandId,
              named.map(({ partition }) => partition),
            );
            yield gunzipSync(await readFile(exportPath(folder, brandId, hour))).toString();
          },
          placesOf: (_brandId, linkIds) => placesOfLinks(records, linkIds),
          dedupeSecondsOf: stores.brandSettings.dedupeSecondsOf,
          open: keepingDays((brandId, name, parquet) => {
            const path = join(folder, dayFileKey(FLAT_CLICK_VERSION, name, brandHashOf(brandId)));
            mkdirSync(dirname(path), { recursive: true });
            writeFileSync(path, parquet);
          }),
        },
      );
  }
  return folder;
}

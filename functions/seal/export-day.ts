import { ByteWriter, parquetWriteRows } from 'hyparquet-writer';
import { CLICK_COLUMNS } from '../../shared/data/clicks/click-columns.ts';
import { type FlatClick, flattenClicks, type LinkPlace } from '../../shared/domain/analytics/flat-click.ts';
import type { Click } from '../../shared/domain/click/click.ts';
import { placeIn } from '../../shared/domain/click/click-id.ts';
import { MINUTE_MS } from '../../shared/domain/time/units.ts';
import { hoursBetween } from './hours.ts';

export type DayExport = {
  /** A brand's sealed hour as it was exported: one click a line, a piece at a time; nothing where it had none. */
  readHour: (brandId: string, hour: string) => AsyncIterable<string>;
  placesOf: (brandId: string, linkIds: string[]) => Promise<Map<string, LinkPlace>>;
  dedupeSecondsOf: (brandId: string) => Promise<number>;
  open: (brandId: string, day: string) => DayFile;
};

/** A file on its way to where large questions are asked. Nothing of it is there before `done`. */
export type DayFile = { take: (bytes: Uint8Array) => Promise<void>; done: () => Promise<void> };

/**
 * A sealed day of a brand as one Parquet file, from its exported hours and nothing else: made again, it holds what was
 * late, and an erased person is gone. Pieces of hours are read one after the other and each group of rows is handed on, so
 * that of either only one is held. A day without hits has no file.
 */
export async function exportDay(
  { brandId, day, startMs, endMs }: { brandId: string; day: string; startMs: number; endMs: number },
  deps: DayExport,
): Promise<void> {
  const dedupeSeconds = await deps.dedupeSecondsOf(brandId);
  let count = 0;
  async function* piecesBetween(): AsyncGenerator<string> {
    for (const hour of hoursBetween(startMs, endMs)) yield* deps.readHour(brandId, hour);
  }
  async function* rows(): AsyncGenerator<object> {
    for await (const lines of piecesBetween()) {
      const found = clicksIn(lines);
      const ofDay = found.filter(({ at }) => at >= startMs && at < endMs);
      const places = await deps.placesOf(brandId, [...new Set(ofDay.map(({ linkId }) => linkId))]);
      for (const partition of partitionsOf(ofDay)) {
        for (const row of flattenClicks(partition, dedupeSeconds, (linkId) => places.get(linkId))) {
          count++;
          yield { ...row, clicked_at: new Date(row.clicked_at) } satisfies Record<keyof FlatClick, unknown>;
        }
      }
    }
  }
  const file = deps.open(brandId, day);
  const writer = new HandingWriter(file.take);
  await parquetWriteRows({ writer, rows: rows(), columns: COLUMNS, rowGroupSize: ROWS_HELD });
  if (count > 0) await file.done();
}

/** The library's writer, which hands on what it holds after each group of rows and begins its buffer anew. */
class HandingWriter extends ByteWriter {
  readonly #take: DayFile['take'];
  constructor(take: DayFile['take']) {
    super();
    this.#take = take;
  }
  async flush(): Promise<void> {
    const bytes = this.getBytes().slice();
    this.index = 0;
    await this.#take(bytes);
  }
  override finish(): Promise<void> {
    return this.flush();
  }
}

const ROWS_HELD = 50_000;
const COLUMNS = Object.entries(CLICK_COLUMNS).map(([name, { parquet }]) => ({ name, type: parquet }));

/** Counting settles a link's minute and shard by itself: so does this, or the sums would differ. */
function partitionsOf(clicks: Click[]): Click[][] {
  const partitions = new Map<string, Click[]>();
  for (const click of clicks) {
    const minute = Math.floor(click.at / MINUTE_MS);
    const name = `${click.linkId}#${minute}#${placeIn(click.id)?.shard ?? 0}`;
    const known = partitions.get(name);
    if (known) known.push(click);
    else partitions.set(name, [click]);
  }
  return [...partitions.values()];
}

const clicksIn = (lines: string): Click[] =>
  lines.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Click]));

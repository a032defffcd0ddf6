import { ByteWriter, parquetWriteRows } from 'hyparquet-writer';
import { CLICK_COLUMNS } from '../../shared/data/clicks/click-columns.ts';
import { type FlatClick, flattenClicks, type LinkPlace } from '../../shared/domain/analytics/flat-click.ts';
import type { Click } from '../../shared/domain/click/click.ts';
import { placeIn } from '../../shared/domain/click/click-id.ts';
import { MINUTE_MS } from '../../shared/domain/time/units.ts';
import { hoursBetween } from './hours.ts';

export type DayExport = {
  /** A brand's sealed hour as it was exported: one click a line, a piece at a time from the nth; nothing where it had none. */
  readHour: (brandId: string, hour: string, nth: number) => AsyncIterable<string>;
  placesOf: (brandId: string, linkIds: string[]) => Promise<Map<string, LinkPlace>>;
  dedupeSecondsOf: (brandId: string) => Promise<number>;
  open: (brandId: string, day: string) => DayFile;
  /** A file that has as many is finished with its piece. */
  mostRows?: number;
};

/** A file on its way to where large questions are asked. Nothing of it is there before `done`. */
export type DayFile = { take: (bytes: Uint8Array) => Promise<void>; done: () => Promise<void> };

/** A brand's day, and where in it to begin: 10,000 for each of its hours, one for each piece of one. */
export type DayPart = { brandId: string; day: string; startMs: number; endMs: number; from?: number };
const PIECES_AN_HOUR = 10_000;
/** Half of what a run of the sealer writes in its time (docs/scale.md). */
const MOST_ROWS = 8_000_000;

/**
 * A sealed day of a brand as a Parquet file, from its exported hours and nothing else: made again, it holds what was
 * late, and an erased person is gone. Pieces of hours are read one after the other and each group of rows is handed on, so
 * that of either only one is held. A file without hits is none. Of a day too large for one file `goOnAt` is where the next begins.
 */
export async function exportDay(day: DayPart, deps: DayExport): Promise<Exported> {
  const done: Exported = { rows: 0 };
  const file = deps.open(day.brandId, day.day);
  const writer = new HandingWriter(file.take);
  const rows = rowsOf(day, deps, done);
  await parquetWriteRows({ writer, rows, columns: COLUMNS, rowGroupSize: ROWS_HELD });
  if (done.rows > 0) await file.done();
  return done;
}

/** How far a file has come while it is written. */
export type Exported = { rows: number; goOnAt?: number };

async function* rowsOf(day: DayPart, deps: DayExport, done: Exported): AsyncGenerator<object> {
  const { brandId, startMs, endMs } = day;
  const dedupeSeconds = await deps.dedupeSecondsOf(brandId);
  for await (const lines of piecesOf(day, deps, done)) {
    const ofDay = clicksIn(lines).filter(({ at }) => at >= startMs && at < endMs);
    const places = await deps.placesOf(brandId, [...new Set(ofDay.map(({ linkId }) => linkId))]);
    for (const partition of partitionsOf(ofDay)) {
      for (const row of flattenClicks(partition, dedupeSeconds, (linkId) => places.get(linkId))) {
        done.rows++;
        yield { ...row, clicked_at: new Date(row.clicked_at) } satisfies Record<keyof FlatClick, unknown>;
      }
    }
  }
}

async function* piecesOf(
  { brandId, startMs, endMs, from = 0 }: DayPart,
  { readHour, mostRows = MOST_ROWS }: DayExport,
  done: Exported,
): AsyncGenerator<string> {
  for (const [index, hour] of hoursBetween(startMs, endMs).entries()) {
    const first = index * PIECES_AN_HOUR;
    let at = Math.max(first, from);
    if (at >= first + PIECES_AN_HOUR) continue;
    for await (const lines of readHour(brandId, hour, at - first)) {
      if (done.rows >= mostRows) {
        done.goOnAt = at;
        return;
      }
      yield lines;
      at++;
    }
  }
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

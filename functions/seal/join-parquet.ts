import { type FileMetaData, parquetMetadataAsync, type RowGroup } from 'hyparquet';
import { ByteWriter } from 'hyparquet-writer';
import { writeMetadata } from 'hyparquet-writer/src/metadata.js';
import type { DayFile } from './export-day.ts';

/** A Parquet file that is read a stretch at a time: from a byte up to another, that one not. */
export type ParquetPart = { bytes: number; read: (from: number, to: number) => Promise<Uint8Array> };

const MAGIC = Buffer.from('PAR1');
/** A footer's length and the magic behind it. */
const TAIL_BYTES = 8;
const STRETCH_BYTES = 8 * 1_024 * 1_024;

/**
 * One Parquet file of several that have the same columns: groups of rows are copied as they are, and one footer names
 * them at their new places; how many rows. Of the files only a stretch is held at a time, and of each its footer.
 * https://parquet.apache.org/docs/file-format/: nothing between the magic and the footer knows where it stands.
 */
export async function joinParquet(parts: readonly ParquetPart[], take: DayFile['take']): Promise<number> {
  let joined: FileMetaData | undefined;
  let at = MAGIC.length;
  await take(MAGIC);
  for (const part of parts) {
    const { metadata, end } = await footerOf(part);
    const groups = metadata.row_groups.map((group) => moved(group, BigInt(at - MAGIC.length)));
    joined = joined
      ? {
          ...joined,
          num_rows: joined.num_rows + metadata.num_rows,
          row_groups: [...joined.row_groups, ...groups],
        }
      : { ...metadata, row_groups: groups };
    for (let from = MAGIC.length; from < end; from += STRETCH_BYTES)
      await take(await part.read(from, Math.min(end, from + STRETCH_BYTES)));
    at += end - MAGIC.length;
  }
  if (!joined) throw new Error('a file of nothing has no columns');
  await take(writtenFooter(joined));
  return Number(joined.num_rows);
}

async function footerOf({ bytes, read }: ParquetPart): Promise<{ metadata: FileMetaData; end: number }> {
  const slice = async (from: number, to = bytes) => new Uint8Array(await read(from, to)).buffer;
  const metadata = await parquetMetadataAsync({ byteLength: bytes, slice }, { geoparquet: false });
  return { metadata, end: bytes - TAIL_BYTES - metadata.metadata_length };
}

function writtenFooter(metadata: FileMetaData): Uint8Array {
  const writer = new ByteWriter();
  writeMetadata(writer, metadata);
  writer.appendBytes(MAGIC);
  return writer.getBytes();
}

type Chunk = RowGroup['columns'][number];

const moved = (group: RowGroup, by: bigint): RowGroup => ({
  ...group,
  ...shifted(group, ['file_offset'], by),
  columns: group.columns.map(
    (chunk): Chunk => ({
      ...chunk,
      ...shifted(chunk, ['file_offset', 'offset_index_offset', 'column_index_offset'], by),
      ...(chunk.meta_data && {
        meta_data: {
          ...chunk.meta_data,
          ...shifted(
            chunk.meta_data,
            ['data_page_offset', 'index_page_offset', 'dictionary_page_offset', 'bloom_filter_offset'],
            by,
          ),
        },
      }),
    }),
  ),
});

/** Those of the named places that there are, further on. A chunk's own `file_offset` of 0 says that it has none. */
function shifted<T extends object>(of: T, names: readonly (keyof T)[], by: bigint): Partial<T> {
  const places = names.flatMap((name) => {
    const place = of[name];
    return typeof place === 'bigint' && place > 0n ? [[name, place + by]] : [];
  });
  return Object.fromEntries(places) as Partial<T>;
}

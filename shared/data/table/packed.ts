import { gunzipSync, gzipSync } from 'node:zlib';

/** Keeps a chunk well under DynamoDB's 400 KB item limit. */
const CHUNK_BYTES = 300_000;

/**
 * A long list of rows as few items as it takes: JSON, gzipped, cut into chunks by halving until each fits.
 * An empty list is one empty chunk, so that "counted, and it was nothing" can be told from "never counted".
 */
export function pack<Row>(rows: Row[]): Uint8Array[] {
  const bytes = gzipSync(JSON.stringify(rows), { level: 1 });
  if (bytes.length <= CHUNK_BYTES || rows.length < 2) return [bytes];
  const middle = Math.ceil(rows.length / 2);
  return [...pack(rows.slice(0, middle)), ...pack(rows.slice(middle))];
}

export function unpack<Row>(chunks: Uint8Array[]): Row[] {
  return chunks.flatMap((chunk) => JSON.parse(gunzipSync(chunk).toString()) as Row[]);
}

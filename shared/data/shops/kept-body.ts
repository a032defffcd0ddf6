import { gunzipSync, gzipSync } from 'node:zlib';

/** Below it a text stays readable where it lies. */
const WORTH_PACKING = 20_000;
/** An item of the table has 400 KB; a thousand lines of an order pack into a tenth of that. */
const MOST_PACKED = 350_000;
const PACKED = 'gzip:';

/** A delivery's text as it is kept in its event; undefined where even packed it is too large for that. */
export function packBody(text: string): string | undefined {
  if (text.length < WORTH_PACKING) return text;
  const packed = `${PACKED}${gzipSync(text).toString('base64')}`;
  return packed.length > MOST_PACKED ? undefined : packed;
}

/** The text again. */
export const unpackBody = (kept: string): string =>
  kept.startsWith(PACKED) ? gunzipSync(Buffer.from(kept.slice(PACKED.length), 'base64')).toString() : kept;

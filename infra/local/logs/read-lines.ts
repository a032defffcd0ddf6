import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { parseJson } from './json-log.ts';
import { textOfBytes } from './text-of-bytes.ts';
import { unwrapped } from './unwrapped.ts';

/**
 * A log's lines, plain or gzip (one member or several, as rotated files are put together); a byte order mark in front of
 * a line, the CR behind it, and what a container's log puts round it, are no part of it. What was still being written when it was copied is told by `cut`.
 */
export async function* readLines(
  file: string,
  cut: (why: string) => void = () => {},
): AsyncGenerator<string> {
  let rest = Buffer.alloc(0);
  try {
    for await (const chunk of bytesOf(file)) {
      const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      let from = 0;
      for (let end = bytes.indexOf(LF); end >= 0; end = bytes.indexOf(LF, from)) {
        yield* linesIn(bytes.subarray(from, end));
        from = end + 1;
      }
      rest = bytes.subarray(from);
    }
  } catch (failure) {
    if (!TORN.has((failure as { code?: string }).code ?? '')) throw failure;
    cut('the compressed file ends in the middle, or is damaged from here on');
  }
  if (rest.length > 0) yield* linesIn(rest);
}

const LF = 10;
/** How zlib calls a file that ends in the middle, and bytes that no compressor wrote. */
const TORN: ReadonlySet<string> = new Set(['Z_BUF_ERROR', 'Z_DATA_ERROR']);

function bytesOf(file: string): Readable {
  const bytes = createReadStream(file);
  return isGzip(file) ? pipeline(bytes, createGunzip(), () => {}) : bytes;
}

/** One, but for JSON that was exported as a list: its entries, in one line or each in one. */
function linesIn(bytes: Buffer): string[] {
  const sent = textOfBytes(bytes);
  const end = sent.endsWith('\r') ? -1 : undefined;
  const line = sent.startsWith('\ufeff') ? sent.slice(1, end) : sent.slice(0, end);
  const list = line.startsWith('[{') ? parseJson(line) : undefined;
  if (Array.isArray(list)) return list.map((entry) => unwrapped(JSON.stringify(entry)));
  const isEntry = line.endsWith('},') && /^\s*\{/.test(line);
  return [isEntry ? unwrapped(line.slice(0, -1).trim()) : /^[[\]]\s*$/.test(line) ? '' : unwrapped(line)];
}

/** By its first two bytes, whatever it is called. */
function isGzip(file: string): boolean {
  const descriptor = openSync(file, 'r');
  try {
    const start = Buffer.alloc(2);
    return readSync(descriptor, start, 0, 2, 0) === 2 && start[0] === 0x1f && start[1] === 0x8b;
  } finally {
    closeSync(descriptor);
  }
}

import { readFileSync, statSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { IMPORT_KINDS, type ImportKind } from '../../../domain/imports/fields.ts';
import { decodeFile } from '../../../domain/imports/file/decode-file.ts';
import { readJsonTable } from '../../../domain/imports/file/read-json.ts';
import { type FileTable, readTable } from '../../../domain/imports/file/read-table.ts';
import { kindOf } from '../../../domain/imports/kind-of.ts';
import { knowsHeading, type ToldColumns } from '../../../domain/imports/map-columns.ts';
import { Mistyped } from '../connection.ts';
import { oneOf } from './one-of.ts';

export type Opened = {
  table: FileTable;
  kind: ImportKind;
  encoding: string;
  /** The encoding is what is left once others are ruled out. */
  isEncodingOpen: boolean;
  bytes: Uint8Array;
  savedAt: string;
};

/** A file as a table, and what it holds: told, or by its headings. */
export function openFile(
  file: string,
  { as, encoding }: { as?: string | undefined; encoding?: string | undefined },
  map: ToldColumns,
): Opened {
  const { bytes, savedAt } = bytesOf(file);
  const decoded = decodeFile(bytes, encoding);
  if ('problem' in decoded) throw new Mistyped(`${file}: ${decoded.problem}`);
  const told = oneOf(IMPORT_KINDS, as, '--as');
  const kinds = told ? [told] : IMPORT_KINDS;
  const knows = kinds.map((kind) => knowsHeading(kind, map));
  const table =
    readJsonTable(decoded.text) ?? readTable(decoded.text, (heading) => knows.some((one) => one(heading)));
  if (table.headings.every((heading) => heading === '')) throw new Mistyped(`${file}: nothing stands in it`);
  const kind = told ?? kindOf(table.headings, map);
  if (!kind)
    throw new Mistyped(
      `${file}: what is it? Its columns are ${table.headings.join(', ')}. Say --as ${IMPORT_KINDS.join(' | ')}, and --map "Column=field" for what has another name`,
    );
  return { table, kind, encoding: decoded.encoding, isEncodingOpen: !decoded.isSure, bytes, savedAt };
}

const UNREADABLE: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file here',
  EISDIR: 'this is a folder: name the file in it',
  EACCES: 'this file may not be read',
};

function bytesOf(file: string): { bytes: Uint8Array; savedAt: string } {
  try {
    const bytes = readFileSync(file);
    const savedAt = new Date(Math.floor(statSync(file).mtimeMs / 1_000) * 1_000).toISOString();
    return { bytes: bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes, savedAt };
  } catch (failure) {
    const { code, message } = failure as NodeJS.ErrnoException;
    throw new Mistyped(`${file}: ${UNREADABLE[code ?? ''] ?? message}`);
  }
}

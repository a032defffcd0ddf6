import { textOfBytes } from './text-of-bytes.ts';

/** A field of a line: `[…]`, `"…"` or a bare word; `isCut`: the line ended inside it. */
export type LogField = { text: string; kind: 'word' | 'quoted' | 'bracket'; isCut?: true };

const QUOTE = 34;
const BACKSLASH = 92;
const SHORT: Record<string, number> = { t: 9, n: 10, r: 13, b: 8, v: 11, f: 12 };

/** A line's fields from the left, in one pass: no pattern that a long line could make slow. */
export function fieldsOf(line: string): LogField[] {
  const fields: LogField[] = [];
  let at = 0;
  while (at < line.length) {
    const letter = line[at];
    if (letter === ' ' || letter === '\t') {
      at++;
      continue;
    }
    const [field, end] =
      letter === '"' ? quoted(line, at) : letter === '[' ? bracket(line, at) : bare(line, at);
    fields.push(field);
    at = end;
  }
  return fields;
}

function bare(line: string, from: number): [LogField, number] {
  let stop = from;
  while (stop < line.length && line[stop] !== ' ' && line[stop] !== '\t') stop++;
  return [{ text: line.slice(from, stop), kind: 'word' }, stop];
}

/** `[17/May/2015:10:05:03 +0000]`; an address in brackets (`[2001:db8::9]:51344`) is a word. */
function bracket(line: string, from: number): [LogField, number] {
  const end = line.indexOf(']', from);
  if (end < 0) return [{ text: line.slice(from + 1), kind: 'bracket', isCut: true }, line.length];
  if (end + 1 < line.length && !' \t'.includes(line[end + 1] ?? '')) return bare(line, from);
  return [{ text: line.slice(from + 1, end), kind: 'bracket' }, end + 1];
}

function quoted(line: string, from: number): [LogField, number] {
  let end = from + 1;
  while (end < line.length && line.charCodeAt(end) !== QUOTE)
    end += line.charCodeAt(end) === BACKSLASH ? 2 : 1;
  const text = unescaped(line.slice(from + 1, Math.min(end, line.length)));
  return end >= line.length
    ? [{ text, kind: 'quoted', isCut: true }, line.length]
    : [{ text, kind: 'quoted' }, end + 1];
}

/**
 * Undoes what servers write for what a line can't hold: `\"`, `\\`, `\t`, and each byte of everything else as `\xHH`
 * (nginx in capitals, Apache in small letters): bytes are put together before they are read as text. A backslash in
 * front of anything else is one that Traefik left alone.
 */
export function unescaped(text: string): string {
  if (!text.includes('\\')) return text;
  const parts: Buffer[] = [];
  let plainFrom = 0;
  for (let at = text.indexOf('\\'); at >= 0; at = text.indexOf('\\', plainFrom)) {
    parts.push(Buffer.from(text.slice(plainFrom, at)));
    const next = text[at + 1] ?? '';
    const hex = next === 'x' ? /^[0-9a-fA-F]{2}/.exec(text.slice(at + 2, at + 4))?.[0] : undefined;
    const code = hex ? Number.parseInt(hex, 16) : SHORT[next];
    if (hex) plainFrom = at + 4;
    else if (next === '"' || next === '\\' || code !== undefined) plainFrom = at + 2;
    else plainFrom = at + 1;
    parts.push(code !== undefined ? Buffer.from([code]) : Buffer.from(next === '"' ? '"' : '\\'));
  }
  parts.push(Buffer.from(text.slice(plainFrom)));
  return textOfBytes(Buffer.concat(parts));
}

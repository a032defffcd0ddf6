/**
 * A file as a service or a person hands it over, in parts, so that lines can be put between its lines. All rows are made
 * up; the shapes are those that the services document.
 */
export type ImportFile = {
  vendor: string;
  name: string;
  /** What stands above the first line, its heading included; of JSON nothing. */
  head: string;
  /** A record each; one may go over several lines. */
  rows: string[];
  /** How records become a file: lines below the head, unless said. */
  joined?: (rows: readonly string[]) => string;
  eol?: '\r\n' | '\n';
  encoding?: 'utf-16le' | 'windows-1252';
  wish?: { as?: string; set?: string[]; map?: string[]; dates?: string[]; decimal?: string[] };
  /** The lines that are wrong as they are, and how what is said of them begins. */
  refused?: string[];
};

export function contentOf(file: ImportFile, rows: readonly string[] = file.rows): Uint8Array {
  const { head, eol = '\n', encoding } = file;
  const text = file.joined ? file.joined(rows) : [head, ...rows].join(eol);
  if (encoding === 'utf-16le') return Buffer.from(`\ufeff${text}`, 'utf16le');
  return encoding === 'windows-1252' ? westernBytes(text) : Buffer.from(text);
}

/** The rows that are lines of a CSV between separators, or objects of a JSON. */
export const isJson = ({ joined }: ImportFile): boolean => joined !== undefined;

/** In which line of the file a row begins, from 1; of JSON which of the objects it is. */
export function lineOf(file: ImportFile, at: number): number {
  if (isJson(file)) return at + 1;
  const above = [file.head, ...file.rows.slice(0, at)].join('\n');
  return above.split('\n').length + 1;
}

/** windows-1252 has these where Latin-1 has none. */
function westernBytes(text: string): Uint8Array {
  return Buffer.from(
    [...text].flatMap((letter) => {
      const byte = { '€': 0x80, '„': 0x84, '“': 0x93, '–': 0x96 }[letter] ?? letter.charCodeAt(0);
      if (byte > 0xff) throw new RangeError(`no byte of windows-1252 is known here for ${letter}`);
      return byte;
    }),
  );
}

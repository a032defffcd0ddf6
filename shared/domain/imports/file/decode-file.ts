type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
/** `isSure`: found by what only it has, or told; the last of the order is what is left. */
export type Decoded = { text: string; encoding: string; isSure: boolean } | { problem: string };

/** How much of a file is looked at for zero bytes. */
const LOOKED_AT = 4_096;

/**
 * A file's text. What it begins with decides; then zero bytes at every other place (UTF-16 without a mark), then strict
 * UTF-8, else windows-1252. No guessing by letters: detectors call plain German or English files Turkish or Polish. `told`:
 * how it is written, whatever it looks like.
 */
export function decodeFile(bytes: Uint8Array, told?: string): Decoded {
  const kind = MAGIC.find(({ magic }) => startsWith(bytes, magic));
  if (kind) return { problem: kind.problem };
  if (told !== undefined) return decodedAs(bytes, told);
  const marked = MARKS.find(({ mark }) => startsWith(bytes, mark));
  if (marked) return decoded(bytes.subarray(marked.mark.length), marked.encoding);
  const wide = wideEncoding(bytes.subarray(0, LOOKED_AT));
  if (wide) return decoded(bytes, wide);
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8', isSure: true };
  } catch {
    return isText(bytes)
      ? { ...decoded(bytes, 'windows-1252'), isSure: false }
      : { problem: 'this is no text: hand over a CSV' };
  }
}

/** What old Macs and Windows wrote, and the East: of these a TextDecoder has what its ICU was built with. */
const ENCODINGS = `
  utf-8 utf-16le utf-16be windows-1250 windows-1251 windows-1252 windows-1253 windows-1254 windows-1255 windows-1256
  windows-1257 windows-1258 windows-874 iso-8859-2 iso-8859-3 iso-8859-4 iso-8859-5 iso-8859-6 iso-8859-7 iso-8859-8 iso-8859-10
  iso-8859-13 iso-8859-14 iso-8859-15 iso-8859-16 macintosh x-mac-cyrillic koi8-r koi8-u ibm866 shift_jis euc-jp iso-2022-jp gbk
  gb18030 big5 euc-kr`;
/** As Macs call theirs themselves. */
const ALSO: Readonly<Record<string, string>> = { macroman: 'macintosh', 'mac-roman': 'macintosh' };

function decodedAs(bytes: Uint8Array, told: string): Decoded {
  const decoder = decoderOf(ALSO[told.toLowerCase()] ?? told);
  if (!decoder) {
    const known = ENCODINGS.trim().split(/\s+/).filter(decoderOf);
    return { problem: `${told} is no encoding that can be read here; there are ${known.join(', ')}` };
  }
  const { encoding } = decoder;
  if (encoding === 'windows-1252') return decoded(bytes, encoding);
  try {
    return { text: decoder.decode(bytes), encoding, isSure: true };
  } catch {
    return { problem: `this is no ${encoding}: some of its bytes are no letter there` };
  }
}

function decoderOf(name: string): TextDecoder | undefined {
  try {
    return new TextDecoder(name, { fatal: true });
  } catch {
    return undefined;
  }
}

/** No encoding of text has these bytes, but tabs, ends of lines and pages. */
const isText = (bytes: Uint8Array): boolean =>
  bytes.subarray(0, LOOKED_AT).every((byte) => byte > 31 || (byte > 8 && byte < 14));

const MAGIC = [
  {
    magic: [0x50, 0x4b, 3, 4],
    problem: 'this is a workbook or a zip, whatever it is called: save the sheet as CSV, or unpack it, first',
  },
  { magic: [0xd0, 0xcf, 0x11, 0xe0], problem: 'this is an old Excel workbook: save the sheet as CSV first' },
  { magic: [0x50, 0x41, 0x52, 0x31], problem: 'this is Parquet: hand over a CSV' },
  { magic: [0x25, 0x50, 0x44, 0x46], problem: 'this is a PDF: hand over a CSV' },
] as const;

const MARKS: readonly { mark: readonly number[]; encoding: Encoding }[] = [
  { mark: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { mark: [0xff, 0xfe], encoding: 'utf-16le' },
  { mark: [0xfe, 0xff], encoding: 'utf-16be' },
];

const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean =>
  start.every((byte, at) => bytes[at] === byte);

/** Western text as UTF-16 has a zero in nearly every pair, always on one side. */
function wideEncoding(bytes: Uint8Array): Encoding | undefined {
  let [even, odd] = [0, 0];
  bytes.forEach((byte, at) => {
    if (byte === 0 && at % 2 === 0) even++;
    else if (byte === 0) odd++;
  });
  if (even + odd < bytes.length / 4 || bytes.length < 4) return undefined;
  return odd > even ? 'utf-16le' : 'utf-16be';
}

function decoded(bytes: Uint8Array, encoding: Encoding) {
  const read = new TextDecoder(encoding).decode(bytes);
  const text = encoding === 'windows-1252' ? read.replace(/[\u0080-\u009f]/g, western) : read;
  return { text, encoding, isSure: true };
}

/** What windows-1252 has where Latin-1 has control characters; Node 20's decoder leaves those (0x80 is no €). */
const WESTERN = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const western = (control: string): string => WESTERN[control.charCodeAt(0) - 0x80] ?? control;

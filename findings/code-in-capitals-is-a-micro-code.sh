#!/usr/bin/env bash
# A short link in capitals makes a smaller QR code, since capitals and digits take less room: HTTPS://GO.BR/K7, printed on a parcel. segno 1.4.1 (Debian 12,
# python3-segno), asked to make a code of it, makes another kind of code, a Micro QR with one corner pattern instead of three, as soon as the text fits in,
# 21 signs of capitals or 15 others. jsQR 1.4.0, zxing 0.21.3 and zbar-wasm 0.11.0 see nothing in it; in small letters the same link is a QR code and all three
# read it. A test with a longer link, or one in small letters with its scheme, never meets it. make_qr() makes a QR code always.
# Guessed: that "make" of a QR code's library makes a QR code, in capitals too.
# Seen (Node 20.20 and 24.21): see the last lines.
# Vouch draws full codes alone (shared/qr-drawing.ts). Takes Debian's python3-segno, unpacked only.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download python3-segno=1.4.1-1 >/dev/null 2>&1 || { apt-get update >/dev/null; apt-get download python3-segno=1.4.1-1 >/dev/null 2>&1; }
dpkg -x python3-segno_*.deb unpacked
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact jsqr@1.4.0 @zxing/library@0.21.3 @undecaf/zbar-wasm@0.11.0 >/dev/null
PYTHONPATH=unpacked/usr/lib/python3/dist-packages python3 - <<'PY'
import json
import segno
codes = {}
for text in ['HTTPS://GO.BR/K7', 'HTTPS://BRAND.LINK/AB', 'https://go.br/k7', 'HTTPS://BRAND.LINK/ABC']:
    code = segno.make(text)
    codes[text] = {'kind': 'micro' if code.is_micro else 'qr', 'rows': [list(row) for row in code.matrix_iter(border=4)]}
text = 'HTTPS://GO.BR/K7'
codes[text + ' by make_qr'] = {'kind': 'qr', 'rows': [list(row) for row in segno.make_qr(text).matrix_iter(border=4)]}
json.dump(codes, open('codes.json', 'w'))
PY
cat >run.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { scanGrayBuffer } from '@undecaf/zbar-wasm';
import zxing from '@zxing/library';
import jsqr from 'jsqr';

const scale = 8;
const jsQR = jsqr.default ?? jsqr;
const pixels = (rows) => {
  const side = rows.length * scale;
  const gray = new Uint8ClampedArray(side * side);
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) gray[y * side + x] = rows[Math.floor(y / scale)][Math.floor(x / scale)] ? 0 : 255;
  return { gray, side };
};
const readers = {
  jsQR: ({ gray, side }) => jsQR(Uint8ClampedArray.from({ length: side * side * 4 }, (_, at) => (at % 4 === 3 ? 255 : gray[at >> 2])), side, side)?.data,
  zxing: ({ gray, side }) => {
    const source = new zxing.RGBLuminanceSource(gray, side, side);
    try {
      return new zxing.MultiFormatReader().decode(new zxing.BinaryBitmap(new zxing.HybridBinarizer(source))).getText();
    } catch {
      return undefined;
    }
  },
  zbar: async ({ gray, side }) => (await scanGrayBuffer(gray.buffer, side, side))[0]?.decode(),
};
const said = [];
for (const [text, { kind, rows }] of Object.entries(JSON.parse(readFileSync('codes.json', 'utf8')))) {
  const seen = [];
  for (const [name, read] of Object.entries(readers)) {
    const got = await read(pixels(rows));
    seen.push(`${name} ${got === text.split(' ')[0] ? 'reads' : (got ?? 'blind')}`);
  }
  said.push(`${text}: ${kind}, ${seen.join(', ')}`);
}
console.log(said.join('\n'));
const expected = [
  'HTTPS://GO.BR/K7: micro, jsQR blind, zxing blind, zbar blind',
  'HTTPS://BRAND.LINK/AB: micro, jsQR blind, zxing blind, zbar blind',
  'https://go.br/k7: qr, jsQR reads, zxing reads, zbar reads',
  'HTTPS://BRAND.LINK/ABC: qr, jsQR reads, zxing reads, zbar reads',
  'HTTPS://GO.BR/K7 by make_qr: qr, jsQR reads, zxing reads, zbar reads',
];
process.exit(said.join('\n') === expected.join('\n') ? 0 : 1);
JS
node run.mjs

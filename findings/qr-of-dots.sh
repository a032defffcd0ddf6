#!/usr/bin/env bash
# A QR code whose modules are round dots, as designers like them. With dots of 0.6 of a module's width (finder patterns left
# square, quiet zone kept, black on white, 8 pixels a module) zxing 0.21.3 and zbar-wasm 0.11.0 read the link, and jsQR 1.4.0
# does not; at 0.9 all three do. A test with one reader says nothing of the follower's phone.
# Guessed: that readers sample the middle of a module, so that dots change nothing for any.
# Seen (Node 20.20 and 24.21): "dots of 0.9: jsQR reads, zxing reads, zbar reads", "dots of 0.6: jsQR blind, zxing reads, zbar reads".
# Vouch draws square modules alone (shared/qr-drawing.ts) and its tests scan them with two readers.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact qrcode@1.5.4 jsqr@1.4.0 @zxing/library@0.21.3 @undecaf/zbar-wasm@0.11.0 >/dev/null
cat > dots.mjs <<'JS'
import jsQR from 'jsqr';
import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
const { create } = require('qrcode');
const { BinaryBitmap, HybridBinarizer, QRCodeReader, RGBLuminanceSource } = require('@zxing/library');
const { scanImageData } = require('@undecaf/zbar-wasm');
const link = 'https://go.example.com/k7f3';
const { modules } = create(link, { errorCorrectionLevel: 'M' });
const [pixels, quiet] = [8, 4];
const width = (modules.size + 2 * quiet) * pixels;
const isFinder = (x, y) => [[0, 0], [0, modules.size - 7], [modules.size - 7, 0]].some(([left, top]) => x >= left && x < left + 7 && y >= top && y < top + 7);
const isDark = (x, y, diameter) => {
  const [column, row] = [Math.floor(x / pixels) - quiet, Math.floor(y / pixels) - quiet];
  const inside = column >= 0 && row >= 0 && column < modules.size && row < modules.size;
  if (!inside || !modules.get(row, column)) return false;
  const middle = (at) => (at % pixels) - pixels / 2 + 0.5;
  return isFinder(column, row) || Math.hypot(middle(x), middle(y)) <= (pixels * diameter) / 2;
};
const grey = (diameter) => Uint8ClampedArray.from({ length: width * width }, (_, at) => (isDark(at % width, Math.floor(at / width), diameter) ? 0 : 255));
const tried = (read) => {
  try {
    return read() === link;
  } catch {
    return false;
  }
};
const said = async (diameter) => {
  const light = grey(diameter);
  const data = Uint8ClampedArray.from({ length: light.length * 4 }, (_, at) => (at % 4 === 3 ? 255 : light[at >> 2]));
  const [found] = await scanImageData({ data, width, height: width });
  const read = {
    jsQR: tried(() => jsQR(data, width, width)?.data),
    zxing: tried(() => new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(light, width, width)))).getText()),
    zbar: found?.decode() === link,
  };
  const words = Object.entries(read).map(([name, reads]) => `${name} ${reads ? 'reads' : 'blind'}`).join(', ');
  console.log(`dots of ${diameter}: ${words}`);
  return words;
};
const wide = await said(0.9);
const narrow = await said(0.6);
process.exit(wide === 'jsQR reads, zxing reads, zbar reads' && narrow === 'jsQR blind, zxing reads, zbar reads' ? 0 : 1);
JS
node dots.mjs

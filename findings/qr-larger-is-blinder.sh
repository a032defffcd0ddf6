#!/usr/bin/env bash
# A QR code in a brand's colours, grey on white with a contrast of 3. Drawn with 3 or 6 pixels a module jsQR 1.4.0 and zxing
# 0.21.3 read it; with 12, so four times as large, both are blind, while zbar-wasm 0.11.0 and qr 0.7.0 read it at every size.
# The first two call a pixel dark by the half of what lies around it, and inside a module that is larger than that there is
# only the module itself.
# Guessed: that a larger picture of the same code is read at least as well as a small one.
# Seen (Node 20.20 and 24.21): "3 pixels: jsQR reads, zxing reads, zbar reads, qr reads", 6 pixels the same,
# "12 pixels: jsQR blind, zxing blind, zbar reads, qr reads".
# Vouch asks for a dark colour less than half as bright as the light one (functions/app/pages/programme/links.tsx, isScannable).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact qrcode@1.5.4 jsqr@1.4.0 @zxing/library@0.21.3 @undecaf/zbar-wasm@0.11.0 qr@0.7.0 >/dev/null
cat > read.mjs <<'JS'
import { scanRGBABuffer } from '@undecaf/zbar-wasm';
import zxing from '@zxing/library';
import jsQR from 'jsqr';
import readQr from 'qr/decode.js';
import qrcode from 'qrcode';

const { modules } = qrcode.create('https://links.example/socks-ada', { errorCorrectionLevel: 'M' });
function drawn(dark, light, scale) {
  const width = (modules.size + 8) * scale;
  const data = new Uint8ClampedArray(width * width * 4);
  for (let y = 0; y < width; y++)
    for (let x = 0; x < width; x++) {
      const [row, column] = [y, x].map((at) => Math.floor(at / scale) - 4);
      const inside = [row, column].every((at) => at >= 0 && at < modules.size);
      data.set([...(inside && modules.get(row, column) ? dark : light), 255], (y * width + x) * 4);
    }
  return { data, width, height: width };
}
function byZxing({ data, width }) {
  const grey = new Uint8ClampedArray(width * width);
  for (let at = 0; at < grey.length; at++)
    grey[at] = (data[4 * at] * 306 + data[4 * at + 1] * 601 + data[4 * at + 2] * 117) >> 10;
  const source = new zxing.RGBLuminanceSource(grey, width, width);
  return new zxing.QRCodeReader().decode(new zxing.BinaryBitmap(new zxing.HybridBinarizer(source))).getText();
}
const readers = {
  jsQR: ({ data, width, height }) => jsQR(data, width, height)?.data,
  zxing: byZxing,
  zbar: async ({ data, width, height }) => (await scanRGBABuffer(data.buffer, width, height))[0]?.decode(),
  qr: readQr,
};
for (const scale of [3, 6, 12]) {
  const seen = [];
  for (const [reader, read] of Object.entries(readers)) {
    const picture = drawn([150, 150, 150], [255, 255, 255], scale);
    const text = await (async () => read(picture))().catch(() => undefined);
    seen.push(`${reader} ${text === 'https://links.example/socks-ada' ? 'reads' : 'blind'}`);
  }
  console.log(`${scale} pixels: ${seen.join(', ')}`);
}
JS
node read.mjs | tee seen.txt
cat > expected.txt <<'SEEN'
3 pixels: jsQR reads, zxing reads, zbar reads, qr reads
6 pixels: jsQR reads, zxing reads, zbar reads, qr reads
12 pixels: jsQR blind, zxing blind, zbar reads, qr reads
SEEN
cmp seen.txt expected.txt

#!/usr/bin/env bash
# Reports are handed out in a ZIP; the one made on 1 December at 00:30 in Berlin says so in adm-zip 0.6.1, fflate 0.8.3, yazl 3.3.1, client-zip 2.5.1 and @zip.js/zip.js 2.24.0. In jszip 3.10.2 and
# archiver 8.0.0 it is of 30 November, 23:30, to whoever lists it. Each reads its own back as the right moment; adm-zip, yauzl and zip.js read jszip's an hour early, and jszip reads theirs an hour late. In
# New York it is five. On a server in UTC, where most of this is tried, all agree.
# Guessed: a ZIP's time is the clock's of whoever made it, as the format has no zone.
# Why: jszip and archiver write the hour of UTC there.
# Seen (Node 20.20 and 24.21): see the last lines.
# Vouch hands its reports out one by one.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact --ignore-scripts jszip@3.10.2 archiver@8.0.0 adm-zip@0.6.1 fflate@0.8.3 yazl@3.3.1 client-zip@2.5.1 @zip.js/zip.js@2.24.0 >/dev/null
cat >run.mjs <<'JS'
import { createRequire } from 'node:module';
import { Uint8ArrayReader, Uint8ArrayWriter, TextReader, ZipReader, ZipWriter } from '@zip.js/zip.js';
import { ZipArchive } from 'archiver';
import { downloadZip } from 'client-zip';

const load = createRequire(import.meta.url);
const [JSZip, AdmZip, fflate, yazl] = ['jszip', 'adm-zip', 'fflate', 'yazl'].map(load);
const at = new Date('2026-11-30T23:30:00Z');
const name = 'report.csv';
const all = (stream) =>
  new Promise((done) => {
    const parts = [];
    stream.on('data', (part) => parts.push(part)).on('end', () => done(Buffer.concat(parts)));
  });
const writers = {
  jszip: () => new JSZip().file(name, 'x', { date: at }).generateAsync({ type: 'nodebuffer' }),
  archiver: () => {
    const zip = new ZipArchive();
    zip.append('x', { name, date: at });
    void zip.finalize();
    return all(zip);
  },
  'adm-zip': () => {
    const zip = new AdmZip();
    zip.addFile(name, Buffer.from('x'));
    zip.getEntries()[0].header.time = at;
    return zip.toBuffer();
  },
  fflate: () => fflate.zipSync({ [name]: [new Uint8Array([120]), { mtime: at }] }),
  yazl: () => {
    const zip = new yazl.ZipFile();
    zip.addBuffer(Buffer.from('x'), name, { mtime: at });
    zip.end();
    return all(zip.outputStream);
  },
  'client-zip': async () => Buffer.from(await downloadZip([{ name, lastModified: at, input: 'x' }]).arrayBuffer()),
  'zip.js': async () => {
    const zip = new ZipWriter(new Uint8ArrayWriter());
    await zip.add(name, new TextReader('x'), { lastModDate: at });
    return zip.close();
  },
};
/** Day and time as the list of files has them, which is what is shown. */
function listed(bytes) {
  const zip = Buffer.from(bytes);
  const entry = zip.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
  const [time, day] = [zip.readUInt16LE(entry + 12), zip.readUInt16LE(entry + 14)];
  const two = (digits) => String(digits).padStart(2, '0');
  return `${1980 + (day >> 9)}-${two((day >> 5) & 15)}-${two(day & 31)} ${two(time >> 11)}:${two((time >> 5) & 63)}`;
}
const made = {};
for (const [writer, write] of Object.entries(writers)) {
  made[writer] = await write();
  console.log(`${writer}: ${listed(made[writer])}`);
}
const read = new ZipReader(new Uint8ArrayReader(new Uint8Array(made.jszip)));
console.log(`jszip's by adm-zip: ${new AdmZip(made.jszip).getEntries()[0].header.time.toISOString()}`);
console.log(`jszip's by zip.js: ${(await read.getEntries())[0].lastModDate.toISOString()}`);
console.log(`adm-zip's by jszip: ${(await JSZip.loadAsync(made['adm-zip'])).file(name).date.toISOString()}`);
process.exit(0);
JS
said=$(TZ=Europe/Berlin node run.mjs)
printf '%s\n' "$said"
expected="jszip: 2026-11-30 23:30
archiver: 2026-11-30 23:30
adm-zip: 2026-12-01 00:30
fflate: 2026-12-01 00:30
yazl: 2026-12-01 00:30
client-zip: 2026-12-01 00:30
zip.js: 2026-12-01 00:30
jszip's by adm-zip: 2026-11-30T22:30:00.000Z
jszip's by zip.js: 2026-11-30T22:30:00.000Z
adm-zip's by jszip: 2026-12-01T00:30:00.000Z"
[ "$said" = "$expected" ]

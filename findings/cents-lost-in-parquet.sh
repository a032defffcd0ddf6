#!/usr/bin/env bash
# Orders' amounts kept in Parquet, in the type that is made for money: DECIMAL with two places. @dsnp/parquetjs 1.8.8 multiplies by a hundred and
# cuts off, and 19.99 times a hundred is 1998.9999999999998: what stands in the file is 19.98. Of the amounts from 0.01 to 100.00 every seventeenth
# or so loses its cent, none gains one, and who reads the file (DuckDB, hyparquet 1.31.5) can't know. hyparquet-writer 0.17.0 rounds.
# Guessed: a column of decimals holds the decimals that were given, or refuses a number that it can't hold.
# Seen (Node 20.20 and 24.21): see the last lines.
# Vouch keeps money in minor units, as whole numbers; its Parquet holds clicks alone (shared/data/clicks/click-columns.ts).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact @dsnp/parquetjs@1.8.8 hyparquet@1.31.5 hyparquet-writer@0.17.0 >/dev/null
cat >run.mjs <<'JS'
import { writeFileSync } from 'node:fs';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';
import parquetjs from '@dsnp/parquetjs';

const { ParquetSchema, ParquetWriter } = parquetjs;
const cents = Array.from({ length: 10_000 }, (_, at) => at + 1);
const amounts = cents.map((cent) => Number(`${Math.floor(cent / 100)}.${String(cent % 100).padStart(2, '0')}`));

const schema = new ParquetSchema({ amount: { type: 'DECIMAL', precision: 10, scale: 2 } });
const writer = await ParquetWriter.openFile(schema, 'parquetjs.parquet');
for (const amount of amounts) await writer.appendRow({ amount });
await writer.close();

const column = { name: 'amount', type: 'INT64', repetition_type: 'REQUIRED', converted_type: 'DECIMAL', precision: 10, scale: 2 };
const file = parquetWriteBuffer({
  columnData: [{ name: 'amount', data: amounts }],
  schema: [{ name: 'root', num_children: 1 }, column],
});
writeFileSync('hyparquet.parquet', Buffer.from(file));

const said = [];
for (const name of ['parquetjs', 'hyparquet']) {
  const rows = await parquetReadObjects({ file: await asyncBufferFromFile(`${name}.parquet`) });
  const read = rows.map(({ amount }) => Math.round(Number(amount) * 100));
  const short = read.filter((cent, at) => cent < cents[at]).length;
  const over = read.filter((cent, at) => cent > cents[at]).length;
  const shown = [29, 115, 1999].map((cent) => (read[cent - 1] / 100).toFixed(2));
  said.push(`${name}: 0.29, 1.15, 19.99 are ${shown.join(', ')}; short by a cent ${short} of 10000, over ${over}`);
}
console.log(said.join('\n'));
const expected = [
  'parquetjs: 0.29, 1.15, 19.99 are 0.28, 1.14, 19.98; short by a cent 573 of 10000, over 0',
  'hyparquet: 0.29, 1.15, 19.99 are 0.29, 1.15, 19.99; short by a cent 0 of 10000, over 0',
];
process.exit(said.join('\n') === expected.join('\n') ? 0 : 1);
JS
node run.mjs

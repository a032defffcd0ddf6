#!/usr/bin/env bash
# One click, 2026-11-08T23:30:00Z, kept as CSV and as Parquet (hyparquet-writer 0.17.0, column type TIMESTAMP), and
# counted per day by DuckDB (@duckdb/node-api 1.5.6-r.1). In the CSV the Z is read as a moment with a zone, whose day is that of the machine
# that asks: the 9th in Berlin, the 8th in New York. The Parquet column comes without a zone, and its day is the 8th
# everywhere. The same question over the same clicks gives two curves, and only on machines that don't run in UTC.
# Guessed: that a text which says Z is a moment in UTC in both, and its day the UTC day.
# Seen (Node 20.20 and 24.21): "Europe/Berlin: csv 2026-11-09 (TIMESTAMP WITH TIME ZONE), parquet 2026-11-08 (TIMESTAMP)",
# "America/New_York: csv 2026-11-08 (TIMESTAMP WITH TIME ZONE), parquet 2026-11-08 (TIMESTAMP)".
# Vouch's Parquet lies in folders named by the brand's own day, and that is the day to ask for (docs/questions.md).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact @duckdb/node-api@1.5.6-r.1 hyparquet-writer@0.17.0 >/dev/null
cat > ask.mjs <<'JS'
import { writeFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';
import { parquetWriteBuffer } from 'hyparquet-writer';
const moment = new Date('2026-11-08T23:30:00Z');
writeFileSync('clicks.csv', 'seen,link\n2026-11-08T23:30:00Z,k7\n');
const columnData = [{ name: 'seen', data: [moment], type: 'TIMESTAMP' }];
writeFileSync('clicks.parquet', Buffer.from(parquetWriteBuffer({ columnData })));
const connection = await (await DuckDBInstance.create()).connect();
const day = async (file) => {
  const read = await connection.runAndReadAll(`select typeof(seen) as kind, seen::date::varchar as day from '${file}'`);
  const [row] = read.getRowObjectsJson();
  return `${row.day} (${row.kind})`;
};
console.log(`${process.env.TZ}: csv ${await day('clicks.csv')}, parquet ${await day('clicks.parquet')}`);
JS
said=$(for zone in UTC Europe/Berlin America/New_York; do TZ=$zone node ask.mjs; done)
echo "$said"
[ "$said" = "UTC: csv 2026-11-08 (TIMESTAMP WITH TIME ZONE), parquet 2026-11-08 (TIMESTAMP)
Europe/Berlin: csv 2026-11-09 (TIMESTAMP WITH TIME ZONE), parquet 2026-11-08 (TIMESTAMP)
America/New_York: csv 2026-11-08 (TIMESTAMP WITH TIME ZONE), parquet 2026-11-08 (TIMESTAMP)" ]

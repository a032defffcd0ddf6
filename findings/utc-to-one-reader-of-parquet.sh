#!/usr/bin/env bash
# Clicks' times in a Parquet file, a column of type TIMESTAMP by hyparquet-writer 0.17.0, whose dates are moments of UTC. parquet-wasm 0.8.0 (Arrow)
# reads Timestamp<MILLISECOND, UTC>; DuckDB 1.5.6 reads TIMESTAMP, a clock without a zone. So "the clicks since midnight in Berlin" (22:00 UTC),
# asked in DuckDB in a session of New York, takes the clock for New York's: of the clicks at 21:59 and 23:30 UTC both are counted.
# Guessed: the format says whether a time is UTC, and readers agree on what it says.
# Why: the writer states the older "converted type" alone; Arrow takes it for UTC, as the format's rules of forward compatibility have it, DuckDB doesn't.
# Seen (Node 20.20 and 24.21): see the last lines.
# Vouch's day files have their day as a folder, cut by the brand's own clock (shared/data/clicks/click-columns.ts).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact hyparquet-writer@0.17.0 parquet-wasm@0.8.0 apache-arrow@21.2.0 @duckdb/node-api@1.5.6-r.1 >/dev/null
cat >run.mjs <<'JS'
import { writeFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';
import { tableFromIPC } from 'apache-arrow';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { readParquet } from 'parquet-wasm';
const data = ['2026-06-30T21:59:00Z', '2026-06-30T23:30:00Z'].map((text) => new Date(text));
const file = new Uint8Array(parquetWriteBuffer({ columnData: [{ name: 'clicked_at', type: 'TIMESTAMP', data }] }));
writeFileSync('clicks.parquet', file);
const [field] = tableFromIPC(readParquet(file).intoIPCStream()).schema.fields;
const database = await (await DuckDBInstance.create()).connect();
await database.run("SET TimeZone = 'America/New_York'");
const since = "TIMESTAMPTZ '2026-07-01 00:00:00 Europe/Berlin'";
const [row] = (
  await database.runAndReadAll(`SELECT any_value(typeof(clicked_at)) AS type, count(*) FILTER (clicked_at >= ${since})::INT AS seen,
  count(*) FILTER (clicked_at AT TIME ZONE 'UTC' >= ${since})::INT AS told FROM 'clicks.parquet'`)
).getRowObjectsJson();
const said = [`Arrow: ${field.type}`, `DuckDB: ${row.type}`, `since midnight: ${row.seen}, told that it is UTC: ${row.told}`];
console.log(said.join('\n'));
const expected = ['Arrow: Timestamp<MILLISECOND, UTC>', 'DuckDB: TIMESTAMP', 'since midnight: 2, told that it is UTC: 1'];
process.exit(said.join('\n') === expected.join('\n') ? 0 : 1);
JS
node run.mjs

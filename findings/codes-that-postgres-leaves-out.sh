#!/usr/bin/env bash
# Orders in Postgres, and tests that run without one: pg-mem 3.0.14 keeps the tables in memory. Beside PostgreSQL itself (PGlite 0.5.17, the same program made for Node) the same statements on the
# same three orders say: an order without a code is NOT IN ('ADA10') in memory and isn't in Postgres; numeric(10,2) keeps 1.005 whole and the sum is 30.994999999999997, where Postgres has 1.01 and 31.00;
# New Year's morning of 2027 is week 1 of the year 2026, where Postgres says 53; greatest(1, null) is null, where Postgres passes over the null; and a post's number of nineteen digits ends in zeros. A test of a report
# is green on figures that Postgres never gives, or red on right ones.
# Guessed: a stand-in for Postgres that its readme shows in unit tests answers as Postgres where it answers at all.
# Why: values live in JavaScript's numbers and dates, the scale of a column isn't applied, and null has two values where SQL has three.
# Seen (Node 20.20 and 24.21): see the last lines.
# Vouch has no SQL: its facts are in DynamoDB (infra/aws).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact --ignore-scripts pg-mem@3.0.14 @electric-sql/pglite@0.5.17 >/dev/null
cat >run.mjs <<'JS'
import { PGlite } from '@electric-sql/pglite';
import { newDb } from 'pg-mem';

const orders = `create table orders (id int, amount numeric(10,2), day date, code text, post bigint);
insert into orders values (1, 19.99, '2026-11-09', 'ADA10', 7234567890123456789), (2, 1.005, '2027-01-01', 'BEA10', 2), (3, 10, '2026-11-15', null, 3)`;
const memory = newDb().public;
const postgres = new PGlite();
memory.none(orders);
await postgres.exec(orders);
const questions = {
  "not in ('ADA10')": "select id as x from orders where code not in ('ADA10') order by id",
  'sum of amounts': 'select sum(amount)::text as x from orders',
  '1.005 in numeric(10,2)': 'select amount::text as x from orders where id = 2',
  'week of 1 January 2027': 'select extract(week from day)::int as x from orders where id = 2',
  'its ISO year': 'select extract(isoyear from day)::int as x from orders where id = 2',
  'greatest(1, null)': 'select greatest(1, null)::int as x',
  "post's number": 'select post::text as x from orders where id = 1',
};
for (const [name, question] of Object.entries(questions)) {
  const values = (rows) => rows.map(({ x }) => String(x)).join('+');
  console.log(`${name}: pg-mem ${values(memory.many(question))}, Postgres ${values((await postgres.query(question)).rows)}`);
}
JS
said=$(node run.mjs)
printf '%s\n' "$said"
expected="not in ('ADA10'): pg-mem 2+3, Postgres 2
sum of amounts: pg-mem 30.994999999999997, Postgres 31.00
1.005 in numeric(10,2): pg-mem 1.005, Postgres 1.01
week of 1 January 2027: pg-mem 1, Postgres 53
its ISO year: pg-mem 2026, Postgres 2026
greatest(1, null): pg-mem null, Postgres 1
post's number: pg-mem 7234567890123457000, Postgres 7234567890123456789"
[ "$said" = "$expected" ]

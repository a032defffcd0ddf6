#!/usr/bin/env bash
# A client's types from a document of OpenAPI 3.1. openapi-typescript-codegen 0.31.0 reads `"const": "sale"`, the mark by which kinds of one thing are
# told apart, as `any`, so that a switch over it compiles whatever it asks; of a value that may be null and has a list (`type` string or null,
# null in `enum`, as JSON Schema wants it) it keeps the list and drops the null, while it keeps the null of a plain number. dtsgenerator 3.19.2
# has both right and makes `void[]` of a list whose places have types of their own (`prefixItems`), which nothing can be put into.
# Guessed: what a generator can't say in types it leaves wide (unknown), or says so; it doesn't promise what never comes.
# Seen (Node 20.20 and 24.21): see the last lines.
# Vouch's document is held against four generators, compiled strictly (npm run try:generators).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact openapi-typescript-codegen@0.31.0 dtsgenerator@3.19.2 >/dev/null
cat >document.json <<'JSON'
{ "openapi": "3.1.0", "info": { "title": "Orders", "version": "1" },
  "paths": { "/orders": { "get": { "operationId": "listOrders", "responses": { "200": { "description": "An order",
    "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Order" } } } } } } } },
  "components": { "schemas": { "Order": { "type": "object", "required": ["kind", "fee", "plan", "range"], "properties": {
    "kind": { "const": "sale" },
    "fee": { "type": ["integer", "null"] },
    "plan": { "type": ["string", "null"], "enum": ["free", "paid", null] },
    "range": { "type": "array", "prefixItems": [{ "type": "number" }, { "type": "number" }], "items": false } } } } } }
JSON
npx openapi --input document.json --output made >/dev/null
npx dtsgen --out made.d.ts document.json >/dev/null
grep -E '^ +(kind|fee|plan|range):' made/models/Order.ts
grep -E '^ +(kind|fee|plan|range):' made.d.ts
grep -q 'kind: any;' made/models/Order.ts
grep -q 'fee: number | null;' made/models/Order.ts
grep -q 'plan: Order.plan;' made/models/Order.ts
grep -q 'kind: "sale";' made.d.ts
grep -q 'plan: "free" | "paid" | null;' made.d.ts
grep -q 'range: void\[\];' made.d.ts

#!/usr/bin/env bash
# openapi-zod-client 1.18.3 (zod 3): a `pattern` that holds an escaped slash (`\/`, as the source of every JavaScript
# regular expression spells it) comes out as `\\/`: the regular expression ends there, and the generated file is no
# TypeScript. The same pattern with a bare slash is written rightly.
# Guessed: both spellings, which mean the same, give the same code.
# Seen: escaped: regex(/^(\\/([^~\\/]|~[01])*)*$/)   bare: regex(/^(\/([^~\/]|~[01])*)*$/)
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true,"type":"module"}' > package.json
npm install --no-audit --no-fund --silent openapi-zod-client@1.18.3 >/dev/null 2>&1
node -e '
const { writeFileSync } = require("node:fs");
for (const [name, pattern] of [["escaped", "^(\\/([^~\\/]|~[01])*)*$"], ["bare", "^(/([^~/]|~[01])*)*$"]]) {
  const schema = { type: "object", properties: { pointer: { type: "string", pattern } }, required: ["pointer"] };
  const content = { "application/json": { schema: { $ref: "#/components/schemas/Mapping" } } };
  const paths = { "/mappings": { post: { operationId: "add", requestBody: { content }, responses: { 200: { description: "Done.", content } } } } };
  writeFileSync(`${name}.json`, JSON.stringify({ openapi: "3.1.0", info: { title: name, version: "1" }, paths, components: { schemas: { Mapping: schema } } }));
}'
for name in escaped bare; do
  npx openapi-zod-client "$name.json" -o "$name.ts" >/dev/null 2>&1
  printf '%-8s %s\n' "$name" "$(grep -o 'regex(.*)' "$name.ts" | head -1)"
done
grep -qF 'regex(/^(\\/' escaped.ts
grep -qF 'regex(/^(\/' bare.ts

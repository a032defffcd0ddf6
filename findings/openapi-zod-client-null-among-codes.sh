#!/usr/bin/env bash
# openapi-zod-client 1.18.3 (zod 3.25.76, TypeScript 5.9.3): a nullable enum as OpenAPI 3.1 spells it, with `null` in
# `type` and among the codes (JSON Schema refuses null otherwise), puts the null into `z.enum([...])`, which takes texts
# alone: the generated file doesn't compile. Without the null among the codes, which allows no null, it writes one that
# is taken; `anyOf` of the codes and of null means the same as the first and compiles.
# Guessed: the first and the last spelling, which mean the same, both compile.
# Seen: among  z.union([z.enum(["a", "b", null]), z.null()])  TS2769
#       left   z.union([z.enum(["a", "b"]), z.null()])        compiles
#       apart  z.union([z.enum(["a", "b"]), z.null()])        compiles
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true,"type":"module"}' > package.json
npm install --no-audit --no-fund --silent openapi-zod-client@1.18.3 zod@3.25.76 @zodios/core@10.9.6 axios@1.21.1 typescript@5.9.3 >/dev/null 2>&1
node -e '
const { writeFileSync } = require("node:fs");
const SPELLINGS = {
  among: { type: ["string", "null"], enum: ["a", "b", null] },
  left: { type: ["string", "null"], enum: ["a", "b"] },
  apart: { anyOf: [{ type: "string", enum: ["a", "b"] }, { type: "null" }] },
};
for (const [name, code] of Object.entries(SPELLINGS)) {
  const content = { "application/json": { schema: { $ref: "#/components/schemas/Thing" } } };
  const paths = { "/things": { post: { operationId: "add", requestBody: { content }, responses: { 200: { description: "Done.", content } } } } };
  const schemas = { Thing: { type: "object", properties: { code }, required: ["code"] } };
  writeFileSync(`${name}.json`, JSON.stringify({ openapi: "3.1.0", info: { title: name, version: "1" }, paths, components: { schemas } }));
}'
for name in among left apart; do
  npx openapi-zod-client "$name.json" -o "$name.ts" >/dev/null 2>&1
  npx tsc --strict --noEmit --skipLibCheck --target es2022 --module esnext --moduleResolution bundler --lib es2022,dom "$name.ts" > "$name.said" || true
  printf '%-6s %s  %s\n' "$name" "$(grep -o 'z.union(.*)' "$name.ts" | head -1)" "$(grep -o 'TS[0-9]*' "$name.said" | head -1 || true)"
done
grep -q 'TS2769' among.said
test ! -s left.said
test ! -s apart.said

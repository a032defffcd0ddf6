#!/usr/bin/env bash
# openapi-client-axios-typegen 7.8.0 (npm) and lists that say how long they may be.
#
# Guessed: `maxItems` is a rule for values and leaves the type `Item[]`, as it does in openapi-typescript.
# Seen:    a list of at most 100 becomes a tuple that writes its item a hundred times, and a list in that item again so: half
#          a kB of document makes 848 kB of types (1.1 kB without maxItems), our own document of 1 MB makes 188 MB.
# So:      whoever wants these types takes `maxItems` out of a copy of the document first; other generators need no such thing.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts openapi-client-axios-typegen@7.8.0

document() {
  local most=$1
  cat <<JSON
{"openapi":"3.0.3","info":{"title":"t","version":"1"},"paths":{"/orders":{"post":{"operationId":"send",
"requestBody":{"content":{"application/json":{"schema":{"\$ref":"#/components/schemas/Many"}}}},
"responses":{"200":{"description":"ok"}}}}},
"components":{"schemas":{"Many":{"type":"array"$most,"items":{"type":"object","properties":{
"lines":{"type":"array"$most,"items":{"type":"object","properties":{"sku":{"type":"string"}}}}}}}}}}
JSON
}
document '' >plain.json
document ',"maxItems":100' >bounded.json
plain=$(npx typegen plain.json | wc -c)
bounded=$(npx typegen bounded.json | wc -c)
printf 'bytes of types: without maxItems %s, with maxItems 100 %s\n' "$plain" "$bounded"
[ "$bounded" -gt $((plain * 500)) ] || { echo 'changed: maxItems'; exit 1; }

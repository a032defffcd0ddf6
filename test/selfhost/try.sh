#!/usr/bin/env bash
# As a new user: an empty Debian, docs/self-host.md line by line, a click through Caddy with TLS of its own authority, a
# mail in a real mail server, a backup, a restore, the same figures. Needs root, debootstrap, Debian's and npm's
# registries, and the ports 25, 80, 443 and 8787 free; takes some minutes. `npm run try:selfhost > FILE` keeps what it said.
set -euo pipefail
cd "$(dirname "$0")/../.."
here=$PWD
root=${VOUCH_TRY_ROOT:-$(mktemp -d /var/tmp/vouch-try-XXXXXX)}
made=$root/new
mkdir -p "$root"

stop() {
  umount -R -l "$made" 2>/dev/null || true
  [ -n "${VOUCH_TRY_ROOT:-}" ] || rm -rf --one-file-system "$root"
}
trap stop EXIT

say() { printf '\n== %s\n' "$*"; }

say "an empty Debian, by debootstrap"
debootstrap --variant=minbase bookworm "$made" > "$root/debootstrap.log"
mount --bind "$made" "$made"
mount -t proc proc "$made/proc"
mount --rbind /dev "$made/dev"
mount --make-rslave "$made/dev"
cp /etc/resolv.conf "$made/etc/resolv.conf"
printf '127.0.0.1 localhost go.example.com\n' > "$made/etc/hosts"
printf '#!/bin/sh\nexit 101\n' > "$made/usr/sbin/policy-rc.d"
chmod 755 "$made/usr/sbin/policy-rc.d"
cp /etc/apt/apt.conf.d/*proxy* "$made/etc/apt/apt.conf.d/" 2>/dev/null || true
cat "$made/etc/debian_version"

say "what stands in for the world outside"
echo "nodejs.org: this machine's Node $(/usr/bin/env node --version), to install with"
mkdir -p "$made/usr/local/lib/node_modules" "$made/try"
cp "$(PATH=/usr/local/bin:/usr/bin command -v node)" "$made/try/node"
cp -rL "$(dirname "$(readlink -f "$(PATH=/usr/local/bin:/usr/bin command -v npm)")")/.." "$made/try/npm"
echo "the repository: this checkout's newest commit, $(git rev-parse --short HEAD)"
git clone --quiet --bare "$here" "$made/try/vouch.git"
echo "systemd: a shell script that runs the unit's ExecStart as its user, without capabilities, on a read-only root"
install -m 755 test/selfhost/try-systemctl.sh "$made/usr/local/sbin/systemctl"
cp test/selfhost/try-inside.sh "$made/try/inside.sh"
cp test/selfhost/try-deeds.mjs "$made/try/deeds.mjs"
node test/selfhost/try-blocks.mjs docs/self-host.md "$made/try"

# A registry behind an authority of its own is this machine's affair, not the page's.
authorities=${NODE_EXTRA_CA_CERTS:-/etc/ssl/certs/ca-certificates.crt}
cp "$authorities" "$made/try/authorities.pem"

exec_in() { env -i HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin TERM=dumb DEBIAN_FRONTEND=noninteractive \
  npm_config_registry="$(npm config get registry)" npm_config_update_notifier=false NODE_EXTRA_CA_CERTS=/try/authorities.pem "$@"; }
exec_in unshare --pid --fork --kill-child --mount-proc="$made/proc" chroot "$made" /bin/bash /try/inside.sh

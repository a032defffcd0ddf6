#!/usr/bin/env bash
# As a new user: an empty Debian boots, docs/self-host.md is run on it line by line, a phone on another address taps
# through Caddy with TLS of its own authority, a report arrives in a real mail server, the nightly backup runs; then that
# machine goes, a second one is installed by the same page, and shows the same figures.
# Needs root, debootstrap, systemd-container, iproute2, and Debian's and npm's registries; takes some minutes.
# `npm run try:selfhost` prints it and, once it went through, writes docs/self-host-transcript.md. VOUCH_TRY_KEEP=1 leaves
# the folders.
set -euo pipefail
cd "$(dirname "$0")/../.."
here=$PWD
suite=${VOUCH_TRY_SUITE:-bookworm}
root=$(mktemp -d /var/tmp/vouch-try-XXXXXX)
. test/selfhost/try-machines.sh
trap clear_away EXIT

say() { printf '\n== %s\n\n' "$*"; }
page() { local machine=$1; shift; inside "$machine" /bin/bash /try/page.sh "$@" 2>&1; }
# Dates, ids and lists of packages are no part of what the page says.
shorter() { grep --line-buffered -vE '^(Get:|Hit:|Ign:|Fetched|Selecting|Preparing|Unpacking|Setting up|\(Reading|Processing|Reading|Building|debconf|invoke-rc|The following|Suggested|Recommended|  |npm warn|npm WARN|[0-9]+ (upgraded|packages can)|Need to get|After this|Updating|Running hooks|Adding|done\.|update-alternatives|Created symlink)' | sed -u -E 's/^(.{180}).+/\1…/'; }

trial() {
  say 'An empty Debian, by debootstrap'
  [ -d "${VOUCH_TRY_DEBIAN:-}" ] && cp -a "$VOUCH_TRY_DEBIAN" "$root/debian" ||
    debootstrap --variant=minbase --include=systemd,systemd-sysv,dbus "$suite" "$root/debian" > "$root/debootstrap.log"
  cp /etc/resolv.conf "$root/debian/etc/resolv.conf"
  lay_street
  on_street server 198.51.100.10
  on_street elsewhere 198.51.100.20
  on_street phone 198.51.100.99
  furnish server
  echo "the repository: this checkout, $(git rev-parse --short HEAD)"
  switch_on server

  say '1. Install'
  page server 1-1 1-2 1-3 | shorter
  # Where the backup goes later: a machine on which the same lines were run, and nothing else yet.
  cp -a "$root/server" "$root/elsewhere"
  say 'A mail server: Debian’s Postfix, as Debian sets it up; every mail falls into one mailbox'
  inside server bash -euc '
    echo "postfix postfix/main_mailer_type select Internet Site
postfix postfix/mailname string mail.example.com" | debconf-set-selections
    apt-get install -y --no-install-recommends postfix
    useradd --system --create-home keeper
    postconf -e inet_interfaces=loopback-only virtual_alias_maps=static:keeper@localhost virtual_alias_domains= home_mailbox=Maildir/
    systemctl restart postfix
    postconf mail_version' 2>&1 | shorter | tail -1
  say 'The settings are edited'
  sed -i 's#^VOUCH_SMTP_URL=.*#VOUCH_SMTP_URL=smtp://127.0.0.1:25#; s/^VOUCH_OWNER_EMAIL=.*/VOUCH_OWNER_EMAIL=mo@sock.example/' "$root/server/etc/vouch.env"
  grep -v '^#' "$root/server/etc/vouch.env"
  inside server bash -c 'caddy version; npm --version; /opt/vouch/node_modules/.bin/node --version'

  say '2. Start'
  page server 2-1 2-2 2-3 | shorter
  say 'How it runs, in systemd’s own words'
  inside server systemctl show vouch --property=ActiveState,User,NoNewPrivileges,ProtectSystem,PrivateUsers,NRestarts
  inside server systemd-analyze security vouch --no-pager | tail -1
  say '3. Firewall'
  page server 3-1 | shorter
  say 'From a phone elsewhere on the street'
  leads_to server 198.51.100.10
  for port in 22 25 80 443 8787; do
    from_phone timeout 2 bash -c "echo > /dev/tcp/go.example.com/$port" 2> /dev/null && echo "port $port: open" || echo "port $port: closed"
  done
  from_phone curl -sS -o /dev/null -w 'http://go.example.com/x: %{http_code} to %{redirect_url}\n' http://go.example.com/x
  deeds live
  grep -rh '^\(From\|To\|Subject\):' "$root/server/home/keeper/Maildir/new" | sort | uniq -c
  inside server journalctl -u vouch --output cat --no-pager | grep '"route"' | tail -2 | cut -c 1-180

  say '5. Backup'
  page server 5-1 5-2 | shorter
  deeds figures > "$root/before.json"
  inside server systemctl start vouch-backup
  inside server ls /var/lib/vouch-backups
  inside server cat /try/BACKUP > "$root/BACKUP"

  say 'That machine is gone. Another one, on which only chapter 1 was run; it gets the backup and vouch.env'
  mkdir "$root/carried"
  cp -a "$root/server$(cat "$root/BACKUP")" "$root/server/etc/vouch.env" "$root/carried"
  switch_off server
  printf '127.0.0.1 localhost\n198.51.100.20 go.example.com\n' > "$root/elsewhere/etc/hosts"
  switch_on elsewhere
  inside elsewhere install -d -o vouch -g vouch -m 0700 /var/lib/vouch-backups
  cp -a "$root/carried/$(basename "$(cat "$root/BACKUP")")" "$root/elsewhere/var/lib/vouch-backups/"
  cp -p "$root/carried/vouch.env" "$root/elsewhere/etc/vouch.env"
  inside elsewhere chown root:vouch /etc/vouch.env
  cp "$root/BACKUP" "$root/elsewhere/try/BACKUP"
  say '6. Restore'
  page elsewhere 6-1 2-1 2-2 2-3 | shorter
  leads_to elsewhere 198.51.100.20
  deeds figures > "$root/after.json"
  cat "$root/after.json"
  cmp "$root/before.json" "$root/after.json" && echo 'same figures, to the byte'

  say '7. Upgrade'
  page elsewhere 7-1 | shorter
  deeds again
  deeds figures | cut -c 1-180
  say 'Done'
}

deeds() {
  local machine=server
  [ -n "${RUNS[server]:-}" ] || machine=elsewhere
  from_phone env VOUCH_KEY="$(cat "$root/$machine/var/lib/vouch/owner.key")" VOUCH_TRY="$root" PATH="$here/node_modules/.bin:$PATH" \
    node test/selfhost/try-deeds.mjs "$@"
}

# What is good once only, and what goes on for pages, is cut.
transcript() {
  cat << END
# What the trial of docs/self-host.md printed

\`npm run try:selfhost\` on $(date -u +'%-d %B %Y'), one run from start to end: Debian $(cat "$root/debian/etc/debian_version") booted by systemd-nspawn
$(systemd-nspawn --version | sed 's/^systemd \([0-9]*\).*/\1/;q') as the server and as the machine that takes over, Debian's npm and Caddy with its internal authority, Postfix as the
mail server, nftables loaded; apt's chatter left out, long lines cut.

\`\`\`text
END
  sed -E '/./,$!d; s#(/app/in/)[^ ]+#\1…#; s/^(.{180}).+/\1…/' "$root/printed"
  echo '```'
}

exec 3>&1 > >(tee "$root/printed")
printing=$!
trial
exec >&3
wait "$printing"
transcript > docs/self-host-transcript.md

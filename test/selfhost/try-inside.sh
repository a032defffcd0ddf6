#!/bin/bash
# Runs inside the empty root: the page's blocks in order, and between them what a user does.
set -euo pipefail
say() { printf '\n== %s\n' "$*"; }
block() { printf '\n'; sed 's/^/$ /' "/try/$1.sh"; source "/try/$1.sh"; }
deeds() { NODE_EXTRA_CA_CERTS=$CURL_CA_BUNDLE /opt/vouch/node_modules/.bin/node /try/deeds.mjs "$@"; }
journalctl() { cat /var/log/vouch.log; }

export VOUCH_REPOSITORY=/try/vouch.git
export CURL_CA_BUNDLE=/var/lib/caddy/caddy/pki/authorities/local/root.crt

say '1. Install'
block 1-1 2>&1 | grep -v '^\(Get\|Selecting\|Preparing\|Unpacking\|Setting up\|(Reading\|Processing\|debconf\|  \)' | head -40
HOST=go.example.com
CURL_CA_BUNDLE= ; printf '\n'; sed 's/^/$ /' /try/1-2.sh
echo '(no way to nodejs.org from here: this machine’s Node instead)'
install -m 755 /try/node /usr/local/bin/node
cp -r /try/npm /usr/local/lib/node_modules/npm
ln -sf ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
export CURL_CA_BUNDLE=/var/lib/caddy/caddy/pki/authorities/local/root.crt
block 1-3 2>&1 | grep -v '^npm warn'
cd /opt/vouch
say 'a mail server: Debian’s OpenSMTPD, into a Maildir'
apt-get install -y --no-install-recommends opensmtpd > /dev/null 2>&1
useradd --system --create-home keeper
cat > /etc/smtpd.conf <<'END'
table catchall { "@" = "keeper" }
listen on 127.0.0.1 port 25 hostname mail.example.com
action keep maildir "/home/keeper/Maildir" virtual <catchall>
match from any for any action keep
END
smtpd -n 2>&1
smtpd
say 'the settings are edited, and Caddy’s own authority signs'
sed -i 's#^VOUCH_SMTP_URL=.*#VOUCH_SMTP_URL=smtp://127.0.0.1:25#; s/^VOUCH_OWNER_EMAIL=.*/VOUCH_OWNER_EMAIL=mo@sock.example/' /etc/vouch.env
sed -i 's/# tls internal/tls internal/' /etc/caddy/Caddyfile
grep -v '^#' /etc/vouch.env

say '2. Start'
systemctl reload-or-restart caddy
until [ -f "$CURL_CA_BUNDLE" ]; do sleep 0.2; done
sed -i '/reload-or-restart caddy/d' /try/2-1.sh
block 2-1
printf '\nhow it runs:\n'; grep -E '^(Uid|NoNewPrivs|CapEff|CapBnd|Threads):' "/proc/$(cat /run/vouch.pid)/status"

say '3. Firewall'
block 3-1 2>&1 | grep -v '^\(Get\|Selecting\|Preparing\|Unpacking\|Setting up\|(Reading\|Processing\|debconf\|  \)' | tail -30

say 'A click, an order, a report by mail'
deeds live
grep -h '^\(From\|To\|Subject\):' /home/keeper/Maildir/new/* | sort | uniq -c
tail -3 /var/log/vouch.log

say '5. Backup'
block 5-1
deeds figures > /try/before.json

say '6. Restore, on a machine that knows nothing: /var/lib/vouch is moved away'
systemctl stop vouch
mv /var/lib/vouch /var/lib/vouch.gone
block 6-1
sleep 1
curl -fsS --retry 30 --retry-connrefused --retry-delay 1 http://127.0.0.1:8787/healthz
deeds figures > /try/after.json
printf '\n'; cat /try/after.json; printf '\n'
cmp /try/before.json /try/after.json && echo 'same figures, to the byte'

say '7. Upgrade'
block 7-1 2>&1 | grep -v '^npm warn'
deeds again
deeds figures > /try/upgraded.json
head -c 200 /try/upgraded.json; printf '\n'
systemctl stop vouch
say 'done'

#!/bin/bash
# Stands in for systemd where there is none: what the page asks of it, for vouch, caddy and nftables.
set -euo pipefail
verb=$1; shift
unit=${*: -1}
[ "$verb" = daemon-reload ] && exit 0

start_vouch() {
  local unit=/etc/systemd/system/vouch.service command
  command=$(sed -n 's/^ExecStart=//p' $unit)
  install -d -o vouch -g vouch -m 0700 /var/lib/vouch /var/lib/vouch-backups
  local settings=()
  while IFS= read -r line; do [[ $line =~ ^[A-Z] ]] && settings+=("$line"); done < /etc/vouch.env
  unshare --mount /bin/bash -c '
    mount --bind /var/lib/vouch /var/lib/vouch
    mount --bind /var/lib/vouch-backups /var/lib/vouch-backups
    mount -o remount,bind,ro /
    mount -o remount,bind,rw /var/lib/vouch
    mount -o remount,bind,rw /var/lib/vouch-backups
    mount -t tmpfs tmpfs /tmp
    mount -t proc -o subset=pid,hidepid=invisible proc /proc
    cd /opt/vouch; umask 0077
    exec setpriv --reuid=vouch --regid=vouch --clear-groups --no-new-privs --bounding-set=-all --inh-caps=-all -- env -i PATH=/usr/bin:/bin "$@"' \
    start "${settings[@]}" $command >> /var/log/vouch.log 2>&1 &
  echo $! > /run/vouch.pid
}
stop_vouch() {
  [ -f /run/vouch.pid ] || return 0
  kill -TERM "$(cat /run/vouch.pid)" 2>/dev/null || true
  while kill -0 "$(cat /run/vouch.pid)" 2>/dev/null; do sleep 0.1; done
  rm /run/vouch.pid
}

case $unit-$verb in
  vouch-enable | vouch-start) start_vouch ;;
  vouch-stop) stop_vouch ;;
  vouch-restart) stop_vouch; start_vouch ;;
  caddy-*) XDG_DATA_HOME=/var/lib/caddy caddy run --config /etc/caddy/Caddyfile > /var/log/caddy.log 2>&1 & ;;
  nftables-*) echo '(systemctl: the rules were checked; they are not loaded into the machine that this trial runs on)' ;;
  *) echo "systemctl: $verb $unit is not known to this trial" >&2; exit 1 ;;
esac

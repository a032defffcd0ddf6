# Machines for the trial, sourced by try.sh: Debians that boot under systemd-nspawn on a street of their own (a bridge in
# a network namespace), and a phone on it. Nothing of it reaches the machine underneath, but one door: apt-get and npm
# leave by its network, as package registries are reached from nowhere else.

STREET=vouch-try-street
declare -A RUNS

on_street() { # NAME ADDRESS: a network namespace of this name with one leg on the street
  local space=vouch-try-$1
  ip netns add "$space"
  ip -n "$space" link set lo up
  ip link add "leg-$1" netns "$STREET" type veth peer name eth0 netns "$space"
  ip -n "$STREET" link set "leg-$1" master bridge up
  ip -n "$space" address add "$2/24" dev eth0
  ip -n "$space" link set eth0 up
}

lay_street() {
  ip netns add "$STREET"
  ip -n "$STREET" link add bridge type bridge
  ip -n "$STREET" link set bridge up
  touch "$root/outside"
  mount --bind /proc/self/ns/net "$root/outside"
}

furnish() { # NAME: a folder with the empty Debian, the door, and what the trial reads
  local folder=$root/$1
  cp -a "$root/debian" "$folder"
  install -d "$folder/try"
  printf '127.0.0.1 localhost\n198.51.100.10 go.example.com\n' > "$folder/etc/hosts"
  for name in apt-get npm; do
    printf '#!/bin/sh\nexec nsenter --net=/try/outside /usr/bin/%s "$@"\n' "$name" > "$folder/usr/local/bin/$name"
    chmod 755 "$folder/usr/local/bin/$name"
  done
  git clone --quiet --bare "$here" "$folder/try/vouch.git"
  cp test/selfhost/try-page.sh "$folder/try/page.sh"
  # A registry behind an authority of its own is this machine's affair, not the page's.
  cp "${NODE_EXTRA_CA_CERTS:-/etc/ssl/certs/ca-certificates.crt}" "$folder/try/authorities.pem"
  node test/selfhost/try-blocks.mjs docs/self-host.md "$folder/try"
  touch "$folder/try/outside"
  # No power cut is tried here: hundreds of packages need not each wait for the disk.
  echo force-unsafe-io > "$folder/etc/dpkg/dpkg.cfg.d/trial"
}

switch_on() { # NAME: boots, and waits until systemd says that it runs
  (
    for hierarchy in systemd unified; do
      group=/sys/fs/cgroup/$hierarchy
      [ -d "$group" ] || continue
      mkdir -p "$group/vouch-try-$1"
      echo "$BASHPID" > "$group/vouch-try-$1/cgroup.procs"
    done
    exec systemd-nspawn --quiet --directory="$root/$1" --machine="$1" --boot --register=no --keep-unit --console=pipe \
      --resolv-conf=off --capability=CAP_NET_ADMIN --network-namespace-path="/run/netns/vouch-try-$1" --bind="$root/outside:/try/outside" \
      < /dev/null > "$root/$1.boot" 2>&1
  ) &
  RUNS[$1]=$!
  until inside "$1" systemctl is-system-running --wait > "$root/$1.state" 2> /dev/null || [ -s "$root/$1.state" ]; do sleep 0.5; done
  echo "$1: $(cat "$root/$1/etc/debian_version"), systemd: $(cat "$root/$1.state")"
}

switch_off() { # NAME: as a power cut would
  kill -KILL "$(pgrep -P "${RUNS[$1]}" | head -1)" 2> /dev/null || true
  wait "${RUNS[$1]}" 2> /dev/null || true
  unset "RUNS[$1]"
}

inside() { # NAME COMMAND…: as root on that machine
  local machine=$1; shift
  nsenter --target "$(pgrep -P "${RUNS[$machine]}" | head -1)" --all --root /usr/bin/env -i -C / HOME=/root TERM=dumb LANG=C.UTF-8 \
    PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive \
    npm_config_registry="$(npm config get registry)" npm_config_update_notifier=false NODE_EXTRA_CA_CERTS=/try/authorities.pem "$@"
}

from_phone() { # COMMAND…: from another machine, which finds the brand's name by DNS as of now
  ip netns exec vouch-try-phone unshare --mount bash -c 'mount --bind "$0" /etc/hosts; exec "$@"' "$root/phone.hosts" \
    env NODE_EXTRA_CA_CERTS="$root/authority.pem" CURL_CA_BUNDLE="$root/authority.pem" "$@"
}

leads_to() { # NAME ADDRESS: the name's record, and the authority whose word the phone takes
  printf '127.0.0.1 localhost\n%s go.example.com\n' "$2" > "$root/phone.hosts"
  cp "$root/$1/var/lib/caddy/.local/share/caddy/pki/authorities/local/root.crt" "$root/authority.pem"
}

clear_away() {
  for machine in "${!RUNS[@]}"; do switch_off "$machine"; done
  umount "$root/outside" 2> /dev/null || true
  for space in $(ip netns list | grep -o '^vouch-try-[a-z]*'); do ip netns delete "$space"; done
  rmdir /sys/fs/cgroup/{systemd,unified}/vouch-try-* 2> /dev/null || true
  [ -n "${VOUCH_TRY_KEEP:-}" ] || rm -rf --one-file-system "$root"
}

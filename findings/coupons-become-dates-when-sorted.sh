#!/usr/bin/env bash
# csvsort of csvkit 1.0.7 (Debian 12) on a list of coupons doesn't only sort it. A column that holds MAY and AUGUST comes back as
# 0001-05-01 and 0001-08-01, one of SUNDAY, MONDAY and TODAY as days of the year 1, one of 20H, 10M and 5D as spans of time, handles `t` and `f`
# as True and False, and so do clicks of which no post had more than one. One SUMMER or ADA10 among them, and the same column stays as it was: whether the codes survive hangs on their neighbours.
# Guessed: that sorting by a column of words leaves words; leading zeros of order numbers I would have expected to go.
# Seen: "MAY,AUGUST: 0001-05-01 0001-08-01", "SUNDAY,MONDAY,TODAY: three days of year 1", "20H,10M,5D: 0:10:00 20:00:00 5 days, 0:00:00",
# "t,f: False True", "clicks 1,0,1: False True True", "MAY,AUGUST,SUMMER: AUGUST MAY SUMMER", with -I all as written.
# For whoever prepares a file for `vouch import`: `csvsort -I`. Needs Debian's csvkit; installs it by apt where it is missing.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
[ -x /usr/bin/csvsort ] \
  || { apt-get update -q; DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends csvkit; } > /dev/null 2>&1
dpkg-query -W csvkit
sorted() { # the values, sorted as csvkit reads them, on one line
  local how=$1; shift
  { echo coupon,clicks; for code in "$@"; do echo "$code,5"; done; } > codes.csv
  csvsort $how -c coupon codes.csv | tail -n +2 | sed 's/,5$//; s/"//g' | paste -sd' '
}
months=$(sorted '' MAY AUGUST); days=$(sorted '' SUNDAY MONDAY TODAY); spans=$(sorted '' 20H 10M 5D)
letters=$(sorted '' t f); clicks=$(sorted '' 1 0 1); words=$(sorted '' MAY AUGUST SUMMER); kept=$(sorted -I MAY AUGUST)
printf '%s\n' "MAY,AUGUST: $months" "SUNDAY,MONDAY,TODAY: $days" "20H,10M,5D: $spans" "t,f: $letters" "clicks 1,0,1: $clicks" "MAY,AUGUST,SUMMER: $words" "-I: $kept"
[ "$months" = '0001-05-01 0001-08-01' ]
[[ $days =~ ^0001-01-0[1-9]\ 0001-01-0[1-9]\ 0001-01-0[1-9]$ ]]
[ "$spans" = '0:10:00 20:00:00 5 days, 0:00:00' ]
[ "$letters" = 'False True' ]
[ "$clicks" = 'False True True' ]
[ "$words" = 'AUGUST MAY SUMMER' ]
[ "$kept" = 'AUGUST MAY' ]

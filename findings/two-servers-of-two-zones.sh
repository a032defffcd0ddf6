#!/usr/bin/env bash
# Two servers hand out one brand's links, one in Berlin, one in New York, and each writes its log by its own clock, with the zone behind it as Apache and nginx
# do. lnav 0.11.1 (Debian 12), which is made for reading several logs as one, puts them in the order of what the clocks showed and reads over the zone: taps that
# came in turns are New York's three and then Berlin's, a follower's second tap comes before her first, and log_time, by which its SQL counts the taps of
# an hour or a day, is Berlin's clock in one row and New York's in the next:
# of six taps four are on the 8th, which is true in neither city nor in UTC (one, six, three).
# Guessed: that lines which say their zone are merged by the moment.
# Seen: see the last lines (first the order of the taps by UTC).
# Vouch reads a line's zone and keeps moments (infra/local/logs). Needs Debian's lnav; installs it by apt where it is missing.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export HOME="$folder"
command -v lnav >/dev/null || { apt-get update && apt-get install -y --no-install-recommends lnav=0.11.1-3; } >/dev/null 2>&1
line() { printf '203.0.113.%s - - [%s] "GET /k7 HTTP/1.1" 302 0 "-" "Mozilla/5.0"\n' "$1" "$2"; }
{
  line 1 '08/Nov/2026:23:30:00 +0100'
  line 3 '09/Nov/2026:00:30:00 +0100'
  line 5 '09/Nov/2026:01:30:00 +0100'
} >berlin.log
{
  line 2 '08/Nov/2026:18:00:00 -0500'
  line 4 '08/Nov/2026:19:00:00 -0500'
  line 6 '08/Nov/2026:20:00:00 -0500'
} >new-york.log
merged=$(lnav -n berlin.log new-york.log | sed -E 's/^203\.0\.113\.([0-9]).*/\1/' | tr -d '\n')
counted=$(lnav -n -c ";select substr(log_time, 1, 10) as day, count(*) as taps from access_log group by day" -c ':write-csv-to -' berlin.log new-york.log | tr '\n' ' ')
printf 'by UTC: 123456, lnav: %s\n%s\n' "$merged" "$counted"
[ "$merged" = 246135 ] && [ "$counted" = 'day,taps 2026-11-08,4 2026-11-09,2 ' ]

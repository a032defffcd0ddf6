#!/usr/bin/env bash
# What people read their server's log of taps with. GoAccess 1.7 (Debian 12) counts a follower in LinkedIn's app as a
# crawler, and one who taps in Telegram on a Google Pixel as Google's: the app names the phone, "Google Pixel 8". The
# Skype preview that nobody tapped is a visitor on Windows. AWStats 7.8 (Debian 12) takes LinkedIn's app for a robot
# too, and whoever has a phone by the maker Cubot; WhatsApp's preview is a visitor. With a Pixel in Chrome, or a
# Samsung in Telegram, the same follower is one.
# Guessed: that log readers err on new bots only, and alike; that no phone's maker decides whether its owner is counted.
# Seen: the six lines of `expected` below.
# Vouch reads phones' names apart from what asks for itself (shared/domain/judge). Needs Debian's goaccess and awstats; the
# first is installed by apt where it is missing, the second only unpacked.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
[ -x /usr/bin/goaccess ] \
  || { apt-get update -q; DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends goaccess; } > /dev/null 2>&1
chmod 777 . && apt-get download -q awstats > /dev/null 2>&1 && dpkg -x awstats_*.deb awstats
readers=awstats/usr/share/awstats && cp awstats/usr/lib/cgi-bin/awstats.pl $readers/
goaccess --version | head -1
ls awstats_*.deb | cut -d_ -f2
cat > awstats.taps.conf <<CONF
LogFile="$folder/taps.log"
LogType=W
LogFormat=1
SiteDomain="links.example"
DNSLookup=0
DirData="$folder"
ValidHTTPCodes="200 302"
CONF
pixel='Mozilla/5.0 (Linux; Android 14; Pixel 8 Build/AP2A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/137.0.0.0 Mobile Safari/537.36'
samsung='Mozilla/5.0 (Linux; Android 14; SM-S921B Build/AP3A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/137.0.0.0 Mobile Safari/537.36'
tell() {
  rm -f awstats11*.txt
  printf '203.0.113.7 - - [29/Nov/2026:10:00:00 +0000] "GET /k7 HTTP/1.1" 302 0 "-" "%s"\n' "$2" > taps.log
  goaccess taps.log --log-format=COMBINED --no-global-config -o seen.json > /dev/null 2>&1
  perl $readers/awstats.pl -config=taps -configdir="$folder" -update > /dev/null 2>&1
  one=$(grep -q '"data": "Crawlers"' seen.json && echo robot || echo person)
  other=$(grep -q '^TotalUnique 0' awstats11*.txt && echo robot || echo person)
  echo "$1: GoAccess $one, AWStats $other"
}
{
  tell "LinkedIn's app" 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 [LinkedInApp]/9.31.1'
  tell 'Telegram on a Pixel' "$pixel Telegram-Android/11.12.0 (Google Pixel 8; Android 14; SDK 34; HIGH)"
  tell 'Telegram on a Samsung' "$samsung Telegram-Android/11.12.0 (Samsung SM-S921B; Android 14; SDK 34; HIGH)"
  tell 'Chrome on a Cubot' 'Mozilla/5.0 (Linux; Android 11; CUBOT P50) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/137.0.0.0 Mobile Safari/537.36'
  tell "WhatsApp's preview" 'WhatsApp/2.24.13.76 A'
  tell "Skype's preview" 'Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5 skype-url-preview@microsoft.com'
} | tee seen.txt
cat > expected.txt <<'SEEN'
LinkedIn's app: GoAccess robot, AWStats robot
Telegram on a Pixel: GoAccess robot, AWStats person
Telegram on a Samsung: GoAccess person, AWStats person
Chrome on a Cubot: GoAccess person, AWStats robot
WhatsApp's preview: GoAccess robot, AWStats person
Skype's preview: GoAccess person, AWStats person
SEEN
cmp seen.txt expected.txt

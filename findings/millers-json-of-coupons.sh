#!/usr/bin/env bash
# A CSV of coupons made JSON by Miller 6.6.0 (Debian 12), as one would before sending it to an API. What looks like a number in some language is
# written without quotes as it stood: 0xAF, 0B10, 0o17, `.5`, `5.`; none of these is JSON, and JSON.parse refuses the whole file. 1E5 is JSON and
# arrives as 100000. Order numbers such as 0012 are quoted and safe, unlike what one hears of such tools. With `-S` all is text, clicks too.
# Guessed: that what a tool writes as JSON can be parsed, and that leading zeros would be the trouble.
# Seen: "0012: \"0012\"", "0xAF: refused", "0B10: refused", "0o17: refused", ".5: refused", "5.: refused", "1E5: 100000", with -S and
# with `put` and string() "0xAF: \"0xAF\"".
# Vouch takes CSV itself. Needs Debian's miller; installs it by apt where it is missing.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
[ -x /usr/bin/mlr ] \
  || { apt-get update -q; DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends miller; } > /dev/null 2>&1
mlr --version
read_back() { # CODE [more of mlr's arguments]: what JSON.parse makes of it
  local code=$1; shift
  printf 'coupon,clicks\n%s,1\n' "$code" | mlr --icsv --ojson "${@:-cat}" | node -e '
    try { console.log(JSON.stringify(JSON.parse(require("fs").readFileSync(0, "utf8"))[0].coupon)); } catch { console.log("refused"); }'
}
seen=$(for code in 0012 0xAF 0B10 0o17 .5 5. 1E5; do echo "$code: $(read_back "$code")"; done)
echo "$seen"
typed=$(read_back 0xAF -S cat); said=$(read_back 0xAF put '$coupon = string($coupon)')
echo "with -S: $typed, with string(): $said"
[ "$seen" = $'0012: "0012"\n0xAF: refused\n0B10: refused\n0o17: refused\n.5: refused\n5.: refused\n1E5: 100000' ]
[ "$typed" = '"0xAF"' ] && [ "$said" = '"0xAF"' ]

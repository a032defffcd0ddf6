#!/usr/bin/env bash
# LibreOffice 7.4.7 (Debian 12, libreoffice-calc-nogui 4:7.4.7-1+deb12u14) converting a CSV without being told how to read it.
#
# Guessed: as its dialog does, it takes a file that begins with a UTF-8 byte order mark for UTF-8, and finds the separator.
# Seen:    neither. `soffice --headless --convert-to …` reads Windows-1252 whatever the mark says ("ï»¿" stands before the first
#          head, "Zoë" becomes "ZoÃ«"), and parts cells at commas only: of a file with semicolons one column is left.
#          With --infilter=CSV:59,34,76,1 (separator, quote, UTF-8, first line) the same file is right.
# So:      whoever converts reports on a server has to say charset and separator; a mark is of use to people's dialogs only.
set -euo pipefail
command -v soffice >/dev/null || { echo 'needs LibreOffice: apt-get install --no-install-recommends libreoffice-calc-nogui'; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
soffice --version 2>/dev/null | head -1

printf '\xef\xbb\xbf"name";"clicks"\r\n"Zo\xc3\xab";12\r\n' >"$folder/file.csv"
convert() {
  mkdir -p "$folder/$1"
  soffice "-env:UserInstallation=file://$folder/profile" --headless "${@:2}" --convert-to 'csv:Text - txt - csv (StarCalc):9,34,76' \
    --outdir "$folder/$1" "$folder/file.csv" >/dev/null 2>&1
  sed -n 1,2p "$folder/$1/file.csv"
}
unasked=$(convert unasked)
told=$(convert told --infilter=CSV:59,34,76,1)
printf 'unasked:\n%s\ntold:\n%s\n' "$unasked" "$told"

grep -q 'ZoÃ«' <<<"$unasked" || { echo 'changed: the byte order mark is heeded'; exit 1; }
grep -q $'\t' <<<"$unasked" && { echo 'changed: the separator is found'; exit 1; }
grep -q $'^Zoë\t12$' <<<"$told" || { echo 'changed: the filter options are read otherwise'; exit 1; }

#!/usr/bin/env bash
# LibreOffice 7.4.7 (Debian 12, libreoffice-calc-nogui 4:7.4.7-1+deb12u14) and days in a CSV, read as German (language 1031).
#
# Guessed: a bare 09.11.2026 is a day in a German import, and leaving the eighth option ("detect special numbers") out is the same as
#          the dialog's default, off.
# Seen:    with the option off 09.11.2026 stays text in a German import, while 2026-11-09 is a day in any; left out, the option
#          counts as on, and 09.11.2026 is a day.
# So:      a file for people of any locale writes its days in ISO form: the cell is a day and shows as the reader's own.
set -euo pipefail
command -v soffice >/dev/null || { echo 'needs LibreOffice: apt-get install --no-install-recommends libreoffice-calc-nogui'; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
soffice --version 2>/dev/null | head -1

printf '"form";"day"\r\n"german";09.11.2026\r\n"iso";2026-11-09\r\n' >"$folder/file.csv"
days() {
  soffice "-env:UserInstallation=file://$folder/profile" --headless "--infilter=CSV:$1" --convert-to fods --outdir "$folder" \
    "$folder/file.csv" >/dev/null 2>&1
  grep -c 'office:date-value="2026-11-09"' "$folder/file.fods"
}
off=$(days 59,34,76,1,,1031,false,false)
left_out=$(days 59,34,76,1,,1031,false)
printf 'cells that became days, of two: option off %s, option left out %s\n' "$off" "$left_out"

[ "$off" = 1 ] || { echo 'changed: off'; exit 1; }
[ "$left_out" = 2 ] || { echo 'changed: left out'; exit 1; }

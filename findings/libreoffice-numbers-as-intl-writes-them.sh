#!/usr/bin/env bash
# A table of figures exported as JavaScript writes them for its reader (Intl.NumberFormat), opened in the same language by LibreOffice
# 7.4.7 (Debian 12, libreoffice-calc-nogui 4:7.4.7-1+deb12u14). German, Spanish, Polish and English come back as numbers. French thousands are text,
# since Intl parts them by a narrow no-break space (U+202F) where LibreOffice knows the wide one (U+00A0); Swedish losses are text for
# their minus (U+2212); of Swiss German ones it takes the apostrophe (U+2019). A column that is half text sums to less, and says nothing.
# Guessed: that both follow CLDR, so that what the one writes for a language the other reads in it.
# Seen (Node 20.20 and 24.21): "fr-FR: thousands text, loss number", "sv-SE: thousands number, loss text", the other five: both number.
# Vouch writes figures of files without thousands and with a plain minus (shared/domain/csv.ts). Installs LibreOffice by apt where it is missing.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
[ -x /usr/bin/soffice ] \
  || { apt-get update -q; DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends libreoffice-calc-nogui; } > /dev/null 2>&1
read_in() { # LOCALE LCID: what each kind of figure is once LibreOffice has read it in that language
  node -e '
    const format = new Intl.NumberFormat(process.argv[1], { minimumFractionDigits: 2 });
    process.stdout.write([1234567.5, -45.71].map((figure) => `"${format.format(figure)}"`).join(";") + "\n");
  ' "$1" > "$1.csv"
  HOME=$folder timeout 120 soffice --headless --convert-to fods --infilter="CSV:59,34,76,1,,$2,false,true" "$1.csv" > /dev/null 2>&1
  node -e '
    const kinds = [...require("node:fs").readFileSync(process.argv[2], "utf8").matchAll(/<table:table-cell[^>]*office:value-type="([a-z]+)"/g)];
    const [thousands, loss] = kinds.map((one) => (one[1] === "float" ? "number" : "text"));
    console.log(`${process.argv[1]}: thousands ${thousands}, loss ${loss}`);
  ' "$1" "$1.fods"
}
said=$(read_in en-US 1033; read_in de-DE 1031; read_in es-ES 3082; read_in pl-PL 1045; read_in de-CH 2055; read_in fr-FR 1036; read_in sv-SE 1053)
echo "$said"
[ "$said" = "en-US: thousands number, loss number
de-DE: thousands number, loss number
es-ES: thousands number, loss number
pl-PL: thousands number, loss number
de-CH: thousands number, loss number
fr-FR: thousands text, loss number
sv-SE: thousands number, loss text" ]

#!/usr/bin/env bash
# A weekly report becomes a PDF for somebody in France: Intl writes 1 234,50 € with U+202F between thousands. pdfkit 0.20.2 and jspdf 4.2.1 with their
# standard fonts print a slash there: 1 /234,50 €. A loss fares no better: the minus of U+2212, which Intl writes in Swedish and a report's own sign may be,
# becomes a quote and a letter that is not seen: "84 % for −84 %. Neither throws. German and English amounts look right, so that a test in those passes. pdf-lib 1.17.1 refuses both signs by name.
# Guessed: a sign that a font lacks is a box, a blank, or an error.
# Why: what is none of the font's signs is written in two bytes, and each is read as a sign of its own: 20 2F is a blank and a slash, 22 12 a quote.
# Seen (Node 20.20 and 24.21): see the last lines.
# Vouch's reports are HTML, text and CSV; it draws its charts itself (shared/report).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact --ignore-scripts pdfkit@0.20.2 jspdf@4.2.1 pdf-lib@1.17.1 >/dev/null
cat >run.cjs <<'JS'
const PDFKit = require('pdfkit');
const { jsPDF } = require('jspdf');
const { PDFDocument, StandardFonts } = require('pdf-lib');
const euros = (locale) => new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR' }).format(1234.5);
const texts = { fr: euros('fr-FR'), de: euros('de-DE'), loss: '\u221284 %' };
/** What a reader's font makes of the bytes: those that show, in WinAnsi. */
const seen = (bytes) =>
  bytes.replaceAll('\u0080', '€').replaceAll('\u00a0', ' ').replace(/[\u0000-\u001f]/g, '');
const printed = {
  pdfkit: (text) =>
    new Promise((done) => {
      const parts = [];
      const page = new PDFKit({ compress: false });
      page.on('data', (part) => parts.push(part));
      page.on('end', () => {
        const shown = /\[(.*?)\]\s*TJ/s.exec(Buffer.concat(parts).toString('latin1'))[1];
        done(Buffer.from(shown.match(/<[0-9a-f]+>/g).join('').replace(/[<>]/g, ''), 'hex').toString('latin1'));
      });
      page.text(text);
      page.end();
    }),
  jspdf: async (text) => {
    const page = new jsPDF({ compress: false });
    page.text(text, 10, 10);
    return /\((.*?)\) Tj/s.exec(Buffer.from(page.output('arraybuffer')).toString('latin1'))[1];
  },
  'pdf-lib': async (text) => {
    const file = await PDFDocument.create();
    const font = await file.embedFont(StandardFonts.Helvetica);
    try {
      file.addPage().drawText(text, { font });
      return text;
    } catch (refusal) {
      return refusal.message;
    }
  },
};
(async () => {
  for (const [name, print] of Object.entries(printed)) {
    const said = [];
    for (const [of, text] of Object.entries(texts)) {
      const shown = seen(await print(text));
      said.push(`${of} ${shown.startsWith('WinAnsi') ? 'refused' : shown.replace(/\s+/g, ' ')}`);
    }
    console.log(`${name}: ${said.join(' | ')}`);
  }
})();
JS
said=$(node run.cjs)
printf '%s\n' "$said"
expected='pdfkit: fr 1 /234,50 € | de 1.234,50 € | loss "84 %
jspdf: fr 1 /234,50 € | de 1.234,50 € | loss "84 %
pdf-lib: fr refused | de 1.234,50 € | loss refused'
[ "$said" = "$expected" ]

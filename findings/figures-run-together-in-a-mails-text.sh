#!/usr/bin/env bash
# A mail of figures without a text part, and who makes one. A row of a table, clicks 1,204 and orders 57, becomes "1,20457" in html-to-text
# 10.0.1 and html2plaintext 2.1.4: cells touch, unless a table is named as one of data. mailparser 3.14.2, which reads what
# arrives, gives the same as the mail's `text`, so that archives and searches hold it; html-to-text and mailparser also write
# headings in capitals, and Straße is STRASSE. string-strip-html 13.7.6, turndown 7.2.5 and node-html-parser 9.0.7's
# structuredText keep cells apart.
# Guessed: that the end of a cell is at least a space, as layout tables hold words too.
# Seen (Node 20.20 and 24.21): "html-to-text Clicks1,20457, html2plaintext Clicks1,20457, mailparser Clicks1,20457".
# Vouch's mails carry a text part of their own.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact html-to-text@10.0.1 html2plaintext@2.1.4 mailparser@3.14.2 string-strip-html@13.7.6 turndown@7.2.5 node-html-parser@9.0.7 >/dev/null
cat > read.mjs <<'JS'
import html2plaintext from 'html2plaintext';
import { convert } from 'html-to-text';
import { simpleParser } from 'mailparser';
import { parse } from 'node-html-parser';
import { stripHtml } from 'string-strip-html';
import Turndown from 'turndown';
const html = '<h1>Straße</h1><table><tr><td>Clicks</td><td>1,204</td><td>57</td></tr></table>';
const mail = await simpleParser(`From: a@example.com\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${html}`);
const texts = {
  'html-to-text': convert(html),
  html2plaintext: html2plaintext(html),
  mailparser: mail.text,
  'string-strip-html': stripHtml(html).result,
  turndown: new Turndown().turndown(html),
  structuredText: parse(html).structuredText,
};
const row = (text) => text.slice(text.indexOf('Clicks')).replace(/\s+/g, ' ').trim();
const said = Object.entries(texts).map(([name, text]) => `${name} ${row(text)}`).join(', ');
console.log(`${said}\nheading: ${texts['html-to-text'].split('\n')[0]}`);
const apart = 'Clicks 1,204 57';
const expected = `html-to-text Clicks1,20457, html2plaintext Clicks1,20457, mailparser Clicks1,20457, string-strip-html ${apart}, turndown ${apart}, structuredText ${apart}`;
process.exit(said === expected && texts['html-to-text'].startsWith('STRASSE') ? 0 : 1);
JS
node read.mjs

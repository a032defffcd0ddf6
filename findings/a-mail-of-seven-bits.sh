#!/usr/bin/env bash
# A weekly report in German composed by mimetext 3.0.28, which Cloudflare's manual names for mail from a Worker. The text holds "1.204,50 €" as it is, three
# bytes beyond 127, under "Content-Transfer-Encoding: 7bit"; a line of 1,200 letters stays one (RFC 5322 ends them at 998, and servers on the way
# break them where they like, links too); the subject is one encoded word of 201 signs where RFC 2047 has 75; on Linux lines end in a bare LF
# where RFC 5322 has CRLF. Asked for quoted-printable it writes that into the header and encodes nothing, so that readers undo what nobody did:
# postal-mime 4.0.0 and mailparser 3.14.2 make a link ?id=20 into "?id ", another address.
# Guessed: what composes MIME encodes by what it declares.
# Why: the encoding is a header like others there; the caller is to have encoded the text.
# Seen (Node 20.20 and 24.21): see the last lines.
# Vouch's letters are made by another package, and read back by a test.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact --ignore-scripts mimetext@3.0.28 postal-mime@4.0.0 mailparser@3.14.2 >/dev/null
cat >run.mjs <<'JS'
import { simpleParser } from 'mailparser';
import { createMimeMessage } from 'mimetext';
import PostalMime from 'postal-mime';

function letter(encoding) {
  const message = createMimeMessage();
  message.setSender({ name: 'Sock & Co', addr: 'a@example.com' });
  message.setRecipient('b@example.com');
  message.setSubject(`Wochenbericht ${'ä'.repeat(60)}`);
  const data = `Umsatz 1.204,50 € https://go.example/k7?id=20\n${'x'.repeat(1200)}\n`;
  message.addMessage({ contentType: 'text/plain', data, ...(encoding ? { encoding } : {}) });
  return Buffer.from(message.asRaw(), 'utf8');
}
const plain = letter();
const lines = plain.toString('utf8').split('\n');
const subject = lines.find((line) => line.startsWith('Subject'));
console.log(lines.find((line) => line.startsWith('Content-Transfer')));
console.log(`bytes beyond 7 bits ${plain.filter((byte) => byte > 127).length}, longest line ${Math.max(...lines.map((line) => line.length))}, subject ${subject.length}, CR ${plain.includes('\r')}`);
for (const [name, read] of Object.entries({ 'postal-mime': (raw) => PostalMime.parse(raw), mailparser: simpleParser })) {
  const links = [];
  for (const encoding of [undefined, 'quoted-printable'])
    links.push(JSON.stringify(/https:[^\n]*/.exec((await read(letter(encoding))).text)[0]));
  console.log(`${name}: ${links.join(', as quoted-printable ')}`);
}
JS
said=$(node run.mjs)
printf '%s\n' "$said"
expected='Content-Transfer-Encoding: 7bit
bytes beyond 7 bits 3, longest line 1200, subject 201, CR false
postal-mime: "https://go.example/k7?id=20", as quoted-printable "https://go.example/k7?id "
mailparser: "https://go.example/k7?id=20", as quoted-printable "https://go.example/k7?id "'
[ "$said" = "$expected" ]

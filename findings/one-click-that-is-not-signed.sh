#!/usr/bin/env bash
# A mail with one-click unsubscribing (RFC 8058: List-Unsubscribe and List-Unsubscribe-Post, both covered by a DKIM signature), signed with
# nothing said of headers. nodemailer 10.6.1's own signing covers both. mailauth 4.13.3, which many gateways sign with and whose defaults
# hold List-Unsubscribe, leaves List-Unsubscribe-Post out, as dkim-signer 0.2.2 does: to a reader's mail program that keeps to
# RFC 8058 §4 such a mail has no one-click button.
# Guessed: that a signer that knows the first of the two headers knows the second, since 2017.
# Seen (Node 20.20 and 24.21): see the last lines.
# Debian 12's opendkim 2.11.0~beta2, asked over its milter, leaves it out as well until its file says SignHeaders *,+list-unsubscribe-post (not
# run here). Vouch's mails hold both headers (shared/report/render/mail); docs/self-host.md says what their signer must be told.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact nodemailer@10.6.1 mailauth@4.13.3 dkim-signer@0.2.2 >/dev/null
cat >run.mjs <<'JS'
import { generateKeyPairSync } from 'node:crypto';
import { DKIMSign } from 'dkim-signer';
import { dkimSign } from 'mailauth/lib/dkim/sign.js';
import nodemailer from 'nodemailer';
const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});
const letter = {
  from: 'report@brand.example',
  to: 'reader@example.org',
  subject: 'Week 48',
  text: 'Clicks: 58',
  headers: { 'List-Unsubscribe': '<https://brand.example/u/1>', 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
};
const mail = async (more) =>
  String((await nodemailer.createTransport({ streamTransport: true, buffer: true, ...more }).sendMail(letter)).message);
const plain = await mail({});
const [domain, selector] = ['brand.example', 'k1'];
const signed = {
  nodemailer: await mail({ dkim: { domainName: domain, keySelector: selector, privateKey } }),
  mailauth: (await dkimSign(plain, { signatureData: [{ signingDomain: domain, selector, privateKey }] })).signatures,
  'dkim-signer': DKIMSign(plain, { domainName: domain, keySelector: selector, privateKey }),
};
const said = Object.entries(signed).map(([name, text]) => {
  const covered = /[;\s]h=([^;]*);/.exec(text)[1].replace(/\s/g, '').toLowerCase().split(':');
  return `${name}: ${['list-unsubscribe', 'list-unsubscribe-post'].filter((header) => covered.includes(header)).join(', ')}`;
});
console.log(said.join('\n'));
const expected = ['nodemailer: list-unsubscribe, list-unsubscribe-post', 'mailauth: list-unsubscribe', 'dkim-signer: list-unsubscribe'];
process.exit(said.join('\n') === expected.join('\n') ? 0 : 1);
JS
node run.mjs

#!/usr/bin/env bash
# nodemailer 10.6.0 against smtp-server 3.21.6, on Node 24.21.0 (28 November 2026).
# Guess: an error tells whether the letter was on its way when the line broke, and a letter given as a stream is read once
# the server has said 354.
# Seen: a server that hangs up at RCPT TO and one that hangs up after the last dot give the very same error (ECONNECTION,
# command CONN, no response), though only the first may be tried again without sending twice; and the stream is read before
# MAIL FROM is answered, so having been read proves nothing either. What does: a stream put last by the `stream` plugin's
# message.processFunc is asked for its first byte after 354.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund --save-exact nodemailer@10.6.0 smtp-server@3.21.6
cat > try.mjs <<'END'
import { Readable } from 'node:stream';
import { createTransport } from 'nodemailer';
import { SMTPServer } from 'smtp-server';

/** Hangs up at this stage; says how much of the letter's stream had been read when MAIL FROM came. */
async function attempt(stage) {
  const sockets = new Set();
  const cut = () => sockets.forEach((socket) => socket.destroy());
  let read = 0;
  let readAtMail;
  let wasAsked = false;
  let askedAtData;
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ['STARTTLS'], hidePIPELINING: true, closeTimeout: 10,
    onMailFrom: (_address, _session, done) => setTimeout(() => { readAtMail = read; done(); }, 200),
    onRcptTo: (_address, _session, done) => (stage === 'RCPT TO' ? cut() : setTimeout(() => { askedAtData = wasAsked; done(); }, 200)),
    onData: (stream) => stream.resume().on('end', cut),
  });
  server.on('error', () => {});
  server.server.on('connection', (socket) => sockets.add(socket));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  async function* letter() {
    yield Buffer.from('Subject: x\r\n\r\n');
    for (; read < 5; read++) yield Buffer.from('a line of the letter\r\n');
  }
  const transport = createTransport({ host: '127.0.0.1', port: server.server.address().port });
  transport.use('stream', ({ message }, done) => {
    message.processFunc((input) => Readable.from((async function* () { wasAsked = true; yield* input; })(), { objectMode: false }));
    done();
  });
  const error = await transport.sendMail({ envelope: { from: 'a@example.com', to: ['b@example.com'] }, raw: Readable.from(letter()) }).catch((reason) => reason);
  await new Promise((resolve) => server.close(resolve));
  return { error: `${error.code} ${error.command} ${error.response ?? 'no response'}`, readAtMail, askedAtData, wasAsked };
}

const [early, late] = [await attempt('RCPT TO'), await attempt('last dot')];
console.log(early, late);
const isSo = early.error === 'ECONNECTION CONN no response' && late.error === early.error && late.readAtMail > 0
  && early.wasAsked === false && late.askedAtData === false && late.wasAsked === true;
process.exit(isSo ? 0 : 1);
END
node try.mjs

import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, expect, it } from 'vitest';
import { keepingCopies } from '../../../functions/deliver/mail/outbox-mailer.ts';
import { openSmtp, trustOf } from '../../../functions/deliver/mail/smtp-mailer.ts';
import { type Fault, faultyMailWire, type Stage } from '../../support/faulty-mail-wire.ts';

const raw = Buffer.from(
  [
    'From: Vouch <reports@vouch.example>',
    'To: ann@example.com',
    'Subject: =?utf-8?Q?ROI_+85=E2=80=AF%?=',
    '',
    'A line that begins with a dot:',
    '.5 of all clicks',
    '.',
    'and one after a lone dot.',
    '',
  ].join('\r\n'),
);
const mail = { deliveryId: 'dlv_1', from: 'reports@vouch.example', to: 'ann@example.com', raw };

type Letter = { from: string; to: string[]; bytes: Buffer };
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A real SMTP server on a port of its own; what it took, and the sockets it holds. */
async function aServer(options: SMTPServerOptions = {}) {
  const letters: Letter[] = [];
  const sockets = new Set<Socket>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    closeTimeout: 50,
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        letters.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          bytes: Buffer.concat(parts),
        });
        done();
      });
    },
    ...options,
  });
  server.on('error', () => {});
  server.server.on('connection', (socket: Socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(() => resolve()));
  });
  const { port } = server.server.address() as AddressInfo;
  return { url: `smtp://127.0.0.1:${port}`, port, letters, sockets };
}

const failing = (responseCode: number) => Object.assign(new Error('no'), { responseCode });

it('hands over the bytes as they are, to one recipient', async () => {
  const { url, letters } = await aServer();
  expect(await openSmtp(url).send(mail)).toMatchObject({ kind: 'accepted' });
  expect(letters).toEqual([{ from: mail.from, to: [mail.to], bytes: raw }]);
  const parsed = await simpleParser(letters[0]?.bytes ?? '');
  expect([parsed.subject, parsed.text?.split('\n')[1]]).toEqual(['ROI +85\u202f%', '.5 of all clicks']);
});

it('takes the word of a mail server on this very machine for who it is, as Debian sets one up; of no other', async () => {
  const { url, letters } = await aServer({ disabledCommands: [] });
  expect(await openSmtp(url).send(mail)).toMatchObject({ kind: 'accepted' });
  expect(letters).toHaveLength(1);
  const elsewhere = url.replace('127.0.0.1', 'ip6-localhost');
  expect(trustOf(elsewhere)).toEqual({});
});

it('keeps a copy of what the server took in the outbox, and of nothing else', async () => {
  const outbox = await mkdtemp(join(tmpdir(), 'vouch-outbox-'));
  const { url } = await aServer();
  const refusing = await aServer({ onRcptTo: (_address, _session, done) => done(failing(550)) });
  expect((await keepingCopies(openSmtp(url), outbox).send(mail)).kind).toBe('accepted');
  await keepingCopies(openSmtp(refusing.url), outbox).send({ ...mail, deliveryId: 'dlv_2' });
  expect(await readdir(outbox)).toEqual(['dlv_1.eml']);
  expect(await readFile(join(outbox, 'dlv_1.eml'))).toEqual(raw);
  await rm(outbox, { recursive: true });
});

it('says who it is with the name and password of the address', async () => {
  const seen: unknown[] = [];
  const server = await aServer({
    authOptional: false,
    allowInsecureAuth: true,
    onAuth({ username, password }, _session, done) {
      seen.push(username, password);
      if (password === 'p@ss') done(null, { user: username });
      else done(new Error('wrong'));
    },
  });
  const as = (login: string) => openSmtp(`smtp://${login}@127.0.0.1:${server.port}`).send(mail);
  expect((await as('mo:p%40ss')).kind).toBe('accepted');
  expect(seen).toEqual(['mo', 'p@ss']);
  expect((await as('mo:guess')).kind).toBe('refused');
  expect(server.letters).toHaveLength(1);
});

it.each([
  ['no such mailbox', 550, 'rejected'],
  ['mailbox busy', 450, 'refused'],
])('takes "%s" for an answer about this recipient: %i is %s', async (_, code, kind) => {
  const { url, letters } = await aServer({ onRcptTo: (_address, _session, done) => done(failing(code)) });
  expect(await openSmtp(url).send(mail)).toEqual({ kind, reason: `smtp ${code}` });
  expect(letters).toEqual([]);
});

it('blames no recipient for a sender that the server does not know', async () => {
  const { url } = await aServer({ onMailFrom: (_address, _session, done) => done(failing(553)) });
  expect(await openSmtp(url).send(mail)).toEqual({ kind: 'refused', reason: 'smtp 553' });
});

it.each([
  [554, 'rejected'],
  [451, 'refused'],
])('believes the answer to the letter itself: %i is %s', async (code, kind) => {
  const { url } = await aServer({
    onData(stream, _session, done) {
      stream.resume().on('end', () => done(failing(code)));
    },
  });
  expect(await openSmtp(url).send(mail)).toEqual({ kind, reason: `smtp ${code}` });
});

/** Until silence is given up; before the last dot it must not run out by the machine's own slowness. */
const PATIENCE = {
  before: { connectionTimeout: 1_000, greetingTimeout: 1_000, socketTimeout: 1_000 },
  after: { socketTimeout: 5_000 },
};

/** A letter to a real server, by a wire that breaks at this stage. */
async function sentOver(stage: Stage, fault: Fault) {
  const isSecured = stage === 'STARTTLS' || stage === 'handshake';
  const server = await aServer({
    disabledCommands: isSecured ? [] : ['STARTTLS'],
    hidePIPELINING: true,
    allowInsecureAuth: true,
    onAuth: ({ username = '' }, _session, done) => done(null, { user: username }),
  });
  const wire = await faultyMailWire(server.port, stage, fault);
  closing.push(wire.close);
  const url = `smtp://mo:secret@127.0.0.1:${wire.port}`;
  const { kind } = await openSmtp(
    url,
    fault === 'silence' ? PATIENCE[stage === 'dot' ? 'after' : 'before'] : {},
  ).send(mail);
  return { kind, taken: server.letters.length };
}

const BEFORE_THE_LETTER = [
  'greeting',
  'EHLO',
  'STARTTLS',
  'handshake',
  'AUTH',
  'MAIL',
  'RCPT',
  'DATA',
] satisfies Stage[];

it.each(
  BEFORE_THE_LETTER.flatMap((stage) =>
    (['cut', 'silence', '421 4.3.2 Closing'] as const).map((fault) => [stage, fault] as const),
  ),
)('knows that nothing was handed over, and comes back: %s, %s', async (stage, fault) => {
  expect(await sentOver(stage, fault)).toEqual({ kind: 'refused', taken: 0 });
});

it.each(['STARTTLS', 'handshake', 'AUTH', 'MAIL'] as const)(
  'blames neither the letter nor its reader for a server that will not at %s',
  async (stage) => {
    expect(await sentOver(stage, '554 5.7.0 Not you')).toEqual({ kind: 'refused', taken: 0 });
  },
);

it.each(['RCPT', 'DATA'] as const)('takes a no for good at %s for an answer', async (stage) => {
  expect(await sentOver(stage, '554 5.7.1 Never')).toEqual({ kind: 'rejected', taken: 0 });
});

it.each(['cut', 'silence'] as const)(
  'does not know what became of a letter whose answer was lost: %s',
  async (fault) => {
    expect(await sentOver('dot', fault)).toEqual({ kind: 'unclear', taken: 1 });
  },
);

it('does not know what became of a letter whose server hung up on the last line', async () => {
  const server = await aServer({
    onData(stream) {
      stream.resume().on('end', () => {
        for (const socket of server.sockets) socket.destroy();
      });
    },
  });
  expect((await openSmtp(server.url).send(mail)).kind).toBe('unclear');
});

it('knows that nothing was sent where nobody listens', async () => {
  const { url } = await aServer();
  for (const close of closing.splice(0)) await close();
  expect((await openSmtp(url).send(mail)).kind).toBe('refused');
});

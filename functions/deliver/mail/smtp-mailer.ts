import { Readable } from 'node:stream';
import type { Transporter } from 'nodemailer';
import { type Mailer, reasonOf, type SendOutcome } from './mailer.ts';

/** What nodemailer says about a failure (its own types call it NodemailerError). */
type NodemailerError = { responseCode?: number; permanent?: boolean; command?: string };
/** Where a 5xx is about this letter or its recipient, and not about us: a wrong password rejects nobody. */
const ABOUT_THE_LETTER = new Set(['RCPT TO', 'DATA']);

/** A server that says nothing for so long is given up. nodemailer's own ten minutes would outlive a delivery's lease. */
const PATIENCE = {
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  dnsTimeout: 10_000,
  socketTimeout: 30_000,
};

/** A connection per mail to the server of `smtp://user:password@host:port` (or smtps); what speaks to it is loaded with the first. */
export const openSmtp = (url: string, patience: Partial<typeof PATIENCE> = {}): Mailer => ({
  async send({ from, to, raw }) {
    const { createTransport } = await import('nodemailer');
    const transport = createTransport({ url, ...trustOf(url), ...PATIENCE, ...patience });
    const wasHandedOver = watchHandOver(transport);
    try {
      const info = await transport.sendMail({ envelope: { from, to: [to] }, raw });
      return { kind: 'accepted', messageId: String(info.messageId) };
    } catch (error) {
      return outcomeOf(error, wasHandedOver());
    }
  },
});

/** A mail server on this very machine, as Debian sets one up, offers TLS in its own name: nobody stands between. */
export const trustOf = (url: string) =>
  /^(127\.\d+\.\d+\.\d+|\[::1\]|localhost)$/i.test(new URL(url).hostname)
    ? { tls: { rejectUnauthorized: false } }
    : {};

/**
 * Whether a byte of the letter was given away. No error of nodemailer tells: the line may go dead before DATA or after
 * the last dot under one name. So its letter is one that is read when the server has said to go on, and not before.
 */
function watchHandOver(transport: Transporter): () => boolean {
  let wasHandedOver = false;
  transport.use('stream', ({ message }, done) => {
    message.processFunc((letter) => {
      async function* onceAsked() {
        wasHandedOver = true;
        yield* letter;
      }
      return Readable.from(onceAsked(), { objectMode: false });
    });
    done();
  });
  return () => wasHandedOver;
}

/**
 * A 5xx answer to the letter is final; a 4xx, a 5xx before it, or no answer while it was still ours means "not taken,
 * come back"; silence afterwards could be either (RFC 5321 §4.5.4).
 */
function outcomeOf(error: unknown, wasHandedOver: boolean): SendOutcome {
  const failure = (error instanceof Error ? error : {}) as NodemailerError;
  const { responseCode, permanent, command = '' } = failure;
  if (responseCode) {
    const kind = permanent && ABOUT_THE_LETTER.has(command) ? 'rejected' : 'refused';
    return { kind, reason: `smtp ${responseCode}` };
  }
  return { kind: wasHandedOver ? 'unclear' : 'refused', reason: reasonOf(error) };
}

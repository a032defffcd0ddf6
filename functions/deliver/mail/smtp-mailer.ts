import type { Transporter } from 'nodemailer';
import { codeOf, type Mailer, neverConnected, reasonOf, type SendOutcome } from './mailer.ts';

/** What nodemailer says about a failure (its own types call it NodemailerError). */
type NodemailerError = { responseCode?: number; permanent?: boolean; command?: string; timeoutType?: string };
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
export function openSmtp(url: string, patience: Partial<typeof PATIENCE> = {}): Mailer {
  let opened: Promise<Mailer> | undefined;
  const open = async (): Promise<Mailer> => {
    const { createTransport } = await import('nodemailer');
    return smtpMailer(createTransport({ url, ...trustOf(url), ...PATIENCE, ...patience }));
  };
  return {
    async send(mail) {
      opened ??= open();
      return (await opened).send(mail);
    },
  };
}

/** A mail server on this very machine, as Debian sets one up, offers TLS in its own name: nobody stands between. */
export const trustOf = (url: string) =>
  /^(127\.\d+\.\d+\.\d+|\[::1\]|localhost)$/i.test(new URL(url).hostname)
    ? { tls: { rejectUnauthorized: false } }
    : {};

/** Real mail through any SMTP server. */
export const smtpMailer = (transport: Pick<Transporter, 'sendMail'>): Mailer => ({
  async send({ from, to, raw }) {
    try {
      const info = await transport.sendMail({ envelope: { from, to: [to] }, raw });
      return { kind: 'accepted', messageId: String(info.messageId) };
    } catch (error) {
      return outcomeOf(error);
    }
  },
});

/**
 * A 5xx answer to the letter is final; a 4xx, or a 5xx before it, means "not taken, come back"; silence after we spoke
 * could be either (RFC 5321 §4.5.4).
 */
function outcomeOf(error: unknown): SendOutcome {
  const failure = (error instanceof Error ? error : {}) as NodemailerError;
  const { responseCode, permanent, command = '', timeoutType } = failure;
  if (responseCode) {
    const kind = permanent && ABOUT_THE_LETTER.has(command) ? 'rejected' : 'refused';
    return { kind, reason: `smtp ${responseCode}` };
  }
  const beforeWeSpoke = timeoutType === 'CONNECT_TIMEOUT' || timeoutType === 'GREETING_TIMEOUT';
  if (beforeWeSpoke || neverConnected(error) || codeOf(error) === 'EAUTH') {
    return { kind: 'refused', reason: reasonOf(error) };
  }
  return { kind: 'unclear', reason: reasonOf(error) };
}

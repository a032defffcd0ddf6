import type { Transporter } from 'nodemailer';
import { codeOf, type Mailer, neverConnected, reasonOf, type SendOutcome } from './mailer.ts';

/** What nodemailer says about a failure (its own types call it NodemailerError). */
type NodemailerError = { responseCode?: number; permanent?: boolean; timeoutType?: string };

/** Real mail through any SMTP server; make the transport with `createTransport(VOUCH_SMTP_URL)` of nodemailer. */
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

/** A 5xx answer is final, a 4xx means "not taken, come back"; silence after we spoke could be either (RFC 5321 §4.5.4). */
function outcomeOf(error: unknown): SendOutcome {
  const { responseCode, permanent, timeoutType } = (error instanceof Error ? error : {}) as NodemailerError;
  if (responseCode) return { kind: permanent ? 'rejected' : 'refused', reason: `smtp ${responseCode}` };
  const beforeWeSpoke = timeoutType === 'CONNECT_TIMEOUT' || timeoutType === 'GREETING_TIMEOUT';
  if (beforeWeSpoke || neverConnected(error) || codeOf(error) === 'EAUTH') {
    return { kind: 'refused', reason: reasonOf(error) };
  }
  return { kind: 'unclear', reason: reasonOf(error) };
}

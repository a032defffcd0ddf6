import type { Mailer } from '../../functions/deliver/mail/mailer.ts';
import { keepingCopies, outboxMailer } from '../../functions/deliver/mail/outbox-mailer.ts';
import { openSmtp } from '../../functions/deliver/mail/smtp-mailer.ts';

export type MailRoad = {
  outbox: string;
  /** Absent: mail goes to the outbox folder alone. */
  smtpUrl?: string | undefined;
  /** With a mail server: also keep a copy of each mail in the outbox. */
  keepCopies?: boolean;
};

/** The way that mails of one machine go. */
export function mailerOf({ smtpUrl, outbox, keepCopies }: MailRoad): Mailer {
  if (!smtpUrl) return outboxMailer(outbox);
  return keepCopies ? keepingCopies(openSmtp(smtpUrl), outbox) : openSmtp(smtpUrl);
}

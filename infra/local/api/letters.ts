import { sendLetter } from '../../../functions/deliver/mail/send-letter.ts';
import type { PlainLetter } from '../../../shared/domain/sealed/letter.ts';
import type { Log } from '../log.ts';
import { mailerOf } from '../mailer.ts';
import { keepsMails, type Settings } from '../settings.ts';

/** Sign-in mails of one machine, sent beside the answer: how long it takes tells nothing about an address. */
export function letterSender(settings: Settings, outbox: string, now: () => number, log: Log) {
  const mailer = mailerOf({ smtpUrl: settings.VOUCH_SMTP_URL, outbox, keepCopies: keepsMails(settings) });
  const from = settings.VOUCH_MAIL_FROM;
  return async (letter: PlainLetter | undefined): Promise<void> => {
    sendLetter({ mailer, from, host: 'vouch.localhost', now }, letter).catch((reason) =>
      log({ level: 'ERROR', message: 'a sign-in mail was not sent', failure: String(reason) }),
    );
  };
}

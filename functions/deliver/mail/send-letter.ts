import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { PlainLetter } from '../../../shared/domain/sealed/letter.ts';
import type { Mailer } from './mailer.ts';

/** Sends a letter at once and once: who signs in asks again when none comes. Throws when it surely was not taken. */
export async function sendLetter(
  { mailer, from, host, now }: { mailer: Mailer; from: string; host: string; now: () => number },
  letter: PlainLetter | undefined,
): Promise<void> {
  if (!letter) return;
  const name = createHash('sha256').update(JSON.stringify(letter)).digest('base64url').slice(0, 22);
  const deliveryId = `letter-${name}`;
  const mail = new MailComposer({
    from,
    to: { name: '', address: letter.to },
    subject: letter.subject,
    text: letter.text,
    messageId: `<${deliveryId}@${host}>`,
    date: new Date(now()),
    headers: [{ key: 'Auto-Submitted', value: 'auto-generated' }],
    textEncoding: 'quoted-printable',
    newline: '\r\n',
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const raw = await new Promise<Buffer>((resolve, reject) => {
    mail.compile().build((error, bytes) => (error ? reject(error) : resolve(bytes)));
  });
  const outcome = await mailer.send({ deliveryId, from, to: letter.to, raw });
  if (outcome.kind === 'refused') throw new Error(`a letter was not taken: ${outcome.reason}`);
}

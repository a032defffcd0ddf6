import { createHash } from 'node:crypto';
import type { PlainLetter } from '../../../shared/domain/sealed/letter.ts';
import { mailBytes } from '../../../shared/report/render/mail/mail-bytes.ts';
import type { Mailer } from './mailer.ts';

/** Sends a letter at once and once: who signs in asks again when none comes. Throws when it surely was not taken. */
export async function sendLetter(
  { mailer, from, host, now }: { mailer: Mailer; from: string; host: string; now: () => number },
  letter: PlainLetter | undefined,
): Promise<void> {
  if (!letter) return;
  const name = createHash('sha256').update(JSON.stringify(letter)).digest('base64url').slice(0, 22);
  const deliveryId = `letter-${name}`;
  const raw = await mailBytes({
    from,
    to: { name: '', address: letter.to },
    subject: letter.subject,
    text: letter.text,
    messageId: `<${deliveryId}@${host}>`,
    date: new Date(now()),
    headers: [{ key: 'Auto-Submitted', value: 'auto-generated' }],
    textEncoding: 'quoted-printable',
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const outcome = await mailer.send({ deliveryId, from, to: letter.to, raw });
  if (outcome.kind === 'refused') throw new Error(`a letter was not taken: ${outcome.reason}`);
}

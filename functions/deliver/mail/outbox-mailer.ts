import { randomUUID } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Mailer } from './mailer.ts';

/**
 * Mail on one machine without a mail server: `<dir>/<deliveryId>.eml`, written beside and renamed, so that a reader
 * never sees half a mail and a repeated send leaves one file.
 */
export const outboxMailer = (dir: string): Mailer => ({
  async send({ deliveryId, raw }) {
    const name = await keepMail(dir, deliveryId, raw);
    return { kind: 'accepted', messageId: `outbox:${name}` };
  },
});

/** The same mail server, with a copy in the outbox of each mail that it took. What fails here takes nothing back. */
export const keepingCopies = (mailer: Mailer, dir: string): Mailer => ({
  async send(mail) {
    const outcome = await mailer.send(mail);
    if (outcome.kind === 'accepted') await keepMail(dir, mail.deliveryId, mail.raw).catch(() => {});
    return outcome;
  },
});

async function keepMail(dir: string, deliveryId: string, raw: Buffer): Promise<string> {
  await mkdir(dir, { recursive: true });
  const name = deliveryId.replace(/[^A-Za-z0-9_-]/g, '_');
  const half = join(dir, `.${name}.${randomUUID()}.tmp`);
  await writeFile(half, raw);
  await rename(half, join(dir, `${name}.eml`));
  return name;
}

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
    await mkdir(dir, { recursive: true });
    const name = deliveryId.replace(/[^A-Za-z0-9_-]/g, '_');
    const half = join(dir, `.${name}.${randomUUID()}.tmp`);
    await writeFile(half, raw);
    await rename(half, join(dir, `${name}.eml`));
    return { kind: 'accepted', messageId: `outbox:${name}` };
  },
});

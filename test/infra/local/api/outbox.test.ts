import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { eraseMails } from '../../../../infra/local/api/outbox.ts';

const letter = (body: string) =>
  [
    'From: a@example.com',
    'To: b@example.com',
    'Subject: Week 40',
    'MIME-Version: 1.0',
    'Content-Type: text/html; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(`<p>${body}</p>`).toString('base64'),
  ].join('\r\n');

it('an erasure removes the mails that name the person, however they are encoded, and no other', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'vouch-outbox-'));
  writeFileSync(join(folder, 'dlv_1.eml'), letter('Promote @ada.knits'));
  writeFileSync(join(folder, 'dlv_2.eml'), letter('Promote @bea.knits'));
  await eraseMails(folder, ['@ada.knits', 'ada@example.com']);
  expect(readdirSync(folder)).toEqual(['dlv_2.eml']);
  await eraseMails(join(folder, 'none'), ['@bea.knits']);
  rmSync(folder, { recursive: true });
});

import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { describe, expect, it } from 'vitest';
import { contentAddress } from '../../../shared/domain/report/content-address.ts';
import type { ReportSnapshot } from '../../../shared/domain/report/snapshot.ts';
import { renderEml } from '../../../shared/report/render/mail/mime.ts';
import { aHostileSnapshot, anEmptySnapshot, aSnapshot } from '../../support/report-builders.ts';

const eml = (snapshot: ReportSnapshot, locale = 'en-GB', from = 'reports@vouch.example') =>
  renderEml({
    snapshot,
    deliveryId: 'dlv_0001',
    from,
    to: 'ann@example.com',
    recipient: {
      locale,
      reportUrl: 'https://vouch.example/r/tok',
      unsubscribeUrl: 'https://vouch.example/u/tok',
    },
    unsubscribeMailto: 'unsubscribe+tok@vouch.example',
    host: 'vouch.example',
    dateMs: Date.parse('2026-11-16T06:00:00Z'),
  });

const SNAPSHOTS: [string, () => ReportSnapshot][] = [
  ['a usual week', aSnapshot],
  ['an empty week', anEmptySnapshot],
  ['hostile names', aHostileSnapshot],
];

const PYTHON = `
import sys, json
from email import message_from_bytes, policy
message = message_from_bytes(open(sys.argv[1], 'rb').read(), policy=policy.default)
parts = list(message.walk())
print(json.dumps({
  'defects': [str(d) for p in parts for d in p.defects] + [str(d) for p in parts for v in p.values() for d in getattr(v, 'defects', [])],
  'types': [p.get_content_type() for p in parts],
  'headers': sorted(set(message.keys())),
  'subject': message['subject'],
  'to': [a.addr_spec for a in message['to'].addresses],
  'text': message.get_body(('plain',)).get_content()[:40],
}))
`;
const hasPython = (() => {
  try {
    execFileSync('python3', ['-c', 'import email']);
    return true;
  } catch {
    return false;
  }
})();

describe('the mail as bytes', () => {
  it.each(SNAPSHOTS)('%s: keeps every line under 998 bytes, ends each with CRLF', async (_, snapshot) => {
    const bytes = (await eml(snapshot())).toString('latin1');
    expect(Math.max(...bytes.split('\r\n').map((line) => line.length))).toBeLessThan(998);
    expect(bytes.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it.each(SNAPSHOTS)(
    '%s: mailparser finds one recipient, both parts, list headers and the CSV',
    async (_, snapshot) => {
      const raw = await eml(snapshot());
      const mail = await simpleParser(raw);
      expect([mail.to].flat().flatMap((to) => to?.value.map(({ address }) => address))).toEqual([
        'ann@example.com',
      ]);
      expect([mail.cc, mail.bcc]).toEqual([undefined, undefined]);
      const header = (name: string) =>
        mail.headerLines.find(({ key }) => key === name)?.line.replace(/\r\n\s+/g, ' ');
      expect(header('list-unsubscribe')).toBe(
        'List-Unsubscribe: <https://vouch.example/u/tok>, <mailto:unsubscribe+tok@vouch.example>',
      );
      expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
      expect(header('list-id')).toBe('List-ID: <weekly.brd-socks.vouch.example>');
      expect(header('auto-submitted')).toBe('Auto-Submitted: auto-generated');
      expect(header('x-vouch-delivery')).toBe('X-Vouch-Delivery: dlv_0001');
      expect(mail.text).toContain('HOW THESE NUMBERS ARE MADE');
      expect(mail.html).toContain('<table');
      expect(mail.attachments.map(({ contentType }) => contentType)).toContain('text/csv');
    },
  );

  it('comes from the address alone, in the brand’s name, however the address was set', async () => {
    const raw = await eml(aSnapshot(), 'en-GB', 'Vouch <reports@vouch.example>');
    expect((await simpleParser(raw)).from?.value).toEqual([
      { name: aSnapshot().brand.name, address: 'reports@vouch.example' },
    ]);
  });

  it('holds no picture: what it says is text, and the charts are on the page it leads to', async () => {
    const mail = await simpleParser(await eml(aSnapshot()));
    expect(mail.attachments.map(({ contentType }) => contentType)).toEqual(Array(4).fill('text/csv'));
    expect(mail.attachments.map(({ filename }) => filename)).toEqual([
      'vouch-2026-W46-stages.csv',
      'vouch-2026-W46-creators.csv',
      'vouch-2026-W46-posts.csv',
      'vouch-2026-W46.csv',
    ]);
    expect(mail.html).not.toContain('<img');
  });

  it.skipIf(!hasPython).each(SNAPSHOTS)(
    "%s: Python's email finds no defect (skipped without python3)",
    async (_, snapshot) => {
      const file = join(mkdtempSync(join(tmpdir(), 'vouch-eml-')), 'mail.eml');
      writeFileSync(file, await eml(snapshot()));
      const parsed = JSON.parse(execFileSync('python3', ['-c', PYTHON, file], { encoding: 'utf8' }));
      expect(parsed.defects).toEqual([]);
      expect(parsed.to).toEqual(['ann@example.com']);
      expect(
        parsed.types.filter((type: string) => type !== 'image/png' && type !== 'multipart/related'),
      ).toEqual([
        'multipart/mixed',
        'multipart/alternative',
        'text/plain',
        'text/html',
        ...Array(4).fill('text/csv'),
      ]);
      expect(parsed.headers).not.toContain('Bcc');
    },
  );

  it('is the same to the byte when built again, also in other time zones of the machine', async () => {
    const first = await eml(aSnapshot());
    expect((await eml(aSnapshot())).equals(first)).toBe(true);
    const addresses = ['Pacific/Auckland', 'America/New_York', 'UTC'].map((zone) =>
      execFileSync(process.execPath, ['--import', 'tsx', 'test/shared/report/render-once.ts'], {
        encoding: 'utf8',
        env: { ...process.env, TZ: zone },
      })
        .trim()
        .split('\n')
        .at(-1),
    );
    expect(new Set(addresses)).toEqual(new Set([contentAddress(first.toString('base64'))]));
  });
});

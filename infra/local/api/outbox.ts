import { existsSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Hono, MiddlewareHandler } from 'hono';
import type { ParsedMail, SimpleParserOptions } from 'mailparser';
import {
  type OutboxEntry,
  renderOutboxList,
  renderOutboxMail,
} from '../../../shared/report/render/page/outbox.tsx';
import {
  MAIL_PART_HEADERS,
  OUTBOX_HEADERS,
  withPictures,
} from '../../../shared/report/render/page/outbox-style.ts';

export type Outbox = {
  folder: string;
  /** There is a mail server: what is shown are copies of what it took. */
  sent: boolean;
  /** Whether there is such a page at all. */
  isOpen: boolean;
  /** Throws a refusal for who may not see it: it holds all brands' mails, with their unsubscribe tokens. */
  mayEnter: (request: Request) => Promise<void>;
  /** The newest report's page, of the first brand. */
  newestReport: () => Promise<Response | undefined>;
};

/**
 * The outbox page: every mail that this machine "sent", shown as a mail client would; with a mail server, every mail
 * that it took. Put on the app's own routes.
 */
export function putOutbox(app: Hono, { folder, sent, isOpen, mayEnter, newestReport }: Outbox): void {
  const guard: MiddlewareHandler = async (c, next) => {
    if (!isOpen) return c.notFound();
    await mayEnter(c.req.raw);
    return next();
  };
  app.use('/outbox', guard);
  app.use('/outbox/*', guard);

  app.get('/outbox/newest-report', async (c) => (await newestReport()) ?? c.notFound());

  app.get('/outbox', async (c) =>
    c.html(renderOutboxList(await listMails(folder), sent), 200, OUTBOX_HEADERS),
  );

  app.get('/outbox/:id', async (c) => {
    const id = c.req.param('id');
    const mail = await readMail(folder, id);
    if (!mail) return c.notFound();
    return c.html(renderOutboxMail(shownMail(id, mail)), 200, OUTBOX_HEADERS);
  });

  app.get('/outbox/:id/html', async (c) => {
    const mail = await readMail(folder, c.req.param('id'));
    if (!mail) return c.notFound();
    return c.html(withPictures(mail.html || '', picturesOf(mail)), 200, MAIL_PART_HEADERS);
  });

  app.get('/outbox/:id/raw', async (c) => {
    const raw = await readRaw(folder, c.req.param('id'));
    return raw ? c.body(new Uint8Array(raw), 200, { 'content-type': 'message/rfc822' }) : c.notFound();
  });

  app.get('/outbox/:id/files/:index', async (c) => {
    const mail = await readMail(folder, c.req.param('id'));
    const file = mail && filesOf(mail)[Number(c.req.param('index'))];
    return file ? c.body(new Uint8Array(file.content), 200, fileHeaders(file.filename)) : c.notFound();
  });
}

/** Saved, never shown: whatever it says that it is. */
const fileHeaders = (name = 'file') => ({
  'content-type': 'application/octet-stream',
  'content-disposition': `attachment; filename="${name.replace(/[^\w.-]/g, '_')}"`,
});

/** Removes the mails that hold one of these texts; they were sent, and what is kept is a copy. */
export async function eraseMails(folder: string, texts: readonly string[]): Promise<void> {
  if (!existsSync(folder)) return;
  for (const name of (await readdir(folder)).filter((found) => found.endsWith('.eml'))) {
    const mail = await parseMail(await readFile(join(folder, name)));
    const files = mail.attachments.map(({ content }) => content.toString('utf8'));
    const parts = [mail.subject ?? '', mail.text ?? '', mail.html || '', ...files];
    if (parts.some((part) => texts.some((text) => part.includes(text)))) await rm(join(folder, name));
  }
}

async function listMails(folder: string): Promise<OutboxEntry[]> {
  if (!existsSync(folder)) return [];
  const names = (await readdir(folder)).filter((name) => name.endsWith('.eml'));
  const entries = await Promise.all(
    names.map(async (name) => {
      const id = name.slice(0, -'.eml'.length);
      return entryOf(id, await parseMail(await readFile(join(folder, name))));
    }),
  );
  return entries.sort((a, b) => (a.date < b.date ? 1 : -1));
}

/** The parser is loaded when somebody first looks: no start waits for it. */
async function parseMail(raw: Buffer, options: SimpleParserOptions = {}): Promise<ParsedMail> {
  const { simpleParser } = await import('mailparser');
  return simpleParser(raw, { skipTextToHtml: true, ...options });
}

/** Names come from the address bar: only what the list shows can be read. */
async function readRaw(folder: string, id: string): Promise<Buffer | undefined> {
  if (!/^[\w-]{1,80}$/.test(id)) return undefined;
  const path = join(folder, `${id}.eml`);
  return existsSync(path) ? readFile(path) : undefined;
}

async function readMail(folder: string, id: string): Promise<ParsedMail | undefined> {
  const raw = await readRaw(folder, id);
  return raw && parseMail(raw, { skipImageLinks: true });
}

/** What hangs on a mail; pictures that stand in it are part of it. */
const filesOf = (mail: ParsedMail) => mail.attachments.filter(({ related }) => !related);

function shownMail(id: string, mail: ParsedMail): Parameters<typeof renderOutboxMail>[0] {
  const href = `/outbox/${encodeURIComponent(id)}`;
  return {
    ...entryOf(id, mail),
    text: mail.text ?? '',
    headers: mail.headerLines.map(({ key, line }) => ({
      name: key,
      value: line.slice(key.length + 1).trim(),
    })),
    attachments: filesOf(mail).map(({ filename, contentType, size }, index) => ({
      name: filename ?? `file ${index + 1}`,
      contentType,
      bytes: size,
      href: `${href}/files/${index}`,
    })),
    htmlHref: `${href}/html`,
    rawHref: `${href}/raw`,
  };
}

function entryOf(id: string, mail: ParsedMail): OutboxEntry {
  const to = Array.isArray(mail.to) ? mail.to.map(({ text }) => text).join(', ') : (mail.to?.text ?? '');
  return {
    id,
    subject: mail.subject ?? '',
    from: mail.from?.text ?? '',
    to,
    date: (mail.date ?? new Date(0)).toISOString(),
  };
}

function picturesOf(mail: ParsedMail): Parameters<typeof withPictures>[1] {
  return mail.attachments.flatMap(({ cid, contentType, content }) =>
    cid ? [{ cid, contentType, base64: content.toString('base64') }] : [],
  );
}

import type { Child } from 'hono/jsx';
import { toHtml } from '../html-text.ts';
import { OUTBOX_CSS } from './outbox-style.ts';

/** A mail in the outbox folder, as its list shows it. */
export type OutboxEntry = { id: string; subject: string; from: string; to: string; date: string };

/** A mail taken apart by any MIME parser; the route gives `html` and `files` URLs of their own. */
export type OutboxMail = OutboxEntry & {
  text: string;
  headers: { name: string; value: string }[];
  attachments: { name: string; contentType: string; bytes: number; href: string }[];
  /** Where the HTML part is served, with `MAIL_PART_HEADERS`. */
  htmlHref: string;
  rawHref: string;
};

/**
 * All mails of this machine, newest first: those that a mail server took (`sent`), or would have. Serve with
 * `OUTBOX_HEADERS`.
 */
export const renderOutboxList = (mails: OutboxEntry[], sent = false): string =>
  outboxPage(
    'Outbox',
    <main>
      <h1>Outbox</h1>
      <p class="muted">
        {sent
          ? 'Copies of the mail that the mail server took.'
          : 'Mail that this machine would have sent. Nothing here has left it.'}
      </p>
      {mails.length === 0 ? (
        <p class="empty">No mail yet. The weekly report arrives on the day set in the report settings.</p>
      ) : (
        <ul class="mails">
          {mails.map((mail) => (
            <li>
              <a href={`/outbox/${encodeURIComponent(mail.id)}`}>
                <span class="subject">{mail.subject || '(no subject)'}</span>
                <span class="muted">
                  {mail.to} · <time datetime={mail.date}>{shortDate(mail.date)}</time>
                </span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </main>,
  );

/** One mail like a mail client shows it: HTML in a sandboxed frame, text, headers and attachments below. */
export const renderOutboxMail = (mail: OutboxMail): string =>
  outboxPage(
    mail.subject || 'Mail',
    <main>
      <nav>
        <a href="/outbox">Outbox</a>
      </nav>
      <h1>{mail.subject || '(no subject)'}</h1>
      <dl class="envelope">
        <dt>From</dt>
        <dd>{mail.from}</dd>
        <dt>To</dt>
        <dd>{mail.to}</dd>
        <dt>Date</dt>
        <dd>
          <time datetime={mail.date}>{shortDate(mail.date)}</time>
        </dd>
      </dl>
      <Attachments mail={mail} />
      <details open>
        <summary>As designed</summary>
        <iframe sandbox="" title="HTML part of the mail" src={mail.htmlHref} />
      </details>
      <details>
        <summary>As text</summary>
        <pre tabindex={0}>{mail.text}</pre>
      </details>
      <details>
        <summary>Headers</summary>
        <pre tabindex={0}>{mail.headers.map(({ name, value }) => `${name}: ${value}`).join('\n')}</pre>
      </details>
    </main>,
  );

const Attachments = ({ mail }: { mail: OutboxMail }) => (
  <ul class="attachments">
    {mail.attachments.map(({ name, bytes, contentType, href }) => (
      <li>
        <a href={href} download={name}>
          {name}
        </a>{' '}
        <span class="muted">
          {contentType}, {kilobytes(bytes)}
        </span>
      </li>
    ))}
    <li>
      <a href={mail.rawHref} download={`${mail.id}.eml`}>
        {mail.id}.eml
      </a>{' '}
      <span class="muted">the whole mail</span>
    </li>
  </ul>
);

const outboxPage = (title: string, body: Child): string =>
  toHtml(
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
        <style dangerouslySetInnerHTML={{ __html: OUTBOX_CSS }} />
      </head>
      <body>{body}</body>
    </html>,
  );

const kilobytes = (bytes: number): string => `${Math.max(1, Math.round(bytes / 1024))} KB`;
const shortDate = (date: string): string => date.replace('T', ' ').replace(/:\d\d(\.\d+)?Z$/, ' UTC');

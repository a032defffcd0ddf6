import { createHash } from 'node:crypto';
import { THEMES } from '../palette.ts';

export const OUTBOX_CSS = `
${THEMES}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif}
main{max-width:860px;margin:0 auto;padding:32px 20px 48px;overflow-wrap:anywhere}
h1{font-size:1.4rem;line-height:1.25;margin:4px 0 10px}
a{color:var(--accent)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.muted{color:var(--muted);font-size:.9rem}
.empty{background:var(--card);border-radius:10px;padding:24px}
ul{list-style:none;padding:0;margin:18px 0}
.mails{background:var(--card);border-radius:10px;overflow:hidden}
.mails li+li{border-top:1px solid var(--line)}
.mails a{display:block;padding:14px 18px;text-decoration:none;color:inherit}
.mails a:hover{background:var(--soft)}
.mails span{display:block}
.subject{font-weight:600}
.envelope{display:grid;grid-template-columns:max-content 1fr;gap:2px 16px;margin:0;font-size:.93rem}
.envelope dt{color:var(--muted)}
.envelope dd{margin:0}
.attachments li{padding:2px 0}
details{background:var(--card);border-radius:10px;margin:14px 0 0}
summary{cursor:pointer;padding:12px 18px;font-weight:600}
iframe{display:block;width:100%;height:75vh;border:0;border-top:1px solid var(--line);background:var(--ground);border-radius:0 0 10px 10px}
pre{margin:0;padding:4px 18px 18px;overflow-x:auto;font:13px/1.45 ui-monospace,'SF Mono',Menlo,Consolas,'DejaVu Sans Mono',monospace}
@media (max-width:640px){main{padding:20px 12px 40px}pre{font-size:11px;padding:4px 12px 12px}}
`;

const HASH = createHash('sha256').update(OUTBOX_CSS).digest('base64');

export const OUTBOX_HEADERS: Record<string, string> = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${HASH}'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-store',
};

/** For a mail's HTML part in its frame: styles and its own pictures (put in as data: URLs), nothing that runs or loads. */
export const MAIL_PART_HEADERS: Record<string, string> = {
  ...OUTBOX_HEADERS,
  'Content-Security-Policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox",
};

/** The HTML part with its `cid:` pictures put in, as a browser knows no attachments. */
export const withPictures = (
  html: string,
  pictures: readonly { cid: string; contentType: string; base64: string }[],
): string =>
  pictures.reduce(
    (text, { cid, contentType, base64 }) =>
      text.replaceAll(`cid:${cid}`, `data:${contentType};base64,${base64}`),
    html,
  );

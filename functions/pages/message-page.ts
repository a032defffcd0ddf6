import { createHash } from 'node:crypto';
import { THEMES } from '../../shared/report/render/palette.ts';
import { languageAsked } from './apply-words.ts';
import { NOTICE_WORDS } from './notice-words.ts';

const CSS = `${THEMES}
body{font:18px/1.5 system-ui,sans-serif;max-width:34rem;margin:12vh auto;padding:0 1.25rem;color:var(--ink);background:var(--ground)}
h1{font-size:1.5rem;line-height:1.2;text-wrap:balance}
button{font:inherit;font-weight:600;padding:.6rem 1.2rem;border-radius:.5rem;border:0;background:var(--accent);color:var(--card);cursor:pointer}
button:focus-visible{outline:3px solid var(--accent);outline-offset:2px}`;
const HASH = createHash('sha256').update(CSS).digest('base64');

type Message = Exclude<keyof (typeof NOTICE_WORDS)['en'], 'notYet'>;

/**
 * A page of a headline and a sentence, in the reader’s language; `withButton`: one that says the headline and posts to
 * its own address.
 */
export function messagePage(
  request: Request,
  status: number,
  name: Message,
  withButton?: 'withButton',
): Response {
  const language = languageAsked(request);
  const [title, sentence] = NOTICE_WORDS[language][name];
  const form = withButton ? `<form method="post"><button type="submit">${title}</button></form>` : '';
  const html = `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>${title}</title><style>${CSS}</style></head><body><main><h1>${title}</h1><p>${sentence}</p>${form}</main></body></html>`;
  return new Response(html, {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${HASH}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
      'Cache-Control': 'private, no-store',
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
      'X-Robots-Tag': 'noindex, nofollow',
    },
  });
}

import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import type { Colour } from '../../shared/domain/colour.ts';
import { sheetNames, sheetsWith } from '../../shared/report/render/brand-colour.ts';

const STYLE = `
:root{color-scheme:light dark;--ink:#1c1b1a;--paper:#fdfcfa;--line:#8c867e;--accent:#0b5c4d;--wrong:#a3180f}
@media (prefers-color-scheme:dark){:root{--ink:#ece9e4;--paper:#191817;--line:#7d776f;--accent:#7fd1bd;--wrong:#ff9d94}}
*{box-sizing:border-box}
body{margin:0;padding:1.5rem 1rem 4rem;background:var(--paper);color:var(--ink);font:1.0625rem/1.5 system-ui,sans-serif}
main{max-width:34rem;margin:0 auto}
h1{font-size:1.6rem;line-height:1.2}
h2{font-size:1.25rem;line-height:1.3;margin:2rem 0 .5rem}
label{display:block;margin-top:1.1rem;font-weight:600}
input,select,textarea{width:100%;min-height:44px;padding:.6rem .7rem;font:inherit;color:inherit;background:transparent;border:1px solid var(--line);border-radius:.4rem}
select option{color:var(--ink);background:var(--paper)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
button,.button{display:inline-block;margin-top:1.5rem;padding:.7rem 1.4rem;font:inherit;font-weight:600;color:var(--paper);background:var(--accent);border:0;border-radius:.4rem;text-decoration:none;cursor:pointer}
.hint{font-weight:400;opacity:.8;font-size:.95rem}
.wrong{color:var(--wrong);font-weight:600}
.summary{border:2px solid var(--wrong);border-radius:.4rem;padding:.2rem 1rem}
.where{overflow-wrap:anywhere;padding:.8rem 1rem;border:1px solid var(--line);border-radius:.4rem}
.away{position:absolute;left:-200vw}
a{color:var(--accent)}
`;

/** Nothing but our own words, this style sheet and the brand's colour may do anything on our pages. */
export const pageHeaders = (colour?: Colour) => ({
  'content-security-policy': `default-src 'none'; style-src ${sheetNames(sheetsWith(STYLE, colour))}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex',
  'cache-control': 'private, no-store',
});

export const PAGE_HEADERS = pageHeaders();

type PageProps = { title: string; lang?: string; colour?: Colour | undefined; children: Child };

/** A whole page; what stands in it is escaped by JSX. */
export const Page = ({ title, lang = 'en', colour, children }: PageProps) => (
  <>
    {raw('<!doctype html>')}
    <html lang={lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        {sheetsWith(STYLE, colour).map((sheet) => (
          <style>{raw(sheet)}</style>
        ))}
      </head>
      <body>
        <main>{children}</main>
      </body>
    </html>
  </>
);

import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import type { Colour } from '../../shared/domain/colour.ts';
import { sheetNames, sheetsWith } from '../../shared/report/render/brand-colour.ts';
import { THEMES } from '../../shared/report/render/palette.ts';

const STYLE = `
${THEMES}
*{box-sizing:border-box}
body{margin:0;padding:1.5rem 1rem 4rem;background:var(--ground);color:var(--ink);font:1.0625rem/1.5 system-ui,sans-serif}
main{max-width:34rem;margin:0 auto}
h1{font-size:1.6rem;line-height:1.2;text-wrap:balance}
p{text-wrap:pretty}
h2{font-size:1.25rem;line-height:1.3;margin:2rem 0 .5rem}
label{display:block;margin-top:1.1rem;font-weight:600}
input,select,textarea{margin-top:.3rem;width:100%;min-height:44px;padding:.6rem .7rem;font:inherit;color:inherit;background:var(--card);border:1px solid var(--muted);border-radius:.4rem}
select option{color:var(--ink);background:var(--card)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
button,.button{display:inline-block;margin-top:1.5rem;padding:.7rem 1.4rem;font:inherit;font-weight:600;color:var(--card);background:var(--accent);border:0;border-radius:.4rem;text-decoration:none;cursor:pointer}
.hint{font-weight:400;color:var(--muted);font-size:.95rem}
.wrong{color:var(--bad);font-weight:600}
.summary{border:2px solid var(--bad);border-radius:.4rem;padding:.2rem 1rem}
.where{overflow-wrap:anywhere;padding:.8rem 1rem;background:var(--card);border:1px solid var(--muted);border-radius:.4rem}
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

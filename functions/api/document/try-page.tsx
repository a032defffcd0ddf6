import { createHash } from 'node:crypto';
import { raw } from 'hono/html';
import { bodyOf } from './code-samples.ts';
import { type ApiDocument, BASE_STYLE } from './docs-page.tsx';
import type { JsonSchema } from './json-schema.ts';
import { callsByTag, type ToldCall } from './told-document.ts';
import { TRY_SCRIPT } from './try-script.ts';

const STYLE = `${BASE_STYLE}
main{max-width:46rem;margin:0 auto;padding:1.5rem 1rem 6rem}
label{display:block;font-weight:600;margin:1rem 0 .1rem;overflow-wrap:anywhere}
.hint{display:block;color:var(--muted);font-size:.9rem;margin-bottom:.2rem;overflow-wrap:anywhere}
input,select,textarea{width:100%;min-height:44px;padding:.5rem .7rem;font:inherit;color:var(--ink);background:var(--card);border:1px solid var(--muted);border-radius:.4rem}
select{text-overflow:ellipsis}
textarea{font:.9em/1.5 ui-monospace,monospace;white-space:pre;overflow:auto}
::placeholder{color:var(--muted);opacity:1}
button{min-height:44px;margin:1.5rem 0;padding:.6rem 1.4rem;font:inherit;font-weight:600;color:var(--card);background:var(--accent);border:0;border-radius:.4rem;cursor:pointer}
.call{overflow-wrap:anywhere;margin:1rem 0 0}
.changes{border-left:5px solid var(--bad);background:var(--card);padding:.6rem 1rem}
.changes strong{color:var(--bad)}
details{margin-top:1rem}.inside{padding-top:0}
summary{min-height:44px}
#said{font-weight:600;min-height:1.5em}
dl{display:grid;grid-template-columns:minmax(7rem,auto) 1fr;gap:.2rem 1rem;margin:0 0 1rem}
dt{color:var(--muted)}dd{margin:0;overflow-wrap:anywhere}
#told{max-height:40rem}
#curl{white-space:pre-wrap;overflow-wrap:anywhere}
[hidden]{display:none!important}
`;

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** One script and one sheet by their hashes, answers from this address alone, and no way for a form to go anywhere. */
export const TRY_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': [
    "default-src 'none'",
    `script-src ${hashOf(TRY_SCRIPT)}`,
    `style-src ${hashOf(STYLE)}`,
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; '),
  'cross-origin-opener-policy': 'same-origin',
  'x-robots-tag': 'noindex',
};

/** Every call as a form that sends it with the reader's own key, from this page to this installation. */
export function tryPage(document: ApiDocument): string {
  const groups = callsByTag(document);
  const schemas = (document.components?.schemas ?? {}) as Record<string, JsonSchema>;
  const tried = [...groups.values()].flat().map((call) => triedCall(call, schemas));
  return `<!doctype html>${(<TryPage title={document.info.title} groups={groups} tried={tried} />).toString()}`;
}

/** What the script is told of a call. */
function triedCall({ method, path, operation }: ToldCall, schemas: Record<string, JsonSchema>) {
  const body = bodyOf({ operation, schemas });
  return {
    id: operation.operationId ?? '',
    method,
    path,
    words: (operation.description ?? '').replaceAll('`', '').split('\n\n'),
    changes: method !== 'get',
    needsKey: (operation.security ?? []).length > 0,
    parameters: (operation.parameters ?? []).map(({ name, in: place, required, schema, description }) => ({
      name,
      in: place,
      required: required === true,
      words: description?.replaceAll('`', ''),
      ...(schema?.enum ? { values: schema.enum } : {}),
      ...(schema?.example === undefined ? {} : { example: `e.g. ${String(schema.example)}` }),
    })),
    ...(body === undefined ? {} : { body: JSON.stringify(body, null, 2) }),
  };
}

type TryPageProps = { title: string; groups: Map<string, ToldCall[]>; tried: ReturnType<typeof triedCall>[] };

const TryPage = ({ title, groups, tried }: TryPageProps) => (
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{`Try a call: ${title}`}</title>
      <style>{raw(STYLE)}</style>
    </head>
    <body>
      <main>
        <h1>Try a call</h1>
        <p>
          Sent from this page to this installation, and nowhere else. What each call means:{' '}
          <a href="/docs">the reference</a>.
        </p>
        <p id="no-script">
          This page needs script. Without it each call stands at <a href="/docs">/docs</a>, for curl.
        </p>
        <TryForm groups={groups} />
      </main>
      {/* Data, not script: a browser runs nothing of this type. */}
      <script type="application/json" id="calls">
        {raw(JSON.stringify(tried).replaceAll('<', '\\u003c'))}
      </script>
      <script>{raw(TRY_SCRIPT)}</script>
    </body>
  </html>
);

const TryForm = ({ groups }: Pick<TryPageProps, 'groups'>) => (
  <form id="form" hidden autocomplete="off">
    <CallChoice groups={groups} />
    <p id="changes" class="changes">
      <strong>This changes what is stored.</strong> It is no trial: what you send is carried out on this
      installation, in the brand of your key.
    </p>
    <KeyField />
    <div id="fields" />
    <details id="more">
      <summary>More that may be told</summary>
      <div class="inside" id="others" />
    </details>
    <div id="body-part">
      <label for="body">Body (JSON)</label>
      <textarea id="body" spellcheck={false} autocomplete="off" />
    </div>
    <button id="send" type="submit">
      Send
    </button>
    <p id="said" role="status" />
    <section id="answer" aria-labelledby="answer-head" hidden>
      <h2 id="answer-head">Answer</h2>
      <dl id="headers" />
      <pre id="told" tabindex={0} />
    </section>
    <h2>The same as curl</h2>
    <pre id="curl" tabindex={0} />
  </form>
);

const CallChoice = ({ groups }: Pick<TryPageProps, 'groups'>) => (
  <>
    <label for="call">Call</label>
    <select id="call">
      {[...groups].map(([tag, own]) => (
        <optgroup label={tag}>
          {own.map(({ operation: { operationId, summary } }) => (
            <option value={operationId}>{`${operationId}: ${summary}`}</option>
          ))}
        </optgroup>
      ))}
    </select>
    <p class="call">
      <span class="method" id="method" /> <code id="path" />
    </p>
    <div id="words" />
  </>
);

/** No name and no form that goes anywhere: browsers neither keep nor send what stands in it. */
const KeyField = () => (
  <div id="key-part">
    <label for="key">API key</label>
    <span class="hint" id="key-words">
      Stays in this page’s memory, and is gone with the page. For a first look, a key that may only read will
      do.
    </span>
    <input
      id="key"
      type="password"
      autocomplete="off"
      autocapitalize="none"
      spellcheck={false}
      aria-describedby="key-words"
    />
  </div>
);

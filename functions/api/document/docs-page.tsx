import { createHash } from 'node:crypto';
import { raw } from 'hono/html';
import { THEMES } from '../../../shared/report/render/palette.ts';
import { type JsonSchema, refName, resolved } from './json-schema.ts';
import { callsByTag, type ToldCall, type ToldOperation } from './told-document.ts';

export type ApiDocument = {
  info: { title: string; version: string; description?: string };
  paths?: Record<string, Record<string, unknown>>;
  webhooks?: Record<string, { post?: unknown }>;
  components?: { schemas?: Record<string, unknown> };
};

/** What the pages of the reference share. */
export const BASE_STYLE = `
${THEMES}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.5 system-ui,sans-serif}
h1{margin:0 0 .5rem}h2{margin:3rem 0 .5rem;border-bottom:1px solid var(--line)}
a{color:var(--accent)}
details{background:var(--card);border:1px solid var(--line);border-radius:.4rem;margin:.6rem 0}
summary{padding:.6rem .8rem;cursor:pointer;overflow-wrap:anywhere}
.inside{padding:0 .8rem .8rem}
code,pre{font:.9em/1.5 ui-monospace,monospace}
pre{background:var(--soft);padding:.8rem;border-radius:.4rem;overflow:auto}
.method{font-weight:700;text-transform:uppercase;color:var(--accent)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
`;

const STYLE = `${BASE_STYLE}
.page{display:grid;grid-template-columns:15rem minmax(0,1fr);max-width:72rem;margin:0 auto}
nav{position:sticky;top:0;align-self:start;max-height:100vh;overflow:auto;padding:1.5rem 1rem}
nav ul{list-style:none;margin:0;padding:0}nav a{display:block;padding:.35rem 0}
main{padding:1.5rem 1rem 6rem;min-width:0}
table{border-collapse:collapse;width:100%}td,th{text-align:left;vertical-align:top;padding:.3rem .6rem .3rem 0;border-bottom:1px solid var(--line);overflow-wrap:anywhere}
@media (max-width:48rem){.page{display:block}nav{position:static;max-height:none}nav ul{display:flex;flex-wrap:wrap;gap:0 1rem}}
@media print{.try{display:none}}
`;

export const DOCS_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
};

/** The whole reference as one page that loads nothing and runs nothing. */
export function docsPage(document: ApiDocument): string {
  const schemas = (document.components?.schemas ?? {}) as Record<string, JsonSchema>;
  const groups = callsByTag(document);
  const events = Object.entries(document.webhooks ?? {}).map(([path, { post }]) => ({
    method: 'event',
    path,
    operation: post as ToldOperation,
  }));
  if (events.length > 0) groups.set(EVENTS, events);
  return `<!doctype html>${(<Reference info={document.info} groups={groups} schemas={schemas} />).toString()}`;
}

/** Beside the calls: what is sent to a webhook, by its type. */
const EVENTS = 'Events';

type ReferenceProps = {
  info: ApiDocument['info'];
  groups: Map<string, ToldCall[]>;
  schemas: Record<string, JsonSchema>;
};

const Reference = ({ info, groups, schemas }: ReferenceProps) => (
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{info.title}</title>
      <style>{raw(STYLE)}</style>
    </head>
    <body>
      <div class="page">
        <nav aria-label="Parts of the API">
          <ul>
            {[...groups.keys()].map((tag) => (
              <li>
                <a href={`#${anchorOf(tag)}`}>{tag}</a>
              </li>
            ))}
          </ul>
        </nav>
        <main>
          <h1>{info.title}</h1>
          <p>{info.description}</p>
          <p>
            Send <code>Authorization: Bearer vouch_…</code> with every call. The same as a document:{' '}
            <a href="/openapi.json">/openapi.json</a>
          </p>
          {[...groups].map(([tag, entries]) => (
            <section>
              <h2 id={anchorOf(tag)}>{tag}</h2>
              {entries.map((entry) => (
                <Call entry={entry} schemas={schemas} />
              ))}
            </section>
          ))}
        </main>
      </div>
    </body>
  </html>
);

const Call = ({
  entry: { method, path, operation },
  schemas,
}: {
  entry: ToldCall;
  schemas: Record<string, JsonSchema>;
}) => {
  const body = operation.requestBody?.content?.['application/json']?.schema;
  return (
    <details id={operation.operationId}>
      <summary>
        <span class="method">{method}</span> <code>{path}</code> {operation.summary}
      </summary>
      <div class="inside">
        {(operation.description ?? '').split('\n\n').map((paragraph) => (
          <p>{paragraph.replaceAll('`', '')}</p>
        ))}
        {operation.operationId && method !== 'event' && (
          <p class="try">
            <a href={`/docs/try#${operation.operationId}`}>Try it with your key</a>
          </p>
        )}
        <Parameters operation={operation} />
        {body && <Body title="Body" schema={body} schemas={schemas} />}
        {(operation['x-codeSamples'] ?? []).map(({ label, source }) => (
          <>
            <h3>{label}</h3>
            <pre tabindex={0}>{source}</pre>
          </>
        ))}
        <Answers operation={operation} />
        <Success operation={operation} schemas={schemas} />
      </div>
    </details>
  );
};

const Parameters = ({ operation: { parameters = [] } }: { operation: ToldOperation }) =>
  parameters.length > 0 ? (
    <>
      <h3>Parameters</h3>
      <Fields
        rows={parameters.map(({ name, in: place, required, schema, description }) => ({
          name: `${name} (${place})`,
          schema: schema ?? {},
          required: required === true,
          note: description,
        }))}
      />
    </>
  ) : null;

const Answers = ({ operation: { responses = {} } }: { operation: ToldOperation }) => (
  <>
    <h3>Answers</h3>
    <table>
      {Object.entries(responses).map(([status, { description, content }]) => (
        <tr>
          <th scope="row">{status}</th>
          <td>
            {description} {nameOf(Object.values(content ?? {})[0]?.schema)}
          </td>
        </tr>
      ))}
    </table>
  </>
);

const Success = ({
  operation,
  schemas,
}: {
  operation: ToldOperation;
  schemas: Record<string, JsonSchema>;
}) => {
  const good = Object.entries(operation.responses ?? {}).find(([status]) => status.startsWith('2'))?.[1];
  const schema = good?.content?.['application/json']?.schema;
  return schema ? <Body title="What comes back" schema={schema} schemas={schemas} /> : null;
};

const Body = ({
  title,
  schema,
  schemas,
}: {
  title: string;
  schema: JsonSchema;
  schemas: Record<string, JsonSchema>;
}) => {
  const whole = resolved(schema, schemas);
  return (
    <>
      <h3>{title}</h3>
      <Fields
        rows={Object.entries(whole.properties ?? {}).map(([name, field]) => ({
          name,
          schema: field,
          required: whole.required?.includes(name) ?? false,
          note: field.description,
        }))}
      />
      {whole.example !== undefined && <pre tabindex={0}>{JSON.stringify(whole.example, null, 2)}</pre>}
    </>
  );
};

type Row = { name: string; schema: JsonSchema; required: boolean; note: string | undefined };

const Fields = ({ rows }: { rows: Row[] }) => (
  <table>
    {rows.map(({ name, schema, required, note }) => (
      <tr>
        <th scope="row">
          <code>{name}</code>
          {required ? '' : '?'}
        </th>
        <td>
          {nameOf(schema)} {note}
        </td>
      </tr>
    ))}
  </table>
);

const anchorOf = (tag: string): string => tag.toLowerCase().replace(/[^a-z]+/g, '-');

/** A type in a few words: `Money`, `list of Link`, `"short" | "long"`, `integer 1–100`. */
function nameOf(schema: JsonSchema | undefined): string {
  if (!schema) return '';
  if (schema.$ref) return refName(schema);
  if (schema.enum)
    return schema.enum.length > 12
      ? `one of ${schema.enum.length} codes`
      : schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (schema.anyOf) return schema.anyOf.map(nameOf).join(' or ');
  if (schema.items) return `list of ${nameOf(schema.items)}`;
  const type = Array.isArray(schema.type) ? schema.type.join(' or ') : (schema.type ?? 'anything');
  const range =
    schema.minimum === undefined || schema.maximum === undefined
      ? ''
      : ` ${schema.minimum}–${schema.maximum}`;
  return `${type}${schema.format ? ` (${schema.format})` : ''}${range}`;
}

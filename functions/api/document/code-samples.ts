import { entryOf, type JsonSchema, resolved } from './json-schema.ts';
import type { ToldOperation } from './told-document.ts';

type Sampled = {
  method: string;
  path: string;
  operation: ToldOperation;
  schemas: Record<string, JsonSchema>;
  base: string;
};
export type CodeSample = { lang: string; label: string; source: string };

/** The same call as curl sends it and as the client says it, with the examples of the document. */
export function samplesOf(call: Sampled): CodeSample[] {
  const curl = { lang: 'Shell', label: 'curl', source: curlOf(call) };
  const typescript = { lang: 'TypeScript', label: 'TypeScript', source: clientCallOf(call) };
  return call.operation.operationId ? [curl, typescript] : [curl];
}

function curlOf(call: Sampled): string {
  const { method, path, base } = call;
  const address = base + path.replace(/\{(\w+)\}/g, (_all, name: string) => idOf(call, name));
  const query = new URLSearchParams(
    Object.entries(queryOf(call)).map(([name, value]) => [name, String(value)]),
  );
  const body = bodyOf(call);
  return [
    `curl ${method === 'get' ? '' : `-X ${method.toUpperCase()} `}'${address}${query.size > 0 ? `?${query}` : ''}'`,
    `  -H "Authorization: Bearer $VOUCH_API_KEY"`,
    ...(body === undefined
      ? []
      : [`  -H 'Content-Type: application/json'`, `  -d '${JSON.stringify(body).replaceAll("'", "'\\''")}'`]),
  ].join(' \\\n');
}

function clientCallOf(call: Sampled): string {
  const ids = [...call.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => `'${idOf(call, name)}'`);
  const body = bodyOf(call);
  const query = queryOf(call);
  const said = body !== undefined ? [written(body)] : Object.keys(query).length > 0 ? [written(query)] : [];
  const name = call.operation.operationId ?? '';
  return `${isList(call) ? 'const page = ' : ''}await vouch.${name}(${[...ids, ...said].join(', ')});`;
}

const isList = ({ operation: { responses = {} }, schemas }: Sampled): boolean =>
  entryOf(responses['200']?.content?.['application/json']?.schema, schemas) !== undefined;

const idOf = ({ operation }: Sampled, name: string): string =>
  String(
    operation.parameters?.find((parameter) => parameter.name === name && parameter.in === 'path')?.schema
      ?.example ?? name,
  );

/** Those that must be told, and how many a page. */
const queryOf = ({ operation: { parameters = [] } }: Sampled): Record<string, unknown> =>
  Object.fromEntries(
    parameters
      .filter(({ in: place, name, required }) => place === 'query' && (required || name === 'limit'))
      .map(({ name, schema }) => [name, schema?.example]),
  );

/** The body that the document gives as its example; `undefined` where the call takes none. */
export const bodyOf = ({ operation, schemas }: Pick<Sampled, 'operation' | 'schemas'>): unknown => {
  const schema = operation.requestBody?.content?.['application/json']?.schema;
  return schema && exampleOf(schema, schemas);
};

/** What a schema gives as its example, else one made of its fields that must be told. */
function exampleOf(schema: JsonSchema, schemas: Record<string, JsonSchema>): unknown {
  const named = resolved(schema, schemas);
  if (named !== schema) return exampleOf(named, schemas);
  if (schema.example !== undefined) return schema.example;
  if (schema.items) return [exampleOf(schema.items, schemas)];
  return Object.fromEntries(
    (schema.required ?? []).map((name) => [name, exampleOf(schema.properties?.[name] ?? {}, schemas)]),
  );
}

/** As TypeScript writes it: names without quotes where they need none. */
const written = (value: unknown): string =>
  JSON.stringify(value, null, 1)
    .replace(/\n\s*/g, ' ')
    .replace(/"([A-Za-z_]\w*)":/g, '$1:')
    .replace(/"((?:[^"\\'])*)"/g, "'$1'");

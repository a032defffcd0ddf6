import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { entryOf, type JsonSchema } from '../../functions/api/document/json-schema.ts';
import { commentOf, typeOf } from '../../functions/api/document/schema-type.ts';
import {
  callsOf,
  type Parameter,
  type ToldCall,
  type ToldOperation,
} from '../../functions/api/document/told-document.ts';
import { apiDocument } from '../../functions/api/document/whole-document.ts';
import { PROJECT_ROOT } from './bundle.ts';

/** Hand-written, and free of schemas: their declarations go into the package as they are. */
const OWN_FILES = ['settings.ts', 'errors.ts', 'verify-webhook.ts'];

/** One declaration file: every schema of the document by its name, every call with its arguments and its answer. */
export function clientTypes(): string {
  const document = apiDocument();
  const webhooks = Object.values(document.webhooks ?? {}).map((event) =>
    typeOf(bodyOf(event.post as ToldOperation) ?? {}),
  );
  const schemas = Object.entries(document.components?.schemas ?? {}) as [string, JsonSchema][];
  return [
    '// Made from the OpenAPI document and the sources of the client.',
    ...OWN_FILES.map(declarationsOf),
    'export declare function createVouch(options: VouchOptions): Vouch;',
    vouchOf(callsOf(document), Object.fromEntries(schemas)),
    `/** What a webhook brought, once its signature is right; its \`type\` says what \`data\` is. */\nexport type WebhookBody = ${webhooks.join(' | ')};`,
    ...schemas.map(([name, schema]) => `${commentOf(schema, '')}export type ${name} = ${typeOf(schema)};`),
    '',
  ].join('\n\n');
}

function declarationsOf(name: string): string {
  const source = readFileSync(join(PROJECT_ROOT, 'shared/client', name), 'utf8');
  const { outputText } = ts.transpileDeclaration(source, {
    fileName: name,
    compilerOptions: { target: ts.ScriptTarget.ES2022 },
  });
  return outputText.replace(/^import .*$/gm, '').trim();
}

type Schemas = Record<string, JsonSchema>;

function vouchOf(calls: readonly ToldCall[], schemas: Schemas): string {
  const groupOf = ({ operation }: ToldCall) => operation.operationId?.split('.')[0];
  const parts = [...new Set(calls.map(groupOf))].map((group) => {
    const methods = calls.filter((call) => groupOf(call) === group).map((call) => methodOf(call, schemas));
    return `  ${group}: {\n${methods.join('\n')}\n  };`;
  });
  return `export type Vouch = {\n${parts.join('\n')}\n${REQUEST}\n};`;
}

const REQUEST = `  /** A call that has no name here yet: \`vouch.request('get', '/v1/brand')\`. */
  request(
    method: 'get' | 'post' | 'put' | 'patch' | 'delete',
    path: string,
    given?: CallSettings & { params?: Record<string, string>; query?: Record<string, unknown>; body?: unknown },
  ): Promise<unknown>;`;

function methodOf({ method, path, operation }: ToldCall, schemas: Schemas): string {
  const name = operation.operationId?.split('.')[1];
  const ids = [...path.matchAll(/\{(\w+)\}/g)].map(([, id]) => `${id}: string`);
  const body = bodyOf(operation);
  const query = (operation.parameters ?? []).filter((parameter) => parameter.in === 'query');
  const said = body
    ? [`body: ${typeOf(body)}`]
    : query.length > 0
      ? [`query${query.some(({ required }) => required) ? '' : '?'}: ${queryType(query)}`]
      : [];
  const settings =
    body && query.length > 0 ? `CallSettings & { query?: ${queryType(query)} }` : 'CallSettings';
  const told = [operation.summary, operation.description, `\`${method.toUpperCase()} ${path}\``];
  const comment = commentOf({ description: told.filter(Boolean).join('\n\n') }, '    ');
  return `${comment}    ${name}(${[...ids, ...said, `settings?: ${settings}`].join(', ')}): ${answerOf(operation, schemas)};`;
}

const bodyOf = ({ requestBody }: ToldOperation): JsonSchema | undefined =>
  Object.values(requestBody?.content ?? {})[0]?.schema;

const queryType = (query: readonly Parameter[]): string =>
  typeOf({
    type: 'object',
    properties: Object.fromEntries(
      query.map(({ name, schema, description }) => [
        name,
        { ...schema, ...(description ? { description } : {}) },
      ]),
    ),
    required: query.filter(({ required }) => required).map(({ name }) => name),
  });

/** What it resolves to; a list is also gone through with `for await`. */
function answerOf({ responses = {} }: ToldOperation, schemas: Schemas): string {
  const good = Object.entries(responses).filter(([status]) => /^20[0-7]$/.test(status) && status !== '204');
  const bodies = good.flatMap(([, { content = {} }]) => Object.entries(content));
  if (bodies.length === 0) return 'Promise<undefined>';
  const types = bodies.map(([media, { schema = {} }]) =>
    /json/.test(media) ? typeOf(schema) : media.startsWith('image/') ? 'Uint8Array' : 'string',
  );
  const answer = [...new Set(types)].join(' | ');
  const item = entryOf(bodies[0]?.[1].schema, schemas);
  return item ? `Paged<${answer}, ${typeOf(item)}>` : `Promise<${answer}>`;
}

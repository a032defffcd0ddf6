import { METHODS } from '../../../shared/domain/schema/route.ts';
import { type CodeSample, samplesOf } from './code-samples.ts';
import { FIELD_WORDS } from './field-words.ts';
import type { JsonSchema } from './json-schema.ts';
import { told, withWords } from './with-words.ts';

type Media = Record<string, { schema?: JsonSchema }>;
export type Parameter = {
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  schema?: JsonSchema;
};
/** As much of a call or an event as the document tells and its readers show. */
export type ToldOperation = {
  operationId?: string;
  tags?: string[];
  summary?: string;
  description?: string;
  /** Empty where no key is asked for. */
  security?: object[];
  parameters?: Parameter[];
  requestBody?: { content?: Media };
  responses?: Record<string, { description?: string; content?: Media }>;
  'x-codeSamples'?: CodeSample[];
};
export type ToldCall = { method: string; path: string; operation: ToldOperation };
type Paths = Record<string, Record<string, ToldOperation>>;
type Document = {
  servers?: { url: string }[];
  paths?: object;
  webhooks?: object;
  components?: { schemas?: object };
};

/** The document with words on every field, and with every call as curl and TypeScript say it. */
export function tellDocument<D extends object>(document: D): D {
  const { paths = {}, webhooks = {}, components = {}, servers } = document as Document;
  const schemas = Object.fromEntries(
    Object.entries((components.schemas ?? {}) as Record<string, JsonSchema>).map(([name, schema]) => [
      name,
      withWords(schema, name, FIELD_WORDS),
    ]),
  );
  const base = servers?.[0]?.url ?? '';
  const toldPaths = mapOperations(paths as Paths, (spoken, method, path) => {
    const operation = inWords(spoken);
    return { ...operation, 'x-codeSamples': samplesOf({ method, path, operation, schemas, base }) };
  });
  return {
    ...document,
    paths: toldPaths,
    webhooks: mapOperations(webhooks as Paths, inWords),
    components: { ...components, schemas },
  };
}

/** Every call of a document, in its order. */
export const callsOf = ({ paths = {} }: Pick<Document, 'paths'>): ToldCall[] =>
  Object.entries(paths as Paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
  );

/** Every call under its heading; reading first, whichever of a path's calls was registered first. */
export function callsByTag(document: Pick<Document, 'paths'>): Map<string, ToldCall[]> {
  const groups = new Map<string, ToldCall[]>();
  for (const [path, item] of Object.entries((document.paths ?? {}) as Paths))
    for (const method of METHODS) {
      const operation = item[method];
      if (!operation) continue;
      const tag = operation.tags?.[0] ?? 'Other';
      groups.set(tag, [...(groups.get(tag) ?? []), { method, path, operation }]);
    }
  return groups;
}

const mapOperations = (
  paths: Paths,
  change: (operation: ToldOperation, method: string, path: string) => ToldOperation,
): Paths =>
  Object.fromEntries(
    Object.entries(paths).map(([path, methods]) => [
      path,
      Object.fromEntries(
        Object.entries(methods).map(([method, operation]) => [method, change(operation, method, path)]),
      ),
    ]),
  );

/** One call or event with words on its parameters, its body and its answers. */
function inWords(operation: ToldOperation): ToldOperation {
  const parent = operation.operationId ?? '';
  const inMedia = (content: Media): Media =>
    Object.fromEntries(
      Object.entries(content).map(([media, { schema, ...rest }]) => [
        media,
        { ...rest, ...(schema ? { schema: withWords(schema, parent, FIELD_WORDS) } : {}) },
      ]),
    );
  return {
    ...operation,
    ...(operation.parameters ? { parameters: operation.parameters.map(parameterInWords) } : {}),
    ...(operation.requestBody?.content
      ? { requestBody: { ...operation.requestBody, content: inMedia(operation.requestBody.content) } }
      : {}),
    responses: Object.fromEntries(
      Object.entries(operation.responses ?? {}).map(([status, { content, ...rest }]) => [
        status,
        { ...rest, ...(content ? { content: inMedia(content) } : {}) },
      ]),
    ),
  };
}

/** A parameter's words stand beside its schema, as readers of OpenAPI look for them there. */
function parameterInWords(parameter: Parameter): Parameter {
  const field = told(parameter.schema ?? {}, parameter.name, 'parameters', FIELD_WORDS);
  const description = parameter.description ?? field.description;
  return {
    ...parameter,
    ...(description ? { description } : {}),
    schema: withWords(field, parameter.name, FIELD_WORDS),
  };
}

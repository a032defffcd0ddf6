import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import type { JsonSchema } from '../../functions/api/document/json-schema.ts';
import { apiDocument } from '../../functions/api/document/whole-document.ts';
import { REFERENCE_FILE, referencePage } from '../../infra/build/reference.ts';
import { ALL_ROUTES } from '../../shared/domain/schema/all-routes.ts';
import { EVENT_TYPES } from '../../shared/domain/vocabulary.ts';
import { GENERATORS } from '../generators/generators.ts';

const document = apiDocument();

it('docs/reference.md is what `npm run reference` writes today', () => {
  expect(readFileSync(REFERENCE_FILE, 'utf8')).toBe(referencePage());
});

it('every call stands there with a sentence, as curl and as TypeScript', () => {
  const page = referencePage();
  const silent = ALL_ROUTES.filter(
    ({ method, path, summary }) => !page.includes(`\`${method.toUpperCase()} ${path}\`. ${summary}.`),
  );
  expect(silent).toEqual([]);
  expect(page.match(/^curl /gm)).toHaveLength(ALL_ROUTES.length);
  expect(page.match(/^(const page = )?await vouch\./gm)).toHaveLength(ALL_ROUTES.length);
  expect(page).not.toMatch(/undefined|\{\w+Id?\}'/);
});

it('every path stands in a page that people wrote, with its ids or with examples of them', () => {
  const pages = [join(REFERENCE_FILE, '../../README.md'), ...writtenPages(dirname(REFERENCE_FILE))];
  const text = pages.map((page) => readFileSync(page, 'utf8')).join('\n');
  const isTold = (path: string): boolean => {
    const parts = path.split(/\{\w+\}/).map((part) => part.replaceAll('.', String.raw`\.`));
    return new RegExp(`${parts.join('[^/\\s`\'"]+')}(?![\\w/{<]|\\.\\w)`).test(text);
  };
  expect([...new Set(ALL_ROUTES.map(({ path }) => path))].filter((path) => !isTold(path))).toEqual([]);
});

const writtenPages = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name))
    .filter((name) => name !== REFERENCE_FILE);

/** Every field of a schema with the way to it. */
function fieldsOf(schema: JsonSchema | undefined, at: string): { at: string; field: JsonSchema }[] {
  if (!schema) return [];
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, field]) => [
    { at: `${at}.${name}`, field },
    ...fieldsOf(field, `${at}.${name}`),
  ]);
  const inner = [schema.items, ...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  return [...own, ...inner.flatMap((one) => fieldsOf(one, at))];
}

/** Everything in the document that is a schema, whoever holds it. */
function schemasIn(value: unknown, at: string): { at: string; schema: JsonSchema }[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === 'schema' ? [{ at, schema: inner as JsonSchema }] : schemasIn(inner, `${at}/${name}`),
  );
}

it('every field and every parameter says what it is, and shows an example where it is one value', () => {
  const named = Object.entries(document.components?.schemas ?? {}) as [string, JsonSchema][];
  const fields = [
    ...named.flatMap(([name, schema]) => fieldsOf(schema, name)),
    ...schemasIn([document.paths, document.webhooks], '').flatMap(({ at, schema }) => fieldsOf(schema, at)),
  ];
  expect(fields.length).toBeGreaterThan(1_500);
  expect(fields.filter(({ field }) => !field.description).map(({ at }) => at)).toEqual([]);
  const isOne = ({ type, $ref, allOf, properties, items, additionalProperties }: JsonSchema): boolean =>
    !$ref && !allOf && !properties && !items && !additionalProperties && type !== 'object';
  const bare = fields
    .filter(({ field }) => isOne(field) && !(field.anyOf ?? field.oneOf ?? []).some((one) => !isOne(one)))
    .filter(({ field }) => [field, ...(field.anyOf ?? [])].every(showsNone));
  expect([...new Set(bare.map(({ at }) => at.split('.').pop()))]).toEqual([]);
  const parameters = Object.values(document.paths ?? {}).flatMap((methods) =>
    Object.values(
      methods as Record<string, { parameters?: { name: string; description?: string }[] }>,
    ).flatMap(({ parameters = [] }) => parameters),
  );
  expect(parameters.filter(({ description }) => !description).map(({ name }) => name)).toEqual([]);
});

const showsNone = ({ example, const: only, enum: codes }: JsonSchema): boolean =>
  example === undefined && only === undefined && !codes;

it('spells what generators of clients trip over in the way that all of them read', () => {
  const inside = (value: unknown): JsonSchema[] =>
    typeof value === 'object' && value !== null
      ? [value as JsonSchema, ...Object.values(value).flatMap(inside)]
      : [];
  const all = inside([document.components, document.paths, document.webhooks]);
  expect(all.filter((schema) => Array.isArray(schema.enum) && schema.enum.includes(null))).toEqual([]);
  expect(all.filter(({ pattern }) => typeof pattern === 'string' && pattern.includes('\\/'))).toEqual([]);
  expect(document.components?.schemas?.LiftFigure).toMatchObject({
    properties: {
      method: { anyOf: [{ enum: ['wholeShop', 'ratioToRest', 'syntheticControl'] }, { type: 'null' }] },
    },
  });
});

it('what is sent to webhooks is in the document, every event with its payload', () => {
  expect(Object.keys(document.webhooks ?? {}).sort()).toEqual([...EVENT_TYPES].sort());
});

it('docs/api.md names the generators that were tried, at the versions tried', () => {
  const page = readFileSync('docs/api.md', 'utf8');
  const unnamed = GENERATORS.filter(({ name, version }) => !page.includes(`${name} ${version}`));
  expect(unnamed).toEqual([]);
});

import { type JsonSchema, refName } from './json-schema.ts';

/** A schema as TypeScript says it. */
export function typeOf(schema: JsonSchema, indent = ''): string {
  if (schema.$ref) return refName(schema);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  const many = schema.anyOf ?? schema.oneOf;
  if (many) return [...new Set(many.map((one) => typeOf(one, indent)))].join(' | ');
  if (schema.allOf) return schema.allOf.map((one) => typeOf(one, indent)).join(' & ');
  if (Array.isArray(schema.type))
    return schema.type.map((type) => typeOf({ ...schema, type }, indent)).join(' | ');
  if (schema.type === 'array') return `Array<${typeOf(schema.items ?? {}, indent)}>`;
  if (schema.type === 'object' || schema.properties) return objectType(schema, indent);
  return SIMPLE[schema.type ?? ''] ?? 'unknown';
}

const SIMPLE: Record<string, string> = {
  string: 'string',
  number: 'number',
  integer: 'number',
  boolean: 'boolean',
  null: 'null',
};

function objectType(
  { properties = {}, required = [], additionalProperties }: JsonSchema,
  indent: string,
): string {
  const inner = `${indent}  `;
  const fields = Object.entries(properties).map(([name, field]) => {
    const optional = required.includes(name) ? '' : '?';
    return `${commentOf(field, inner)}${inner}${JSON.stringify(name)}${optional}: ${typeOf(field, inner)};`;
  });
  const rest = typeof additionalProperties === 'object' ? typeOf(additionalProperties, inner) : undefined;
  if (fields.length === 0) return `Record<string, ${rest ?? 'unknown'}>`;
  return `{\n${fields.join('\n')}\n${indent}}`;
}

/** What an editor shows of it. */
export function commentOf({ description, example }: JsonSchema, indent: string): string {
  const lines = [
    ...(description ? description.split('\n') : []),
    ...(example === undefined || typeof example === 'object' ? [] : [`@example ${JSON.stringify(example)}`]),
  ].map((line) => line.replaceAll('*/', '* /'));
  if (lines.length === 0) return '';
  if (lines.length === 1) return `${indent}/** ${lines[0]} */\n`;
  return `${indent}/**\n${lines.map((line) => `${indent} * ${line}`.trimEnd()).join('\n')}\n${indent} */\n`;
}

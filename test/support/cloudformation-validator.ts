import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import type { Property, PropertyType, SpecDatabase } from '@aws-cdk/service-spec-types';

/**
 * CloudFormation's own schemas against a template, without the network: unknown property, missing required
 * property, wrong type, dangling reference. The schemas know no lists of allowed values.
 */
export type Template = {
  Resources: Record<
    string,
    { Type: string; Properties?: Record<string, unknown>; DependsOn?: string | string[] }
  >;
  Parameters?: Record<string, unknown>;
  Conditions?: Record<string, unknown>;
  Outputs?: Record<string, unknown>;
};

let database: SpecDatabase | undefined;

/** One line per fault, each naming its place; empty when CloudFormation would accept the template's form. */
export function faultsOf(template: Template): string[] {
  database ??= loadAwsServiceSpecSync();
  const db = database;
  const resources = Object.entries(template.Resources);
  return [
    ...resources.flatMap(([id, resource]) => resourceFaults(db, id, resource)),
    ...danglingReferences(db, template),
  ];
}

function resourceFaults(db: SpecDatabase, id: string, resource: Template['Resources'][string]): string[] {
  if (resource.Type.startsWith('Custom::')) return [];
  const known = db.lookup('resource', 'cloudFormationType', 'equals', resource.Type)[0];
  if (!known) return [`${id}: no resource type ${resource.Type}`];
  return propertyFaults(db, id, known.properties, resource.Properties ?? {});
}

function propertyFaults(
  db: SpecDatabase,
  place: string,
  schema: Record<string, Property>,
  given: Record<string, unknown>,
): string[] {
  const unknown = Object.keys(given).filter((name) => !schema[name]);
  const missing = Object.keys(schema).filter((name) => schema[name]?.required && given[name] === undefined);
  return [
    ...unknown.map((name) => `${place}: unknown property ${name}`),
    ...missing.map((name) => `${place}: missing required ${name}`),
    ...Object.entries(given).flatMap(([name, value]) => {
      const property = schema[name];
      if (!property) return [];
      const types = [property.type, ...(property.previousTypes ?? [])];
      return leastFaults(types.map((type) => typeFaults(db, `${place}.${name}`, type, value)));
    }),
  ];
}

function typeFaults(db: SpecDatabase, place: string, type: PropertyType, value: unknown): string[] {
  if (isIntrinsic(value)) return [];
  switch (type.type) {
    case 'string':
    case 'date-time':
      return typeof value === 'string' || typeof value === 'number' ? [] : [`${place}: wants a ${type.type}`];
    case 'number':
      return typeof value === 'number' ? [] : [`${place}: wants a number`];
    case 'integer':
      return Number.isInteger(value) ? [] : [`${place}: wants an integer`];
    case 'boolean':
      return typeof value === 'boolean' ? [] : [`${place}: wants a boolean`];
    case 'tag':
      return isObject(value) ? [] : [`${place}: wants a tag`];
    case 'array':
      if (!Array.isArray(value)) return [`${place}: wants a list`];
      return value.flatMap((element, index) => typeFaults(db, `${place}[${index}]`, type.element, element));
    case 'map':
      if (!isObject(value)) return [`${place}: wants a map`];
      return Object.entries(value).flatMap(([name, element]) =>
        typeFaults(db, `${place}.${name}`, type.element, element),
      );
    case 'ref': {
      if (!isObject(value)) return [`${place}: wants an object`];
      return propertyFaults(db, place, db.get('typeDefinition', type.reference.$ref).properties, value);
    }
    case 'union':
      return leastFaults(type.types.map((one) => typeFaults(db, place, one, value)));
    default:
      return [];
  }
}

/** Of several allowed types the one that fits best: none at all when the value fits one. */
const leastFaults = (candidates: string[][]): string[] =>
  candidates.reduce((best, faults) => (faults.length < best.length ? faults : best));

function danglingReferences(db: SpecDatabase, template: Template): string[] {
  const named = new Set([...Object.keys(template.Resources), ...Object.keys(template.Parameters ?? {})]);
  const exists = (id: string): boolean => named.has(id) || id.startsWith('AWS::');
  const faults: string[] = [];
  visit(template.Resources, 'Resources');
  visit(template.Outputs ?? {}, 'Outputs');
  for (const [id, { DependsOn = [] }] of Object.entries(template.Resources)) {
    for (const other of [DependsOn].flat())
      if (!exists(other)) faults.push(`${id}: depends on missing ${other}`);
  }
  return faults;

  function visit(value: unknown, place: string): void {
    if (isObject(value)) check(value, place);
    if (typeof value === 'object' && value !== null) {
      for (const [name, inner] of Object.entries(value)) visit(inner, `${place}.${name}`);
    }
  }

  function check(value: Record<string, unknown>, place: string): void {
    if (typeof value.Ref === 'string' && !exists(value.Ref))
      faults.push(`${place}: no such Ref ${value.Ref}`);
    const attribute = value['Fn::GetAtt'];
    if (Array.isArray(attribute)) checkAttribute(String(attribute[0]), String(attribute[1]), place);
  }

  function checkAttribute(id: string, name: string, place: string): void {
    const type = template.Resources[id]?.Type;
    if (!type) faults.push(`${place}: GetAtt of missing ${id}`);
    else if (!type.startsWith('Custom::')) {
      const known = db.lookup('resource', 'cloudFormationType', 'equals', type)[0];
      if (known && !known.attributes[name]) faults.push(`${place}: ${type} has no attribute ${name}`);
    }
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isIntrinsic = (value: unknown): boolean => {
  if (!isObject(value)) return false;
  const [name, ...more] = Object.keys(value);
  return more.length === 0 && (name === 'Ref' || name === 'Condition' || name?.startsWith('Fn::') === true);
};

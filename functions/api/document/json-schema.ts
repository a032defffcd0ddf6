/** As much of JSON Schema as the document uses. */
export type JsonSchema = {
  $ref?: string;
  type?: string | string[];
  format?: string;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  description?: string;
  example?: unknown;
  enum?: unknown[];
  const?: unknown;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
};

/** The name of the schema that is meant; empty where it is written out in place. */
export const refName = ({ $ref }: JsonSchema): string => $ref?.split('/').pop() ?? '';

/** The schema itself, where it stands under a name. */
export const resolved = (schema: JsonSchema, schemas: Record<string, JsonSchema>): JsonSchema =>
  schemas[refName(schema)] ?? schema;

/** What one entry of a page is, where the answer is a page: of a list (`data`) or of a table (`rows`). */
export function entryOf(
  answer: JsonSchema | undefined,
  schemas: Record<string, JsonSchema>,
): JsonSchema | undefined {
  const { properties } = resolved(answer ?? {}, schemas);
  return properties?.nextCursor && (properties.data ?? properties.rows)?.items;
}

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

/** What one entry of a page is, where the answer is a page: of a list (`data`) or of a table (`rows`). */
export function entryOf(
  answer: JsonSchema | undefined,
  schemas: Record<string, JsonSchema>,
): JsonSchema | undefined {
  const { properties } = schemas[answer?.$ref?.split('/').pop() ?? ''] ?? answer ?? {};
  return properties?.nextCursor && (properties.data ?? properties.rows)?.items;
}

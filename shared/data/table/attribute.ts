/**
 * DynamoDB's attribute values as they stand on the wire, for the zod-free side of the house. Everything else uses
 * the SDK's marshalling.
 */
export type Attribute = { S: string } | { N: string } | { BOOL: boolean } | { B: string | Uint8Array };
export type Item = Record<string, Attribute>;

export const text = (value: string): Attribute => ({ S: value });
export const number = (value: number): Attribute => ({ N: String(value) });

/** Only what is there: `undefined` and '' are left out. */
export function itemOf(values: Record<string, string | number | undefined>): Item {
  const item: Item = {};
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined || value === '') continue;
    item[name] = typeof value === 'number' ? number(value) : text(value);
  }
  return item;
}

export function textOf(item: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = item[name] as { S?: string } | undefined;
  return value?.S;
}

export function numberOf(item: Readonly<Record<string, unknown>>, name: string): number | undefined {
  const value = item[name] as { N?: string } | undefined;
  return value?.N === undefined ? undefined : Number(value.N);
}

import type * as z from 'zod';
import type { Kind } from './kinds.ts';

/** What is made of it, and what is not as the table says. */
export function strayings(schema: z.ZodType, { takes, refuses }: Kind): unknown[] {
  const said = (sent: unknown) => {
    const { success, data, error } = schema.safeParse(sent);
    return success
      ? { kept: data }
      : { refused: error.issues.map(({ path, message }) => ({ path, message })) };
  };
  const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
  return [
    ...takes.flatMap(({ sent, kept }) => {
      const is = said(sent);
      return 'kept' in is && sorted(is.kept) === sorted(kept) ? [] : [{ sent, kept, is }];
    }),
    ...refuses.flatMap(({ sent, says, at = [] }) => {
      const is = said(sent);
      const found = is.refused?.some(({ path, message }) => same(path, at) && message.includes(says));
      return found ? [] : [{ sent, says, at, is }];
    }),
  ];
}
/** As JSON, whatever the order of its fields. */
const sorted = (value: unknown) =>
  JSON.stringify(value, (_, field) =>
    typeof field === 'object' && field !== null && !Array.isArray(field)
      ? Object.fromEntries(Object.entries(field).sort(([one], [other]) => (one < other ? -1 : 1)))
      : field,
  );

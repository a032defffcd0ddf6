import type { Visit } from './visit.ts';

/** What the address says under the names of these fields, as it stands there: the API reads it, or says what is wrong. */
export const askedOf = <F extends object>({ query }: Pick<Visit, 'query'>, fields: F) =>
  Object.fromEntries(Object.keys(fields).flatMap((name) => (query[name] ? [[name, query[name]]] : []))) as {
    [N in keyof F]?: string;
  };

import { day, externalId, page } from './common.ts';
import { fields, id, maybe, text } from './kinds.ts';

/** `{id}` in a path. */
export const one = (prefix: string) => ({ params: fields({ id: id(prefix) }) });
/** `external/{externalId}`. */
export const byName = { params: fields({ externalId }) };
export const ofDay = { params: fields({ day }) };
export const pages = { query: fields(page) };
export const search = { q: maybe(text(100)) };

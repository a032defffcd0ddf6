import { OPERATIONS } from '../domain/schema/operations.ts';
import { everyPage, type Given, type Send } from './transport.ts';

type Groups = Record<string, Record<string, (...said: unknown[]) => Promise<unknown>>>;

/**
 * Every call under its name: `vouch.links.create(link)`, `vouch.orders.refund(id, refund)`. What each takes and answers
 * is typed for whoever installs the package, from the document (infra/build/client-types.ts).
 */
export function nameCalls(send: Send): Groups {
  const groups: Groups = {};
  for (const [at, name] of Object.entries(OPERATIONS)) {
    const [method = '', path = ''] = at.split(' ');
    const [group = '', call = ''] = name.split('.');
    groups[group] ??= {};
    groups[group][call] = (...said) => {
      const given = givenOf(name, method, path, said);
      const answer = send(method, path, given);
      return method === 'get'
        ? Object.assign(answer, { [Symbol.asyncIterator]: () => everyPage(send, path, given, answer) })
        : answer;
    };
  }
  return groups;
}

/** Said beside a call; no body and no query has a field of such a name. */
const SETTINGS = new Set(['idempotencyKey', 'signal', 'timeoutMs', 'query']);

/** What a call was given, in its order: the ids of its path, then what it says, then the settings. */
function givenOf(name: string, method: string, path: string, said: readonly unknown[]): Given {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter = '']) => parameter);
  const params = Object.fromEntries(names.map((parameter, index) => [parameter, said[index]]));
  for (const [parameter, value] of Object.entries(params))
    if (typeof value !== 'string' || value === '')
      throw new TypeError(`vouch.${name}: ${parameter} is missing, or not a text`);
  const rest = said.slice(names.length);
  const settings = areSettings(rest.at(-1)) ? (rest.pop() as Given) : {};
  const [spoken] = rest;
  const isQuery = method === 'get' || method === 'delete';
  return {
    params: params as Record<string, string>,
    ...(spoken === undefined
      ? {}
      : isQuery
        ? { query: spoken as Record<string, unknown> }
        : { body: spoken }),
    ...settings,
  };
}

function areSettings(last: unknown): boolean {
  if (typeof last !== 'object' || last === null) return false;
  const names = Object.keys(last);
  return names.length > 0 && names.every((name) => SETTINGS.has(name));
}

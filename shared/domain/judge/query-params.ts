const LONGEST_QUERY = 4096;
const MOST_PARAMS = 64;
const LONGEST_VALUE = 100;

const NONE: ReadonlyMap<string, string> = new Map();

/** The query's parameters, names lower-cased, the first of each name kept, values cut at 100 characters; never throws. */
export function readParams(query: string): ReadonlyMap<string, string> {
  if (query === '') return NONE;
  const params = new Map<string, string>();
  for (const pair of query.slice(0, LONGEST_QUERY).split('&', MOST_PARAMS)) {
    const equals = pair.indexOf('=');
    const name = (equals < 0 ? pair : pair.slice(0, equals)).toLowerCase();
    if (name !== '' && !params.has(name)) params.set(name, equals < 0 ? '' : decoded(pair.slice(equals + 1)));
  }
  return params;
}

function decoded(value: string): string {
  const text = value.slice(0, LONGEST_VALUE).replaceAll('+', ' ');
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** By the part itself, as long as it lives. */
const encoded = new WeakMap<object, string>();

/**
 * A document as one line of JSON, its names words of ours. Its parts that are frozen never change, and are shared by many documents: each is
 * encoded once, which is most of a click (its verdict and its evidence).
 */
export function lineOf(document: Readonly<Record<string, unknown>>): string {
  let line = '';
  for (const name of Object.keys(document)) {
    const part = document[name];
    if (part === undefined) continue;
    line += `${line === '' ? '{' : ','}"${name}":${textOf(part)}`;
  }
  return line === '' ? '{}\n' : `${line}}\n`;
}

/** Ids and names, as they nearly all are: nothing to escape. */
const PLAIN = /^[\w .:-]*$/;

function textOf(part: unknown): string {
  if (typeof part === 'string' && PLAIN.test(part)) return `"${part}"`;
  if (typeof part !== 'object' || part === null || !Object.isFrozen(part)) return JSON.stringify(part);
  const known = encoded.get(part);
  if (known !== undefined) return known;
  const text = JSON.stringify(part);
  encoded.set(part, text);
  return text;
}

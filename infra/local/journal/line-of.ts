/** By the part itself, as long as it lives. */
const encoded = new WeakMap<object, string>();

/**
 * A document as one line of JSON, its names words of ours. Its parts that are frozen never change, and are shared by many documents: each is
 * encoded once, which is most of a click (its verdict and its evidence).
 */
export function lineOf(document: Readonly<Record<string, unknown>>): string {
  let line = '';
  let before = '{"';
  for (const name in document) {
    const part = document[name];
    if (part === undefined) continue;
    line += before + name;
    before = ',"';
    if (typeof part === 'string' && PLAIN.test(part)) line += `":"${part}"`;
    else line += `":${textOf(part)}`;
  }
  return line === '' ? '{}\n' : `${line}}\n`;
}

/** Ids and names, as they nearly all are: nothing to escape. */
const PLAIN = /^[\w .:-]*$/;

function textOf(part: unknown): string {
  if (typeof part === 'number' && Number.isFinite(part)) return String(part);
  if (typeof part !== 'object' || part === null) return JSON.stringify(part);
  // Asked before whether it is frozen, which goes through all that it holds: nothing else was ever put there.
  const known = encoded.get(part);
  if (known !== undefined) return known;
  const text = JSON.stringify(part);
  if (Object.isFrozen(part)) encoded.set(part, text);
  return text;
}

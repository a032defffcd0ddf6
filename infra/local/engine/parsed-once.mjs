/**
 * Our stores ask by a few dozen expressions, again and again with other values; reading each anew was a fifth of the
 * engine's work. What the parser made of one is kept as a pattern and filled with the values of the next. Nothing of a
 * value counts when it is read but its type, which a pattern is kept under, and two things that are never kept: which bound
 * of a BETWEEN is the greater (asked again at each filling) and which type an attribute_type names.
 */
const MOST_KEPT = 500;
const READS_A_VALUE = /attribute_type/i;

/** Gives these parsers a memory, which works while `turnedOn` says so. What is refused is read anew each time. */
export function parsedOnce(parsers, turnedOn) {
  for (const parser of parsers) {
    const { parse } = parser;
    const patterns = new Map();
    parser.parse = (text, options) =>
      turnedOn() && !READS_A_VALUE.test(text) ? filled(patterns, text, options, parse) : parse(text, options);
  }
}

function filled(patterns, text, options, parse) {
  const { context } = options;
  const name = nameOf(text, context);
  const pattern = patterns.get(name) ?? patternOf(text, context, parse);
  if (!pattern || !inOrder(pattern, context)) return parse(text, options);
  if (patterns.size >= MOST_KEPT) patterns.clear();
  patterns.set(name, pattern);
  for (const used of pattern.names) delete context.unusedAttrNames[used];
  for (const used of pattern.values) delete context.unusedAttrVals[used];
  return copied(pattern.read, pattern.places, context.attrVals);
}

function nameOf(text, { attrNames, attrVals }) {
  let name = text;
  for (const key in attrNames) name += `\n${key} ${attrNames[key]}`;
  for (const key in attrVals) name += `\n${key} ${Object.keys(attrVals[key])}`;
  return name;
}

/** What was read, where its values stand, and which names and values it used; nothing where the parser refused. */
function patternOf(text, context, parse) {
  const attrVals = Object.fromEntries(
    Object.entries(context.attrVals ?? {}).map(([at, value]) => [at, { ...value }]),
  );
  const [unusedAttrNames, unusedAttrVals] = [{ ...context.attrNames }, { ...attrVals }];
  const places = new Map(Object.entries(attrVals).map(([at, value]) => [value, at]));
  const read = parse(text, { context: { ...context, attrVals, unusedAttrNames, unusedAttrVals } });
  if (typeof read === 'string') return undefined;
  const used = (all, unused) => Object.keys(all ?? {}).filter((at) => !(at in unused));
  return {
    read,
    places,
    names: used(context.attrNames, unusedAttrNames),
    values: used(attrVals, unusedAttrVals),
    bounds: boundsIn(read.expression, places),
  };
}

/** The two bounds of each BETWEEN that are values, by their names. */
function boundsIn(node, places) {
  if (!node?.args) return [];
  const inside = node.args.flatMap((one) => boundsIn(one, places));
  const [from, to] = node.args.slice(1).map((bound) => places.get(bound));
  return node.type === 'between' && from && to ? [[from, to], ...inside] : inside;
}

const inOrder = ({ bounds }, { attrVals, compare }) =>
  bounds.every(([from, to]) => !compare('GT', attrVals[from], attrVals[to]));

/** As the parser would have made it, of this request's own values: whoever writes into it writes into nobody else's. */
function copied(node, places, values) {
  if (node === null || typeof node !== 'object') return node;
  const place = places.get(node);
  if (place !== undefined) return values[place];
  if (Array.isArray(node)) return node.map((one) => copied(one, places, values));
  const copy = Object.create(Object.getPrototypeOf(node));
  for (const key of Object.keys(node)) copy[key] = copied(node[key], places, values);
  return copy;
}

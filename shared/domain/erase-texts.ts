/** Fields that are left out when what they say is erased; any other says `erased`, as it may not be missing. */
const LEFT_OUT = new Set([
  'customerId',
  'clickId',
  'email',
  'externalId',
  'displayName',
  'city',
  'couponCode',
]);
/** Shorter ones are only found where they stand alone: "li" is in many words. */
const SHORTEST_WITHIN = 3;

/**
 * JSON without these texts: a field that is one of them goes or says `erased`, a list loses it, a sentence or an address
 * that holds it says `erased` in its place. Text that holds JSON itself (a payload) is looked into. `undefined` when
 * there was nothing to erase.
 */
export function eraseTexts<T>(json: T, texts: readonly string[]): T | undefined {
  const whole: ReadonlySet<unknown> = new Set(texts);
  const long = texts.filter((text) => text.length >= SHORTEST_WITHIN).map(escaped);
  const within = long.length > 0 ? new RegExp(`(?<![\\w-])(?:${long.join('|')})(?![\\w-])`, 'g') : undefined;
  let found = false;

  const clean = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.filter((one) => !isErased(one)).map(clean);
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).flatMap(cleanField));
    return typeof value === 'string' ? cleanText(value) : value;
  };
  const isErased = (value: unknown): boolean => {
    const erased = whole.has(value);
    found ||= erased;
    return erased;
  };
  const cleanField = ([name, value]: [string, unknown]): [string, unknown][] => {
    if (!isErased(value)) return [[name, clean(value)]];
    return LEFT_OUT.has(name) ? [] : [[name, 'erased']];
  };
  const cleanText = (text: string): string => {
    const inner = /^[[{]/.test(text) ? parseOr(text) : undefined;
    if (inner !== undefined) {
      const erased = eraseTexts(inner, texts);
      found ||= erased !== undefined;
      return erased === undefined ? text : JSON.stringify(erased);
    }
    const erased = within ? text.replace(within, 'erased') : text;
    found ||= erased !== text;
    return erased;
  };

  const erased = clean(json) as T;
  return found ? erased : undefined;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function parseOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

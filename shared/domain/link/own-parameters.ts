/** An address as text: `https://host/path`, its query without "?" (undefined: none), its fragment with "#" or ''. */
export type AddressParts = { front: string; query: string | undefined; fragment: string };

export function partsOf(address: string): AddressParts {
  const hash = address.indexOf('#');
  const whole = hash < 0 ? address : address.slice(0, hash);
  const mark = whole.indexOf('?');
  return {
    front: mark < 0 ? whole : whole.slice(0, mark),
    query: mark < 0 ? undefined : whole.slice(mark + 1),
    fragment: hash < 0 ? '' : address.slice(hash),
  };
}

/** A pair's name as servers read it; what can't be decoded stands for itself. */
export function pairName(pair: string): string {
  const equals = pair.indexOf('=');
  const name = equals < 0 ? pair : pair.slice(0, equals);
  if (!/[%+]/.test(name)) return name;
  try {
    return decodeURIComponent(name.replaceAll('+', ' '));
  } catch {
    return name;
  }
}

/** Percent-encoded as UTF-8; half a surrogate pair becomes the replacement character, as every URL parser has it. */
export const escapeText = (text: string): string =>
  encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'));

/** The click that led here, and the brand's own people: what would credit one link's order to another. */
const OURS: ReadonlySet<string> = new Set(['vclid', 'vouch_internal']);
/** On the short link itself also the scan's mark; a shop may well have a `qr` of its own. */
const OURS_ON_LINK: ReadonlySet<string> = new Set([...OURS, 'qr']);

export const isOwnOnLink = (name: string): boolean => OURS_ON_LINK.has(name.toLowerCase());

/**
 * An address that was copied from a shop's address bar, without the click id that stood in it: as a pair of the query
 * or of the fragment's, or within another parameter, escaped. Every other byte stays.
 */
export function withoutOwnParameters(address: string): string {
  const { front, query, fragment } = partsOf(address);
  const kept = query === undefined ? '' : withoutOurs(query, '?');
  const mark = fragment.indexOf('?');
  const anchor =
    mark < 0
      ? withoutOurs(fragment.slice(1), '#')
      : fragment.slice(0, mark) + withoutOurs(fragment.slice(mark + 1), '?');
  const cleaned = front + kept + (fragment === '#' ? '#' : anchor);
  return cleaned.replace(WITHIN, (_whole, before: string, after?: string) => (after ? before : ''));
}

function withoutOurs(pairs: string, mark: '?' | '#'): string {
  const all = pairs.split('&');
  const kept = all.filter((pair) => !OURS.has(pairName(pair).toLowerCase()) && !IS_CLICK_ID.test(pair));
  if (kept.length === all.length) return pairs === '' && mark === '#' ? '' : mark + pairs;
  return kept.length === 0 ? '' : mark + kept.join('&');
}

/** Under whatever name: shops' hooks find a click id wherever it stands. */
const IS_CLICK_ID = /=clk_[\w-]{43}$/;

/** A click id of ours behind another separator, or in an address within this one, escaped once or more. */
const WITHIN =
  /([;?&#]|%(?:25)*(?:3F|26|3B|23))vclid(?:=|%(?:25)*3D)clk_[\w-]{43}(?![\w-])([;&]|%(?:25)*(?:26|3B))?/gi;

import { once } from '../remember.ts';
import { LINK_PAGES, OUR_DOORS } from './doors.ts';
import { isSlugShaped } from './slug.ts';

/**
 * Further addresses of a link, from other shorteners: what stood behind the host there. Letters and digits of any
 * script, emoji, and `- _ . @`; short or long, with full stops and slashes, reserved words too. Like slugs they
 * are one address with all that can be mistaken for them, unless another link has that spelling: then the exact one.
 */
const piece = once(() => /^(?:[\p{L}\p{M}\p{N}\p{So}\p{Sk}_.@-]|\u200d|\ufe0f)+$/u);
const MOST = 200;

/** Where Vouch answers itself, or what browsers and scanners ask every host for. */
const KEPT_FREE: ReadonlySet<string> = new Set([
  ...OUR_DOORS,
  ...'v2 api robots.txt favicon.ico sitemap.xml'.split(' '),
]);

/** Can this be an address of a link? */
export function isAddress(text: string): boolean {
  const pieces = text.split('/');
  return (
    text.length <= MOST &&
    text === text.normalize('NFC') &&
    pieces.every((text) => piece().test(text) && !text.startsWith('.') && !text.endsWith('.')) &&
    !KEPT_FREE.has(pieces[0] ?? '') &&
    !LINK_PAGES.test(text)
  );
}

/** What no slug could be, though a link may stand there. */
export const isOddAddress = (text: string): boolean => !isSlugShaped(text) && isAddress(text);

import { isSlugShaped } from './slug.ts';

/**
 * Further addresses of a link, from other shorteners: what stood behind the host there. Letters and digits of any
 * script, emoji, and `- _ . @`; short or long, with full stops and slashes, reserved words too. Like slugs they
 * are one address with all that can be mistaken for them, unless another link has that spelling: then the exact one.
 */
const PIECE = /^(?:[\p{L}\p{M}\p{N}\p{So}\p{Sk}_.@-]|\u200d|\ufe0f)+$/u;
const MOST = 200;

/** Where Vouch answers itself, or what browsers and scanners ask every host for. */
const OURS =
  /^(?:v1|v2|api|docs|openapi\.json|healthz|metrics|outbox|app|apply|r|u|e|v|v\.js|robots\.txt|favicon\.ico|sitemap\.xml)(?:\/|$)/;
const PAGES = /\/(?:qr\.svg|qr\.png|preview)$/;

/** Can this be an address of a link? */
export const isAddress = (text: string): boolean =>
  text.length <= MOST &&
  text === text.normalize('NFC') &&
  text.split('/').every((piece) => PIECE.test(piece) && !piece.startsWith('.') && !piece.endsWith('.')) &&
  !OURS.test(text) &&
  !PAGES.test(text);

/** What no slug could be, though a link may stand there. */
export const isOddAddress = (text: string): boolean => !isSlugShaped(text) && isAddress(text);

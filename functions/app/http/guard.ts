import { signedTexts } from '../../../shared/domain/sealed/purposes.ts';
import type { SealKeys } from '../../../shared/domain/sealed/sealed-text.ts';
import { isSignature, sign } from '../../../shared/domain/sealed/signature.ts';
import type { Site } from './site.ts';

/**
 * Did this form come from one of our own pages? Both headers must agree where both are there, and one must be:
 * hono's csrf() is content with either, and compares with an origin that is not the public one behind a front door.
 */
export function isOwnForm(request: Request, site: Site): boolean {
  const fetchSite = request.headers.get('sec-fetch-site');
  const origin = request.headers.get('origin');
  if (fetchSite === null && origin === null) return false;
  return (fetchSite === null || fetchSite === 'same-origin') && (origin === null || origin === site.origin);
}

const FORM_TYPES = /^(application\/x-www-form-urlencoded|multipart\/form-data)\s*(;|$)/i;
export const isFormType = (request: Request): boolean =>
  FORM_TYPES.test(request.headers.get('content-type') ?? '');

/** Bound to the session, fresh at each drawing, so that a compressed page gives nothing away. */
export function formToken(sessionId: string, random: Uint8Array, keys: SealKeys): string {
  const salt = Buffer.from(random).toString('base64url');
  return `${salt}.${sign(signedTexts.form(sessionId, salt), keys)}`;
}

export function isFormToken(token: string, sessionId: string, keys: SealKeys): boolean {
  const [salt = '', signature = ''] = token.split('.', 2);
  return isSignature(signature, signedTexts.form(sessionId, salt), keys);
}

/** Where to go after signing in: a page of ours, or the first one. */
export function safeNext(next: string | undefined, site: Site): string {
  if (!next || !URL.canParse(next, site.origin)) return '/app';
  const { origin, pathname, search } = new URL(next, site.origin);
  const isOurs = origin === site.origin && (pathname === '/app' || pathname.startsWith('/app/'));
  return isOurs ? `${pathname}${search}` : '/app';
}

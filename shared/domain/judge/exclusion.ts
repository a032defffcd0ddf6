import type { Hit, ShareSignal } from '../click/hit.ts';
import type { ExcludedReason } from '../vocabulary.ts';
import { type Signs, seenByScript } from './signs.ts';

export type Exclusion = { reason: ExcludedReason; because: string; share?: ShareSignal };

/** Why a hit is no click, if it is none: the ladder of exclusions, first match wins. Repeats are not known here. */
export function readExclusion(hit: Hit, signs: Signs): Exclusion | undefined {
  return (
    fromMethod(hit) ??
    fromPrefetch(hit) ??
    fromPreview(signs) ??
    fromBot(signs) ??
    fromSubresource(hit, signs) ??
    fromInternalMark(hit)
  );
}

function fromMethod({ method }: Hit): Exclusion | undefined {
  if (method === 'GET') return undefined;
  const verb = method.slice(0, 16).toUpperCase();
  if (verb === 'GET') return undefined;
  return verb === 'HEAD'
    ? { reason: 'head', because: 'method:head' }
    : { reason: 'subresource', because: 'method:not-get' };
}

/** Fetched ahead, then really shown: the browser asks no second time, the site script says so. */
function fromPrefetch({ headers }: Hit): Exclusion | undefined {
  if (!isPrefetch(headers) || seenByScript(headers).includes('shown')) return undefined;
  return { reason: 'prefetch', because: 'purpose:prefetch' };
}

/**
 * Whether the browser fetches ahead of a visit that may never come: `Sec-Purpose`, its elder `Purpose`, Safari's
 * `X-Purpose`, Firefox's `X-Moz`.
 */
export function isPrefetch(headers: Hit['headers']): boolean {
  return PURPOSES.some((name) => {
    const header = headers[name];
    if (header === undefined) return false;
    const value = header.slice(0, 64).trim().toLowerCase();
    return value.startsWith('prefetch') || value.startsWith('prerender') || value.startsWith('preview');
  });
}

const PURPOSES = ['sec-purpose', 'purpose', 'x-purpose', 'x-moz'] as const;

function fromPreview({ agent: { preview } }: Signs): Exclusion | undefined {
  if (!preview) return undefined;
  const { app, fetchedBy } = preview;
  return { reason: 'preview', because: `preview:${app}`, share: { app, fetchedBy } };
}

function fromBot({ agent }: Signs): Exclusion | undefined {
  return agent.bot ? { reason: 'bot', because: 'ua:bot' } : undefined;
}

function fromSubresource({ headers }: Hit, { fetchDest }: Signs): Exclusion | undefined {
  if (fetchDest !== '' && fetchDest !== 'document') {
    return { reason: 'subresource', because: `sec-fetch-dest:${fetchDest}` };
  }
  const scripted = headers['x-requested-with']?.slice(0, 32).toLowerCase() === 'xmlhttprequest';
  return scripted ? { reason: 'subresource', because: 'x-requested-with:xmlhttprequest' } : undefined;
}

/** The brand's own people: `?vouch_internal=1`, the header `X-Vouch-Internal`, or the cookie that the page sets. */
function fromInternalMark({ headers, query }: Hit): Exclusion | undefined {
  const marked =
    hasPair(query, '&', 'vouch_internal=1') ||
    isMark(headers['x-vouch-internal']) ||
    hasPair(headers.cookie, ';', 'vouch_internal=1') ||
    hasPair(headers.cookie, ';', 'x-vouch-internal=1');
  return marked ? { reason: 'internal', because: 'mark:internal' } : undefined;
}

function isMark(header: string | undefined): boolean {
  return header !== undefined && ['1', 'true', 'yes'].includes(header.slice(0, 8).trim().toLowerCase());
}

function hasPair(text: string | undefined, separator: string, pair: string): boolean {
  if (!text) return false;
  const read = text.slice(0, LONGEST_READ);
  return read.includes(pair) && read.split(separator).some((part) => part.trim() === pair);
}

/** Of a query or a cookie header: servers refuse longer ones anyway. */
const LONGEST_READ = 8192;

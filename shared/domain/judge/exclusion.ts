import type { Hit, ShareSignal } from '../click/hit.ts';
import type { ExcludedReason } from '../vocabulary.ts';
import { BELOW_A_SITE } from './short-host.ts';
import { type Signs, seenByScript } from './signs.ts';
import { INTERNAL_MARK } from './what-is-read.ts';

export type Exclusion = { reason: ExcludedReason; because: string; share?: ShareSignal };

/**
 * Why a hit, as what-is-read.ts hands it over, is no click, if it is none: the ladder of exclusions, first match wins.
 * Repeats are not known here.
 */
export function readExclusion(hit: Hit, signs: Signs): Exclusion | undefined {
  return (
    fromMethod(hit) ??
    fromPrefetch(hit) ??
    fromPreview(signs) ??
    fromBot(hit, signs) ??
    fromContradiction(hit, signs) ??
    fromSubresource(hit, signs) ??
    fromInternalMark(hit)
  );
}

function fromMethod({ method }: Hit): Exclusion | undefined {
  if (method === 'GET') return undefined;
  return method === 'HEAD'
    ? { reason: 'head', because: 'method:head' }
    : { reason: 'subresource', because: 'method:not-get' };
}

/** Fetched ahead, then really shown where the tap asks no second time: the site script or an order says so. */
function fromPrefetch({ headers }: Hit): Exclusion | undefined {
  if (!isPrefetch(headers)) return undefined;
  if (!tapAsksAgain(headers) && seenByScript(headers).includes('shown')) return undefined;
  return { reason: 'prefetch', because: 'purpose:prefetch' };
}

/**
 * Whether the browser fetches ahead of a visit that may never come: `Sec-Purpose`, its elder `Purpose`, Safari's
 * `X-Purpose`, Firefox's `X-Moz`.
 */
export function isPrefetch(headers: Hit['headers']): boolean {
  return PURPOSES.some((name) => {
    const purpose = headers[name];
    return purpose !== undefined && AHEAD.some((start) => purpose.startsWith(start));
  });
}

/**
 * `<link rel=prefetch>` only warms a cache, which keeps no answer of ours: Sec-Fetch-Dest is `empty`, and the tap asks
 * again. Speculation rules fetch the page itself (`document`), and the tap shows it (Chromium 156, measured).
 */
const tapAsksAgain = (headers: Hit['headers']): boolean =>
  headers['sec-fetch-dest'] !== undefined && headers['sec-fetch-dest'] !== 'document';

/** May this request turn out to be the click itself? */
export const mayBeShown = (headers: Hit['headers']): boolean => isPrefetch(headers) && !tapAsksAgain(headers);

const PURPOSES = ['sec-purpose', 'purpose', 'x-purpose', 'x-moz'] as const;
const AHEAD = ['prefetch', 'prerender', 'preview'];

function fromPreview({ agent: { preview } }: Signs): Exclusion | undefined {
  if (!preview) return undefined;
  const { app, fetchedBy } = preview;
  return { reason: 'preview', because: `preview:${app}`, share: { app, fetchedBy } };
}

/**
 * Assistants that browse for somebody look like Chrome to the letter, but sign what they ask for and name their signer
 * (draft-meunier-web-bot-auth; OpenAI's agent and Amazon's AgentCore browser do). No person's browser does.
 */
function fromBot({ headers }: Hit, { agent }: Signs): Exclusion | undefined {
  if (agent.bot) return { reason: 'bot', because: 'ua:bot' };
  const signer = headers['signature-agent'];
  return signer
    ? { reason: 'bot', because: `signature-agent:${signer.slice('https://'.length)}` }
    : undefined;
}

/**
 * `same-site` says that a page of the same site led here. Scraping libraries that dress up as browsers send it to every
 * host (got-scraping 4.2.1, crawlee); to a short domain that is a site of its own no page can have led so, unless it is
 * named. Below a brand's site (go.example.com) one can, and `rel="noreferrer"` or `no-referrer` hides it (Chromium 156,
 * measured: the rest of the headers is the same): there it is believed. Apps' windows are spared.
 */
function fromContradiction(
  { headers }: Hit,
  { fetchSite, agent, package: shown }: Signs,
): Exclusion | undefined {
  if (headers.host === BELOW_A_SITE) return undefined;
  const window = shown !== undefined || (agent.app !== undefined && agent.app.kind !== 'browser');
  if (fetchSite !== 'same-site' || headers.referer !== undefined || window) return undefined;
  return { reason: 'bot', because: 'sec-fetch-site:same-site without referer' };
}

function fromSubresource({ headers }: Hit, { fetchDest }: Signs): Exclusion | undefined {
  if (fetchDest !== '' && fetchDest !== 'document') {
    return { reason: 'subresource', because: `sec-fetch-dest:${fetchDest}` };
  }
  const scripted = headers['x-requested-with'] === 'xmlhttprequest';
  return scripted ? { reason: 'subresource', because: 'x-requested-with:xmlhttprequest' } : undefined;
}

/** The brand's own people: `?vouch_internal=1`, the header `X-Vouch-Internal`, or the cookie that the page sets. */
function fromInternalMark({ headers, query }: Hit): Exclusion | undefined {
  const marked =
    query.startsWith(INTERNAL_MARK) ||
    headers['x-vouch-internal'] === '1' ||
    headers.cookie === INTERNAL_MARK;
  return marked ? { reason: 'internal', because: 'mark:internal' } : undefined;
}

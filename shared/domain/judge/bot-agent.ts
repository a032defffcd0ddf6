import { type AppSeen, includesAny, isBrowserShaped } from './app-of.ts';
import { type Fetcher, fetcherOf } from './fetcher-of.ts';
import { ENGINES, MACHINE_NAMES, OFFICE_NAMES, OTHER_BROWSERS } from './tables/browser-names.ts';

/** What a fetcher writes and a phone does not, whatever app it claims to be. */
const FETCHER_MARKS = [
  '+http',
  '(http',
  '-Google/',
  'Catchpoint',
  'wechatdevtools',
  'spider',
  'Spider',
  'crawler',
  'Crawler',
  'bot/',
  'Bot/',
  'bot;',
  'Headless',
  'Lighthouse',
];
/** Real browsers whose own names or builds isbot takes for fetchers. */
const REAL_BROWSERS = [
  'UCBrowser/',
  'SogouMobileBrowser/',
  'SogouMSE',
  'Google/google',
  'google/google',
  // Debian 12's; nothing but a name and a version.
  'Dillo/',
  'NetSurf/',
  'w3m/',
];

/**
 * Whether a machine sent this user agent, and nobody looks at what it fetches. A known app without a fetcher's mark is a
 * person, whatever its user agent begins with; one that begins like no browser and names no app or browser that is
 * known is none. Between them isbot decides, but for phones and windows that it takes for fetchers (models called
 * Discovery, CUBOT, Radar; WeChat's "tools").
 */
export function isMachine(
  userAgent: string,
  app: AppSeen | undefined,
  fetcher: Fetcher | undefined,
): boolean {
  if (includesAny(userAgent, MACHINE_NAMES) || isOffice(userAgent)) return true;
  if (fetcher === undefined) return !app && !isKnownBrowser(userAgent);
  if (includesAny(withoutBracketValues(userAgent), FETCHER_MARKS)) return true;
  if (app && app.kind !== 'browser') {
    return !isBrowserShaped(userAgent) && (isBareName(userAgent) || fetcherInWords(userAgent));
  }
  if (includesAny(userAgent, REAL_BROWSERS)) return false;
  return !isBrowserShaped(userAgent) || fetcherOf(withoutModel(userAgent)) !== undefined;
}

/** A browser names its engine, or is one of the few that never did. */
const isKnownBrowser = (userAgent: string): boolean =>
  includesAny(userAgent, ENGINES) || includesAny(userAgent, OTHER_BROWSERS);

function isOffice(userAgent: string): boolean {
  if (!includesAny(userAgent, OFFICE_NAMES)) return false;
  return !(includesAny(userAgent, ENGINES) && userAgent.includes('Outlook'));
}

/** An app's name and at most its version: its window would tell the telephone, its fetching code does not. */
const isBareName = (userAgent: string): boolean => /^[\w.-]+$/.test(userAgent.replace('/', ''));

/**
 * Of an app's own words: whether one of them is a fetcher's. How a user agent begins, and that it has no blank, is no
 * evidence against an app.
 */
function fetcherInWords(userAgent: string): boolean {
  return fetcherOf(`Mozilla/5.0 (K) AppleWebKit/537.36 ${withoutBracketValues(userAgent)}`) !== undefined;
}

/** Meta's bracket without what its phone, carrier and screen are called: names are no evidence. */
function withoutBracketValues(userAgent: string): string {
  return userAgent.replace(/\b(FBCR|FBDV|FBMF|FBBD|FBDM|FBMD)\/[^;\]]{0,80}/g, '$1/');
}

/**
 * The same user agent with its Android model and build replaced by "K", as Chrome itself sends it today: a phone's
 * name is no evidence against it, what follows the first parenthesis still is.
 */
function withoutModel(userAgent: string): string {
  const android = userAgent.indexOf('Android');
  const opened = userAgent.indexOf('(');
  const closed = userAgent.indexOf(') AppleWebKit', opened);
  if (opened < 0 || android < opened || closed < android) return userAgent;
  const model = userAgent.indexOf(';', android);
  if (model < 0 || model > closed) return userAgent;
  return `${userAgent.slice(0, model)}; K${userAgent.slice(closed)}`;
}

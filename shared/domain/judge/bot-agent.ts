import { type AppSeen, includesAny, isBrowserShaped } from './app-of.ts';
import { fetcherOf } from './fetcher-of.ts';

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
const REAL_BROWSERS = ['UCBrowser/', 'SogouMobileBrowser/', 'SogouMSE', 'Google/google', 'google/google'];

/**
 * Whether a user agent that isbot flags is a machine's after all: not a real phone or in-app browser that it takes for
 * one (models called Discovery, CUBOT, Radar; WeChat's "tools").
 */
export function isBotAgent(userAgent: string, app: AppSeen | undefined): boolean {
  if (!isBrowserShaped(userAgent) || includesAny(userAgent, FETCHER_MARKS)) return true;
  if (app && app.kind !== 'browser') return false;
  if (includesAny(userAgent, REAL_BROWSERS)) return false;
  return fetcherOf(withoutModel(userAgent)) !== undefined;
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

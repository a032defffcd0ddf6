import { isbot } from 'isbot';
import { appOf, includesAny, isBrowserShaped } from './app-of.ts';

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
 * Whether the user agent is a machine's: isbot's judgement, after the real phones and in-app browsers that it would
 * wrongly flag (models called Discovery, CUBOT, Radar; WeChat's "tools"). A missing user agent is a machine's.
 */
export function isBotAgent(userAgent: string): boolean {
  if (userAgent.trim() === '') return true;
  if (!isbot(userAgent)) return false;
  if (!isBrowserShaped(userAgent) || includesAny(userAgent, FETCHER_MARKS)) return true;
  const app = appOf(userAgent);
  if (app && app.kind !== 'browser') return false;
  if (includesAny(userAgent, REAL_BROWSERS)) return false;
  return isbot(withoutModel(userAgent));
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

import { type AppSeen, includesAny } from './app-of.ts';
import { appOfPackage } from './package-of.ts';
import { isNative, readAddress } from './referrer-address.ts';
import { type Medium, registeredLabel, subdomainLabels } from './tables/host-finder.ts';
import { findHost } from './tables/host-tables.ts';

export type Referrer = {
  medium: Medium;
  app?: string;
  /** Lower-case host, or the package of an `android-app://` referrer: letters, digits, `.`, `-` and `_` only. */
  host: string;
  /** Set where only the host's shape says so (`webmail.…`), not a table. */
  guessed?: true;
  /** Set for `android-app://`: a native app, known or not, named itself. */
  native?: true;
};

/**
 * Where a Referer header says the visitor came from. `undefined` for what is no address (referrer-address.ts) or comes
 * from a browser's own package.
 */
export function classifyReferrer(referer: string): Referrer | undefined {
  const address = readAddress(referer);
  if (!address) return undefined;
  return isNative(address) ? fromPackage(address.host) : fromHost(address.host, address.path);
}

/** Facebook and Nextdoor name their site where their package should stand (snowplow-referer-parser#172). */
function fromPackage(name: string): Referrer | undefined {
  const seen = appOfPackage(name);
  if (seen?.kind === 'browser') return undefined;
  const site = seen ? undefined : findHost(name)?.fact;
  return { ...(site ? { app: registeredLabel(name), ...site } : mediumOf(seen)), host: name, native: true };
}

function mediumOf(seen: AppSeen | undefined): { medium: Medium; app?: string } {
  if (!seen || seen.kind === 'browser') return { medium: 'other' };
  return { medium: seen.kind === 'app' ? 'other' : seen.kind, app: seen.app };
}

function fromHost(host: string, path: string): Referrer {
  const shown = pageShownBy(host);
  if (shown !== undefined) return { ...fromHost(shown, path), host };
  const assistant = ASSISTANT_PATHS.find((page) => host.endsWith(page.host) && path.startsWith(page.path));
  if (assistant) return { medium: 'ai_assistant', app: assistant.app, host };
  const known = findHost(host);
  if (known && !(known.fact.medium === 'search' && looksLikeMail(known.before.split('.'), path))) {
    return { app: registeredLabel(host), ...known.fact, host };
  }
  // Some apps send their package as if it were a host: https://com.reddit.frontpage/
  const seen = appOfPackage(host);
  if (seen && seen.kind !== 'browser') return { ...mediumOf(seen), host };
  if (isWebmail(host, path)) return { medium: 'email', app: registeredLabel(host), host, guessed: true };
  return { medium: 'other', host };
}

/**
 * The host of the page that Google shows under an address of its own, translated or as AMP: `medium-com.translate.goog` is a page of
 * medium.com. A full stop is written "-", a "-" twice, and `0-…-0` stands round what would read like an IDN
 * (amp.dev, "AMP Cache URL format"; translated pages are called by the same rule).
 */
function pageShownBy(host: string): string | undefined {
  const shower = SHOWERS.find((end) => host.endsWith(end));
  const label = shower === undefined ? '' : host.slice(0, -shower.length);
  if (!label.includes('-') || label.includes('.')) return undefined;
  const name = label.startsWith('0-') && label.endsWith('-0') ? label.slice(2, -2) : label;
  return name
    .split('--')
    .map((part) => part.replaceAll('-', '.'))
    .join('-');
}
const SHOWERS = ['.translate.goog', '.cdn.ampproject.org'];

/** Assistants that live on a page of a network's own host. */
const ASSISTANT_PATHS = [
  { host: 'x.com', path: '/i/grok', app: 'grok' },
  { host: 'bing.com', path: '/chat', app: 'copilot' },
  { host: 'bing.com', path: '/copilot', app: 'copilot' },
  { host: 'huggingface.co', path: '/chat', app: 'huggingchat' },
];

/**
 * Webmail by its shape. A top-level name among the labels (`mail.ru.evil.example`, `incredimail.com-login.example`)
 * means that somebody dresses up as another host: no guess then.
 */
function isWebmail(host: string, path: string): boolean {
  const labels = subdomainLabels(host);
  const registered = registeredLabel(host);
  const after = labels.slice(Math.max(0, labels.findIndex(isMailLabel)));
  if ([...after, registered].some(dressesUp)) return false;
  return looksLikeMail(labels, path) || registered.startsWith('deref-');
}

function dressesUp(label: string): boolean {
  const head = label.split('-', 1)[0] ?? '';
  return ['com', 'net', 'org'].includes(head) || /^[a-z]{2}$/.test(head);
}

const MAIL_LABELS = new Set([
  'owa',
  'email',
  'e-mail',
  'messagerie',
  'roundcube',
  'zimbra',
  'horde',
  'squirrelmail',
  'poczta',
  'posta',
  'correo',
  'correio',
]);
const MAIL_PATHS = [
  '/owa/',
  '/webmail',
  '/roundcube',
  '/zimbra',
  '/SOGo/',
  '/squirrelmail',
  '/horde/',
  '/rainloop',
  '/cpsess',
];

function looksLikeMail(labels: readonly string[], path: string): boolean {
  return labels.some(isMailLabel) || MAIL_PATHS.some((start) => path.startsWith(start));
}

/** `wmail`, `mailbusiness`, `webmail1`, `deref-mail-02`: by what the label holds, words that only hold it excepted. */
function isMailLabel(label: string): boolean {
  if (MAIL_LABELS.has(label)) return true;
  return includesAny(label, ['mail', 'messageriepro', 'deref-']) && !includesAny(label, NO_MAIL);
}
const NO_MAIL = ['mailorder', 'mail-order', 'dailymail', 'blackmail', 'mailman', 'snailmail', 'mailchimp'];

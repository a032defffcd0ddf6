import { type AppSeen, includesAny } from './app-of.ts';
import { appOfPackage, isPackageName } from './package-of.ts';
import { findHost, type Medium, registeredLabel, subdomainLabels } from './tables/host-tables.ts';

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

const LONGEST_HOST = 253;
/** More of a Referer than any host needs is never looked at. */
const LONGEST_READ = 512;

/**
 * Where a Referer header says the visitor came from. `undefined` for what is no web address (`javascript:`, `data:`,
 * garbage, two headers in one) or comes from a browser's own package. The host is what a browser would connect to:
 * `https://instagram.com@evil.example/` is `evil.example`.
 */
export function classifyReferrer(referer: string): Referrer | undefined {
  const text = referer.slice(0, LONGEST_READ).trim();
  const native = androidPackage(text);
  if (native !== undefined) return fromPackage(native);
  const address = webAddress(text);
  return address && fromHost(address.host, address.path);
}

function fromPackage(name: string): Referrer | undefined {
  const seen = appOfPackage(name);
  if (seen?.kind === 'browser') return undefined;
  return { ...mediumOf(seen), host: name.toLowerCase(), native: true };
}

function mediumOf(seen: AppSeen | undefined): { medium: Medium; app?: string } {
  if (!seen || seen.kind === 'browser') return { medium: 'other' };
  return { medium: seen.kind === 'app' ? 'other' : seen.kind, app: seen.app };
}

function fromHost(host: string, path: string): Referrer {
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
const MAIL_PATHS = ['/owa/', '/webmail', '/roundcube', '/zimbra', '/SOGo/', '/squirrelmail', '/horde/'];

function looksLikeMail(labels: readonly string[], path: string): boolean {
  return labels.some(isMailLabel) || MAIL_PATHS.some((start) => path.startsWith(start));
}

function isMailLabel(label: string): boolean {
  if (MAIL_LABELS.has(label) || label.endsWith('mail') || label.startsWith('webmail')) return true;
  return (
    includesAny(label, ['lightmailer', 'messageriepro', 'webmail', 'deref-']) ||
    /^mail[\d-]{0,4}$/.test(label)
  );
}

function androidPackage(text: string): string | undefined {
  if (!text.slice(0, 14).toLowerCase().startsWith('android-app://')) return undefined;
  const name = text.slice(14, hostEnd(text, 14));
  return isPackageName(name) ? name : undefined;
}

function webAddress(text: string): { host: string; path: string } | undefined {
  const scheme = text.slice(0, 8).toLowerCase();
  const start = scheme.startsWith('https://') ? 8 : scheme.startsWith('http://') ? 7 : -1;
  if (start < 0) return undefined;
  const end = hostEnd(text, start);
  const authority = text.slice(Math.max(start, text.lastIndexOf('@', end - 1) + 1), end);
  const host = withoutPort(authority).toLowerCase();
  return isHost(host) ? { host, path: text.slice(end) } : undefined;
}

function hostEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    if (HOST_ENDS.includes(text.charCodeAt(at))) return at;
  }
  return text.length;
}

/** What ends the host of a web address, in codes: / ? # \\ */
const HOST_ENDS = [47, 63, 35, 92];

function withoutPort(authority: string): string {
  const colon = authority.indexOf(':');
  const host = colon < 0 ? authority : authority.slice(0, colon);
  return host.endsWith('.') ? host.slice(0, -1) : host;
}

function isHost(host: string): boolean {
  if (host === '' || host.length > LONGEST_HOST || host.includes('..')) return false;
  return /^[a-z0-9_][a-z0-9_.-]*$/.test(host);
}

/** A request's target, read once: the path begins with "/", the query has no "?"; both still percent-encoded. */
export type RequestTarget = { path: string; query: string };

/**
 * Takes every form that a proxy forwards (RFC 9112 §3.2): `/path?query`, the absolute `http://host/path` of HAProxy,
 * and a `#fragment` that some clients send along. The path is written one way (RFC 3986 §6.2.2): letters, digits and
 * `-._~` unescaped, runs of slashes as one, as nginx and Apache forward it.
 */
export function readTarget(target: string): RequestTarget {
  if (PLAIN.test(target)) return { path: target, query: '' };
  const [local = ''] = withoutAuthority(target).split('#', 1);
  const mark = local.indexOf('?');
  const path = mark < 0 ? local : local.slice(0, mark);
  return { path: tidyPath(path), query: mark < 0 ? '' : local.slice(mark + 1) };
}

/** Nine of ten requests: nothing to tidy. */
const PLAIN = /^\/[A-Za-z0-9_-]*$/;

const withoutAuthority = (target: string): string =>
  target.startsWith('/') ? target : target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '');

function tidyPath(path: string): string {
  const rooted = path.startsWith('/') ? path : `/${path === '*' ? '' : path}`;
  return rooted
    .replace(UNRESERVED, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16)))
    .replace(/\/{2,}/g, '/');
}

/** `%2D %2E %5F %7E`, digits and letters: what never needed an escape. */
const UNRESERVED = /%(?:2[DE]|5F|7E|3\d|[46][1-9A-F]|[57][\dA])/gi;

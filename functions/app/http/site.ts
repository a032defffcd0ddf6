/** How the public address is reached decides what its cookies may be. */
export type Site = {
  origin: string;
  host: string;
  kind: 'https' | 'loopback' | 'plain';
  /** Of the session's cookie, and of the one that remembers who asked for a link. */
  cookie: string;
  askCookie: string;
};

/**
 * https takes `__Host-` cookies. On http every browser keeps them only on loopback, and Safari not even there: so a
 * plain name with the port in it (cookies know no ports). http elsewhere: reference in docs/security.md.
 */
export function siteOf(publicUrl: string): Site {
  const { origin, host, hostname, protocol, port } = new URL(publicUrl);
  const name = protocol === 'https:' ? '__Host-vouch' : `vouch-${port || '80'}`;
  const kind = protocol === 'https:' ? 'https' : isLoopback(hostname) ? 'loopback' : 'plain';
  return { origin, host, kind, cookie: name, askCookie: `${name}-ask` };
}

export const isLoopback = (hostname: string): boolean =>
  /^(127(\.\d{1,3}){3}|\[::1\]|localhost|[a-z0-9-]+\.localhost)$/i.test(hostname);

/** HttpOnly and Lax: Strict would be missing when a link in a mail is followed, and after its redirects. */
export function writeCookie(site: Site, name: string, value: string, maxAgeSeconds: number): string {
  const secure = site.kind === 'https' ? '; Secure' : '';
  return `${name}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAgeSeconds}${secure}`;
}

export function readCookie(request: Request, name: string): string | undefined {
  for (const part of (request.headers.get('cookie') ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim() || undefined;
  }
  return undefined;
}

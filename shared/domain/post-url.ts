/**
 * What two addresses of one post have in common: the same whatever the scheme, `www.` or `m.`, the case of the host,
 * a slash at the end, and what sharing adds behind `?` and `#`. A query that names the post itself stays (YouTube's `v`,
 * Facebook's `story_fbid` and `fbid`).
 */
export function postUrlKey(text: string): string {
  if (!URL.canParse(text)) return text.trim();
  const { hostname, pathname, searchParams } = new URL(text);
  const named = POST_QUERY.flatMap((name) =>
    searchParams.has(name) ? [`${name}=${searchParams.get(name)}`] : [],
  );
  const host = hostname.replace(/^(?:www|m|mobile)\./, '');
  return `${host}${pathname.replace(/\/+$/, '')}${named.length > 0 ? `?${named.join('&')}` : ''}`;
}

/** What of a query names a post, and so is part of its address. */
export const POST_QUERY = ['v', 'story_fbid', 'fbid', 'id'] as const;

import { ADDRESS_PATHS } from './imports/cells/address-paths.ts';
import { readPostAddress } from './imports/cells/post-address.ts';

/**
 * What two addresses of one post have in common: its platform and its id there, whichever of the platform's hosts and
 * paths leads to it (`/reel/` and `/p/`, `youtu.be` and `watch?v=`, `x.com` and `twitter.com`). Where the id does not
 * stand in it, the address itself: the same whatever the scheme, `www.` or `m.`, the case of the host, a slash at the end,
 * and what sharing adds behind `?` and `#`. A query that names the post itself stays.
 */
export function postUrlKey(text: string): string {
  if (!URL.canParse(text)) return text.trim();
  const { platform, mediaId } = readPostAddress(text) ?? {};
  if (platform && mediaId) return `${platform}:${mediaId}`;
  const { hostname, pathname, searchParams } = new URL(text);
  const named = [...POST_QUERY].flatMap((name) =>
    searchParams.has(name) ? [`${name}=${searchParams.get(name)}`] : [],
  );
  const host = hostname.replace(/^(?:www|m|mobile)\./, '');
  return `${host}${pathname.replace(/\/+$/, '')}${named.length > 0 ? `?${named.join('&')}` : ''}`;
}

/**
 * What of a query names a post somewhere: on the platforms, and on pages of one's own (WordPress's `?p=`, Apple's `?i=` of an
 * episode, Naver's `blogId` and `logNo`, WeChat's articles, Douyin's `modal_id`).
 */
const POST_QUERY = new Set([
  ...Object.values(ADDRESS_PATHS).flatMap(({ query = [] }) => query),
  ...'p i post post_id postId page_id article articleId articleid articleNo story blogId logNo clubid'.split(
    ' ',
  ),
  ...'modal_id bvid __biz mid idx sn episode'.split(' '),
]);

import { hostFinder, registeredLabel } from '../../judge/tables/host-finder.ts';
import { canonicalPlatform } from '../../judge/tables/platform-names.ts';
import { SOCIAL_HOSTS } from '../../judge/tables/social-hosts.ts';

/** What a post's address says: where it stands, its id there, and whose it is where that stands in it. */
export type PostAddress = { url: string; platform?: string; mediaId?: string; handle?: string };

/** How a platform's addresses are built; which hosts are its own, the judge knows. */
type PathFact = {
  formerly?: string;
  /** Of a post: its id, and the handle before it where there is one. */
  posts: readonly RegExp[];
  /** Of a post under the short host. */
  short?: RegExp;
  /** What of the query names the post. */
  query?: string;
  /** Of a profile. */
  profile: RegExp;
};

const PATHS: Readonly<Record<string, PathFact>> = {
  instagram: {
    posts: [/^\/(?:(?<handle>[\w.]+)\/)?(?:p|reel|reels|tv)\/(?<id>[\w-]+)/],
    profile: /^\/(?<handle>[\w.]+)\/?$/,
  },
  tiktok: {
    posts: [/^\/(?:@(?<handle>[\w.]+)\/)?(?:video|photo|v)\/(?<id>\d+)/],
    profile: /^\/@(?<handle>[\w.]+)\/?$/,
  },
  youtube: {
    posts: [/^\/(?:shorts|live|embed)\/(?<id>[\w-]{6,})/, /^\/watch\?(?:.*&)?v=(?<id>[\w-]{6,})/],
    short: /^\/(?<id>[^?]+)/,
    query: 'v',
    profile: /^\/(?:@|c\/|user\/|channel\/)(?<handle>[\w.-]+)\/?$/,
  },
  x: {
    formerly: 'twitter',
    posts: [/^\/(?<handle>\w+)\/status\/(?<id>\d+)/],
    profile: /^\/(?<handle>\w+)\/?$/,
  },
  facebook: {
    posts: [/^\/(?:(?<handle>[\w.]+)\/)?(?:posts|videos|reel)\/(?<id>\w+)/],
    profile: /^\/(?<handle>[\w.]+)\/?$/,
  },
  pinterest: {
    posts: [/^\/pin\/(?<id>\d+)/],
    profile: /^\/(?<handle>\w+)\/?$/,
  },
};

/** The command carries this one table. */
const findSocialHost = hostFinder({ social: SOCIAL_HOSTS });

/**
 * The platform that a host is the own name of, also where that is spelled with a full stop in it (`youtu.be`). Not one
 * whose host only leads on (`t.co`, `pin.it`): its addresses name nobody.
 */
function siteOf({ hostname }: URL): { platform: string; fact: PathFact; isShort: boolean } | undefined {
  const known = findSocialHost(hostname);
  if (!known) return undefined;
  const label = registeredLabel(hostname);
  const platform = known.fact.app ?? label;
  const fact = Object.hasOwn(PATHS, platform) ? PATHS[platform] : undefined;
  const isNamed = label === platform || label === fact?.formerly;
  const isOwn = isNamed || hostname.replaceAll('.', '').endsWith(platform);
  return fact && isOwn ? { platform, fact, isShort: !isNamed } : undefined;
}

/** How people shorten platforms in a column of that name, beside what the judge knows them as. */
const SHORT: Readonly<Record<string, string>> = { insta: 'instagram', tt: 'tiktok', 'tik tok': 'tiktok' };

/** A platform as Vouch writes it. */
export const platformNamed = (text: string): string => {
  const name = canonicalPlatform(text);
  return SHORT[name] ?? name;
};

const urlOf = (text: string): URL | undefined => {
  const whole = /^https?:\/\//i.test(text) ? text : `https://${text}`;
  return /^[\w-]+(\.[\w-]+)+([/?#]|$)/.test(whole.replace(/^https?:\/\//i, '')) && URL.canParse(whole)
    ? new URL(whole)
    : undefined;
};

/** The address of a post, read; undefined where the text is no address. What a share button adds is no part of it. */
export function readPostAddress(text: string): PostAddress | undefined {
  const url = urlOf(text.trim());
  if (!url) return undefined;
  const site = siteOf(url);
  if (!site) return { url: `${url.origin}${url.pathname}${url.search}` };
  const { platform, fact, isShort } = site;
  const named = fact.query && url.searchParams.get(fact.query);
  const path = `${url.pathname}${typeof named === 'string' ? `?${fact.query}=${named}` : ''}`;
  const patterns = isShort && fact.short ? [fact.short] : fact.posts;
  const groups = patterns.map((pattern) => pattern.exec(path)?.groups).find(Boolean);
  return {
    url: `${url.origin}${path}`,
    platform,
    ...(groups?.id ? { mediaId: groups.id } : {}),
    ...(groups?.handle ? { handle: groups.handle } : {}),
  };
}

/** A handle as it was written, or out of a profile's address with its platform. */
export function readHandle(text: string): { handle: string; platform?: string } | undefined {
  const trimmed = text.trim().normalize('NFC');
  if (!trimmed.includes('/')) return trimmed ? { handle: trimmed } : undefined;
  const url = urlOf(trimmed);
  const site = url && siteOf(url);
  const handle = site?.fact.profile.exec(url?.pathname ?? '')?.groups?.handle;
  return site && handle ? { handle, platform: site.platform } : undefined;
}

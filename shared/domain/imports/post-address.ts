/** What a post's address says: where it stands, its id there, and whose it is where that stands in it. */
export type PostAddress = { url: string; platform?: string; mediaId?: string; handle?: string };

type PlatformFact = {
  platform: string;
  hosts: RegExp;
  /** Of a post: its id, and the handle before it where there is one. */
  posts: readonly RegExp[];
  /** Of a profile. */
  profile: RegExp;
};

const PLATFORMS: readonly PlatformFact[] = [
  {
    platform: 'instagram',
    hosts: /(^|\.)instagram\.com$|^instagr\.am$/,
    posts: [/^\/(?:(?<handle>[\w.]+)\/)?(?:p|reel|reels|tv)\/(?<id>[\w-]+)/],
    profile: /^\/(?<handle>[\w.]+)\/?$/,
  },
  {
    platform: 'tiktok',
    hosts: /(^|\.)tiktok\.com$/,
    posts: [/^\/(?:@(?<handle>[\w.]+)\/)?(?:video|photo|v)\/(?<id>\d+)/],
    profile: /^\/@(?<handle>[\w.]+)\/?$/,
  },
  {
    platform: 'youtube',
    hosts: /(^|\.)youtube\.com$|^youtu\.be$/,
    posts: [/^\/(?:shorts|live|embed)\/(?<id>[\w-]{6,})/, /^\/watch\?(?:.*&)?v=(?<id>[\w-]{6,})/],
    profile: /^\/(?:@|c\/|user\/|channel\/)(?<handle>[\w.-]+)\/?$/,
  },
  {
    platform: 'x',
    hosts: /(^|\.)(x|twitter)\.com$/,
    posts: [/^\/(?<handle>\w+)\/status\/(?<id>\d+)/],
    profile: /^\/(?<handle>\w+)\/?$/,
  },
  {
    platform: 'facebook',
    hosts: /(^|\.)facebook\.com$/,
    posts: [/^\/(?:(?<handle>[\w.]+)\/)?(?:posts|videos|reel)\/(?<id>\w+)/],
    profile: /^\/(?<handle>[\w.]+)\/?$/,
  },
  {
    platform: 'pinterest',
    hosts: /(^|\.)pinterest\.[a-z.]+$/,
    posts: [/^\/pin\/(?<id>\d+)/],
    profile: /^\/(?<handle>\w+)\/?$/,
  },
];

/** How people shorten platforms in a column of that name. */
const SHORT: Readonly<Record<string, string>> = {
  ig: 'instagram',
  insta: 'instagram',
  yt: 'youtube',
  tt: 'tiktok',
  'tik tok': 'tiktok',
  twitter: 'x',
  fb: 'facebook',
};

/** A platform as Vouch writes it. */
export const platformNamed = (text: string): string => {
  const name = text.trim().toLowerCase();
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
  const known = PLATFORMS.find(({ hosts }) => hosts.test(url.hostname));
  const kept =
    known?.platform === 'youtube' && url.searchParams.has('v') ? `?v=${url.searchParams.get('v')}` : '';
  const address = { url: `${url.origin}${url.pathname}${known ? kept : url.search}` };
  if (!known) return address;
  const path = `${url.pathname}${kept}`;
  const groups =
    url.hostname === 'youtu.be'
      ? { id: url.pathname.slice(1) }
      : known.posts.map((pattern) => pattern.exec(path)?.groups).find(Boolean);
  return {
    ...address,
    platform: known.platform,
    ...(groups?.id ? { mediaId: groups.id } : {}),
    ...(groups?.handle ? { handle: groups.handle } : {}),
  };
}

/** A handle as it was written, or out of a profile's address with its platform. */
export function readHandle(text: string): { handle: string; platform?: string } | undefined {
  const trimmed = text.trim().normalize('NFC');
  if (!trimmed.includes('/')) return trimmed ? { handle: trimmed } : undefined;
  const url = urlOf(trimmed);
  const known = url && PLATFORMS.find(({ hosts }) => hosts.test(url.hostname));
  const handle = (url && known?.profile.exec(url.pathname)?.groups?.handle) ?? undefined;
  return handle && known ? { handle, platform: known.platform } : undefined;
}

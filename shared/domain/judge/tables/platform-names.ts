const PLATFORM_NAMES: Readonly<Record<string, string>> = {
  twitter: 'x',
  ig: 'instagram',
  fb: 'facebook',
  'tik-tok': 'tiktok',
  yt: 'youtube',
  youtube_shorts: 'youtube',
  vkontakte: 'vk',
};

/** What platforms are called, short names and long ones. */
export const PLATFORM_WORDS: readonly string[] = [
  ...new Set([...Object.keys(PLATFORM_NAMES), ...Object.values(PLATFORM_NAMES)]),
];

/** One id per platform, whatever the brand calls it. */
export function canonicalPlatform(platform: string): string {
  const name = platform.slice(0, 64).trim().toLowerCase();
  return PLATFORM_NAMES[name] ?? name;
}

export const isOnePlatform = (one: string, other: string): boolean =>
  canonicalPlatform(one) === canonicalPlatform(other);
